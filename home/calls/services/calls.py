"""Making and changing a call, and seating its panel."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from anyascii import anyascii
from django.db import transaction
from django.utils.text import slugify

from community.members.models import User
from community.taxonomy.models import Term
from home.calls.models import Call, Criterion, Panelist
from home.calls.permissions import can_make_call, can_manage_call
from home.calls.services.refusals import CallGone, HasJudged, NoSuchMember
from home.calls.telling import Told

RESERVED = frozenset({"new", "closed"})


@transaction.atomic
def make(*, by: User, told: Told, form_key: uuid.UUID | None, now: datetime) -> Call:
    """Make a call; the same form sent twice makes one.

    Raises:
        CallGone: making calls is not hers.
    """
    member = User.objects.select_for_update(no_key=True).get(pk=by.pk)
    if not can_make_call(member):
        raise CallGone
    if form_key and (known := Call.objects.filter(form_key=form_key, owner=member).first()):
        return known
    call = Call(slug=_free_slug(told.title), owner=member, form_key=form_key, created_at=now)
    _write(call, told)
    Criterion.objects.bulk_create(
        Criterion(call=call, title=title, weight=weight, position=position)
        for position, (title, weight) in enumerate(told.criteria)
    )
    return call


@transaction.atomic
def change(*, call: Call, by: User, told: Told) -> Call:
    """Change a call; its criteria stay as they were announced.

    Raises:
        CallGone: it is not there, or not hers to change.
    """
    held = Call.objects.select_for_update(of=("self",), no_key=True).filter(pk=call.pk).first()
    if held is None or not can_manage_call(by, held):
        raise CallGone
    _write(held, told)
    return held


def _write(call: Call, told: Told) -> None:
    call.title, call.wanted, call.text = told.title, told.wanted, told.text
    call.countries, call.zone = sorted(told.countries), told.zone
    call.opens_at, call.closes_at = told.opens_at, told.closes_at
    call.full_clean(exclude=["themes"])
    call.save()
    themes: Iterable[Term] = told.themes
    call.themes.set(themes)


def _free_slug(title: str) -> str:
    stem = slugify(anyascii(title))[:60].strip("-") or "call"
    taken = RESERVED | set(Call.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    number, slug = 1, stem
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug


@transaction.atomic
def seat(*, call: Call, by: User, address: str, now: datetime) -> Panelist:
    """Put a member on the panel, once.

    Raises:
        CallGone: the call is not hers to look after.
        NoSuchMember: no active account has the address.
    """
    if not can_manage_call(by, call):
        raise CallGone
    member = User.objects.filter(email__iexact=address, is_active=True).first()
    if member is None:
        raise NoSuchMember
    seat_, _made = Panelist.objects.get_or_create(call=call, member=member, defaults={"added_at": now})
    return seat_


@transaction.atomic
def unseat(*, seat: Panelist, by: User) -> None:
    """Take a member off the panel.

    Raises:
        CallGone: the call is not hers to look after.
        HasJudged: her scores count.
    """
    if not can_manage_call(by, seat.call):
        raise CallGone
    held = Panelist.objects.select_for_update(of=("self",), no_key=True).filter(pk=seat.pk).first()
    if held is None:
        return
    if held.scores.exists():
        raise HasJudged
    held.delete()
