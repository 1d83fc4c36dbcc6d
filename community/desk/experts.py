"""Whom a question can be passed on to: experts by their own word, as far as the facilitator may see that they are."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from community.desk.models import Question
from community.members.disclosure import PAGE, Reader
from community.members.models import Profile

SHOWN = 20


def offered(user: Any, question: Question, *, named: str = "") -> "QuerySet[Profile]":
    """Return the experts a facilitator may ask, those on the question's theme first. named: part of a name."""
    reader = Reader(user)
    rows = Profile.objects.filter(
        reader.may_see(PAGE), reader.may_see("availability"), is_expert=True, user__is_active=True
    ).exclude(user=question.asker_id)
    if named:
        rows = rows.filter(user__name_lower__contains=named.lower())
    theme = question.theme_id
    near = Q(term=theme) | Q(term__parent=theme) | Q(term__children=theme)
    on_theme = Profile.themes.through._default_manager.filter(near, profile=OuterRef("pk"))
    fits = Exists(on_theme if theme else on_theme.none())
    return rows.annotate(fits=fits).select_related("user").order_by("-fits", "user__name_lower", "pk")
