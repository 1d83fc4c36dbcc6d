"""What facilitators decide, each with its row in the log and, where the author should know, an owed mail.

Every decision holds the place of the contribution first, then judges: the role, whose words they are and what state
they are in count at that moment.
"""

from datetime import datetime

from django.utils.translation import gettext as _

from community.members.contributions import ContributionRefused
from community.members.models import User
from community.moderation import emails
from community.moderation.contributions import ADAPTERS, PUBLIC, Case
from community.moderation.enums import Action
from community.moderation.models import Appeal, Decision, Flag, Repair
from community.moderation.permissions import can_decide_contribution
from community.moderation.services import log, trusting
from community.moderation.services.reports import settle


class ReasonMissing(ContributionRefused):
    """Readers are told why something is hidden."""

    def __init__(self) -> None:
        super().__init__(_("Write the reason: readers and the author will see it."))


class NotFacilitator(ContributionRefused):
    """Only facilitators decide, and none on what she wrote herself."""

    status = 403

    def __init__(self) -> None:
        super().__init__(
            _("Only facilitators decide on contributions, and never on their own. Ask another facilitator.")
        )


class AppealOpen(ContributionRefused):
    """The author appealed: another facilitator decides on that."""

    status = 409

    def __init__(self) -> None:
        super().__init__(_("The author appealed. A facilitator who did not decide before decides on the appeal."))


def decide(*, case: Case, action: str, actor: User, reason: str, now: datetime) -> Decision | None:
    """Do what `action` says; see the functions of that name.

    Raises:
        ContributionRefused: one of its kinds; `sentence` says what to do.
    """
    verbs = {Action.HIDE: hide, Action.RESTORE: restore, Action.ACCEPT: accept, Action.DECLINE: decline}
    return verbs.get(Action(action), dismiss)(case=case, actor=actor, reason=reason, now=now)


def hide(*, case: Case, actor: User, reason: str, now: datetime) -> Decision | None:
    """Hide a contribution: readers see a line with the reason, the author gets a mail and loses trust.

    What reports hid stays hidden, with this reason. None if a facilitator hid it already.

    Raises:
        ReasonMissing: there is none.
        NotFacilitator: the actor may not.
        AppealOpen: the author appealed.
    """
    reason = _needed(reason)
    with ADAPTERS[case.kind].lock(case):
        judge(actor, case)
        if ADAPTERS[case.kind].hide(case, reason=reason, now=now) is None and not _confirm(case, reason, now):
            return None
        decision = _record(case, Action.HIDE, actor=actor, reason=reason, now=now)
        if case.author is not None:
            trusting.lose(member=case.author, decision=decision)
        emails.owe(decision, case, now=now)
    return decision


def _confirm(case: Case, reason: str, now: datetime) -> bool:
    """Put a facilitator's reason where reports hid something; False when none of them is open."""
    waits = case.kind in PUBLIC and Repair.objects.on(case.target).open().exists()
    return waits and PUBLIC[case.kind].explain(case, reason=reason, now=now) is not None


def restore(*, case: Case, actor: User, reason: str, now: datetime) -> Decision | None:
    """Show a hidden contribution again and tell its author; None if it is not hidden.

    Raises:
        NotFacilitator: the actor may not.
        AppealOpen: the author appealed.
    """
    with ADAPTERS[case.kind].lock(case):
        judge(actor, case)
        if ADAPTERS[case.kind].restore(case) is None:
            return None
        trusting.give_back(target=case.target)
        decision = _record(case, Action.RESTORE, actor=actor, reason=tidy(reason), now=now)
        emails.owe(decision, case, now=now)
    return decision


def accept(*, case: Case, actor: User, reason: str, now: datetime) -> Decision | None:
    """Show what was held or declined, and tell its author; None if it is shown already.

    Raises:
        NotFacilitator: the actor may not.
        AppealOpen: the author appealed.
    """
    with ADAPTERS[case.kind].lock(case):
        judge(actor, case)
        if case.kind not in PUBLIC or PUBLIC[case.kind].accept(case, now=now) is None:
            return None
        decision = _record(case, Action.ACCEPT, actor=actor, reason=tidy(reason), now=now)
        emails.owe(decision, case, now=now)
    return decision


def decline(*, case: Case, actor: User, reason: str, now: datetime) -> Decision | None:
    """Leave what was held unseen, and tell its author why; None if it is not held.

    Raises:
        ReasonMissing: there is none.
        NotFacilitator: the actor may not.
        AppealOpen: the author appealed.
    """
    reason = _needed(reason)
    with ADAPTERS[case.kind].lock(case):
        judge(actor, case)
        if case.kind not in PUBLIC or PUBLIC[case.kind].decline(case, reason=reason, now=now) is None:
            return None
        decision = _record(case, Action.DECLINE, actor=actor, reason=reason, now=now)
        emails.owe(decision, case, now=now)
    return decision


def dismiss(*, case: Case, actor: User, reason: str, now: datetime) -> Decision | None:
    """Leave a contribution as it is and close its flags; None if none is open, or if reports hid it.

    Raises:
        NotFacilitator: the actor may not.
        AppealOpen: the author appealed.
    """
    with ADAPTERS[case.kind].lock(case):
        judge(actor, case)
        # Locked, so that of two facilitators who dismiss at once one finds nothing left to do.
        waiting = list(Flag.objects.on(case.target).open().order_by("pk").select_for_update(of=("self",)))
        fresh = ADAPTERS[case.kind].cases([case.pk]).get(case.pk)
        hidden_by_reports = fresh is not None and fresh.is_hidden and Repair.objects.on(case.target).open().exists()
        if not waiting or hidden_by_reports:
            return None
        return _record(case, Action.DISMISS, actor=actor, reason=tidy(reason), now=now)


def judge(actor: User, case: Case, *, on_appeal: bool = False) -> User:
    """Return the actor as she is now, if she may decide on the contribution. Call it under the lock of its place.

    Raises:
        NotFacilitator: she may not.
        AppealOpen: the author appealed, and this is no decision on that.
    """
    # Read again: what counts is the role at this moment, not the one the request began with.
    fresh = User.objects.filter(pk=actor.pk).first()
    if fresh is None or not can_decide_contribution(fresh, case):
        raise NotFacilitator
    if not on_appeal and Appeal.objects.on(case.target).open().exists():
        raise AppealOpen
    return fresh


def tidy(reason: str) -> str:
    """Return a reason on one line."""
    return " ".join(reason.split())


def _needed(reason: str) -> str:
    if not (words := tidy(reason)):
        raise ReasonMissing
    return words


def _record(case: Case, action: Action, *, actor: User, reason: str, now: datetime) -> Decision:
    decision = log.write(target=case.target, action=action, actor=actor, reason=reason, now=now)
    settle(target=case.target, decision=decision)
    return decision
