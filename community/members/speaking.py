"""In whose name a member writes: her own, or that of an authority she is a checked focal point of (FEATURES D13)."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from community.members.contributions import ContributionRefused
from community.members.models import Claim, Organisation, User


class NotFocalPoint(ContributionRefused):
    """The member does not speak for this organisation, or not any more."""

    status = 403

    def __init__(self) -> None:
        super().__init__(
            _("You do not speak for this organisation at the moment. Your text is kept: send it in your own name.")
        )


def organisations_of(member: Any, *, now: datetime) -> "QuerySet[Organisation]":
    """Return the organisations for which a member may write now; none for a visitor."""
    if not member.is_authenticated:
        return Organisation.objects.none()
    claims = Claim.objects.current(now=now).filter(member=member).order_by()
    return Organisation.objects.filter(pk__in=claims.values("organisation")).order_by("name", "pk")


def offered_to(member: Any, *, now: datetime) -> "list[Organisation]":
    """Return the same for a form, without a query for who came with the answer that there is none."""
    return list(organisations_of(member, now=now)) if getattr(member, "speaks", True) else []


def checked(member: User, organisation: Organisation | None, *, now: datetime) -> Organisation | None:
    """Return the organisation in whose name a contribution is written; None for a personal view.

    Raises:
        NotFocalPoint: she does not speak for it at this moment.
    """
    if organisation is not None and not organisations_of(member, now=now).filter(pk=organisation.pk).exists():
        raise NotFocalPoint
    return organisation
