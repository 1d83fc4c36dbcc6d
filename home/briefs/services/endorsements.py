"""Standing behind a joint submission, and stepping back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.members.models import Organisation, User
from home.briefs import standing
from home.briefs.models import BriefPage, Endorsement
from home.briefs.permissions import can_endorse_brief, can_withdraw_endorsement


class EndorsementRefused(Exception):
    """Nothing was changed; the sentence says why, to the one who asked."""


class MayNotSpeak(EndorsementRefused):
    """She does not speak for the organisation, or the submission is not open to endorsement."""

    def __init__(self) -> None:
        super().__init__(_("Only somebody who speaks for the organisation can do this, while the submission is open."))


def _locked(brief: BriefPage) -> BriefPage:
    """Hold the source version's row, so that two speakers of one organisation do not write at once."""
    return BriefPage.objects.select_for_update(of=("self",)).order_by().get(pk=brief.source.pk)


@transaction.atomic
def endorse(*, brief: BriefPage, organisation: Organisation, by: User, now: datetime) -> Endorsement:
    """Endorse a joint submission for an organisation. Asking twice changes nothing.

    brief: the version that was read; the endorsement belongs to the source version.

    Raises:
        MayNotSpeak: not hers to do, or not now.
    """
    held = _locked(brief)
    if not can_endorse_brief(by, held, organisation, now=now):
        raise MayNotSpeak
    known = held.endorsements.filter(organisation=organisation).first()
    if known is not None and known.withdrawn_at is None:
        return known
    row = known or Endorsement(brief=held, organisation=organisation)
    read = standing.versions_of(brief)
    row.member, row.endorsed_at, row.withdrawn_at = by, now, None
    row.version = read[0].number if read else 1
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def withdraw(*, brief: BriefPage, organisation: Organisation, by: User, now: datetime) -> Endorsement | None:
    """Take an organisation's endorsement back, at any time; None when there is none. Asking twice changes nothing.

    Raises:
        MayNotSpeak: she does not speak for the organisation.
    """
    held = _locked(brief)
    if not can_withdraw_endorsement(by, organisation, now=now):
        raise MayNotSpeak
    row = held.endorsements.filter(organisation=organisation).first()
    if row is not None and row.withdrawn_at is None:
        row.withdrawn_at = now
        row.save(update_fields=["withdrawn_at"])
    return row
