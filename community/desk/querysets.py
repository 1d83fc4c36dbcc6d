"""Reads of the desk. Rights are part of the query: a private question exists for three people only."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from community.desk.enums import WAITING, Filter, Outcome, State

if TYPE_CHECKING:
    from community.desk.models import Publication, Question  # noqa: F401  # named in strings below


def is_member(user: Any) -> bool:
    """Return whether somebody is signed in with an account that is not suspended."""
    return bool(user is not None and user.is_authenticated and user.is_active)


def keeps_desk(user: Any) -> bool:
    """Return whether somebody looks after the desk: the site's facilitators."""
    return is_member(user) and bool(user.is_facilitator)


class QuestionQuerySet(models.QuerySet["Question"]):
    """Questions, narrowed by adjectives."""

    def readable(self, user: Any) -> "QuestionQuerySet":
        """Those that `user` asked, those passed on to her that she did not give back; all for facilitators."""
        if keeps_desk(user):
            return self
        if not is_member(user):
            return self.none()
        return self.filter(Q(asker=user.pk) | Q(pk__in=_routes_of(user).values("question")))

    def asked_by(self, user: Any) -> "QuestionQuerySet":
        """Her own."""
        return self.filter(asker=user.pk) if is_member(user) else self.none()

    def waiting_for(self, user: Any) -> "QuestionQuerySet":
        """Those passed on to her that wait for her answer."""
        if not is_member(user):
            return self.none()
        return self.filter(pk__in=_routes_of(user).filter(outcome=Outcome.OPEN).values("question"))

    def late(self, *, now: datetime) -> "QuestionQuerySet":
        """Those whose answer is overdue."""
        return self.filter(state__in=WAITING, due_at__lte=now)

    def shown_by(self, chosen: str, *, now: datetime) -> "QuestionQuerySet":
        """What one filter of the facilitators' list shows."""
        if chosen == Filter.OVERDUE:
            return self.late(now=now)
        states = {
            Filter.NEW: (State.ASKED, State.RAISED),
            Filter.ROUTED: (State.ROUTED,),
            Filter.ANSWERED: (State.ANSWERED,),
            Filter.DONE: (State.PUBLISHED, State.CLOSED),
        }
        return self.filter(state__in=states[Filter(chosen)])

    def for_listing(self) -> "QuestionQuerySet":
        """With what a row shows, whatever the number of rows."""
        routes: models.QuerySet[Any] = apps.get_model("desk", "Route")._default_manager.filter(outcome=Outcome.OPEN)
        shown = routes.select_related("expert", "thread__space")
        return self.select_related("asker", "theme", "territory").prefetch_related(
            models.Prefetch("routes", queryset=shown, to_attr="open_routes")
        )


def _routes_of(user: Any) -> Any:
    rows = apps.get_model("desk", "Route")._default_manager.filter(expert=user.pk)
    return rows.filter(outcome__in=[Outcome.OPEN, Outcome.ANSWERED])


class PublicationQuerySet(models.QuerySet["Publication"]):
    """Published answers, narrowed by adjectives."""

    def for_listing(self) -> "PublicationQuerySet":
        """With what a row shows, whatever the number of rows."""
        return self.select_related("theme__parent", "territory", "asker", "author")
