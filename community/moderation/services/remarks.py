"""Remarks of facilitators among themselves."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.members.contributions import ContributionRefused
from community.members.models import User
from community.moderation.contributions import Case
from community.moderation.models import Remark
from community.moderation.permissions import can_remark_contribution
from community.moderation.querysets import on


class RemarkRefused(ContributionRefused):
    """Only facilitators, and not on their own words."""

    status = 403

    def __init__(self) -> None:
        super().__init__(_("Only facilitators leave remarks, and not on what they wrote themselves."))


class RemarkEmpty(ContributionRefused):
    """There is nothing to keep."""

    def __init__(self) -> None:
        super().__init__(_("Write something first."))


@transaction.atomic
def write(*, case: Case, author: User, text: str, now: datetime) -> Remark:
    """Leave a remark on a contribution.

    Raises:
        RemarkRefused: she may not.
        RemarkEmpty: without a word.
    """
    fresh = User.objects.filter(pk=author.pk).first()
    if fresh is None or not can_remark_contribution(fresh, case):
        raise RemarkRefused
    made = Remark(author=fresh, text=" ".join(text.split()), created_at=now, **on(case.target))
    if not made.text:
        raise RemarkEmpty
    made.full_clean()
    made.save()
    return made
