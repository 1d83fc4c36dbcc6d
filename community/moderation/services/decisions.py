"""What facilitators decide, each with its row in the log and, where the author should know, an owed mail."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.members.contributions import ContributionRefused
from community.members.models import User
from community.moderation import emails
from community.moderation.contributions import ADAPTERS, Case
from community.moderation.enums import Action
from community.moderation.models import Decision, Flag
from community.moderation.permissions import can_decide_contribution
from community.moderation.services.flags import target_of


class ReasonMissing(ContributionRefused):
    """Readers are told why something is hidden."""

    def __init__(self) -> None:
        super().__init__(_("Write the reason: readers and the author will see it."))


class NotFacilitator(ContributionRefused):
    """Only facilitators decide."""

    status = 403

    def __init__(self) -> None:
        super().__init__(_("Only facilitators decide on contributions."))


def decide(*, case: Case, action: str, actor: User, reason: str, now: datetime) -> Decision | None:
    """Hide, restore or dismiss, as `action` says; see those."""
    if action == Action.HIDE:
        return hide(case=case, actor=actor, reason=reason, now=now)
    if action == Action.RESTORE:
        return restore(case=case, actor=actor, reason=reason, now=now)
    return dismiss(case=case, actor=actor, reason=reason, now=now)


@transaction.atomic
def hide(*, case: Case, actor: User, reason: str, now: datetime) -> Decision | None:
    """Hide a contribution: readers see a line with the reason, the author gets a mail; None if it is hidden already.

    Raises:
        ReasonMissing: there is none.
        NotFacilitator: the actor may not.
    """
    _judge(actor, case)
    reason = " ".join(reason.split())
    if not reason:
        raise ReasonMissing
    if ADAPTERS[case.kind].hide(case, reason=reason, now=now) is None:
        return None
    decision = _record(case, Action.HIDE, actor=actor, reason=reason, now=now)
    emails.owe(decision, case, now=now)
    return decision


@transaction.atomic
def restore(*, case: Case, actor: User, reason: str, now: datetime) -> Decision | None:
    """Show a hidden contribution again and tell its author; None if it is not hidden.

    Raises:
        NotFacilitator: the actor may not.
    """
    _judge(actor, case)
    if ADAPTERS[case.kind].restore(case) is None:
        return None
    decision = _record(case, Action.RESTORE, actor=actor, reason=" ".join(reason.split()), now=now)
    emails.owe(decision, case, now=now)
    return decision


@transaction.atomic
def dismiss(*, case: Case, actor: User, reason: str, now: datetime) -> Decision | None:
    """Leave a contribution as it is and close its flags; None if none is open.

    Raises:
        NotFacilitator: the actor may not.
    """
    _judge(actor, case)
    # Locked, so that of two facilitators who dismiss at once one finds nothing left to do.
    waiting = list(Flag.objects.on(case.target).open().order_by("pk").select_for_update(of=("self",)))
    if not waiting:
        return None
    return _record(case, Action.DISMISS, actor=actor, reason=" ".join(reason.split()), now=now)


def _judge(actor: User, case: Case) -> None:
    # Read again: what counts is the role at this moment, not the one the request began with.
    fresh = User.objects.filter(pk=actor.pk).first()
    if fresh is None or not can_decide_contribution(fresh, case):
        raise NotFacilitator


def _record(case: Case, action: Action, *, actor: User, reason: str, now: datetime) -> Decision:
    decision = Decision(actor=actor, action=action, reason=reason, created_at=now, **target_of(case.target))
    decision.full_clean()
    decision.save()
    Flag.objects.on(case.target).open().update(decision=decision)
    return decision
