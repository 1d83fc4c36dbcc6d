"""Deciding on an appeal: by a facilitator who did not decide before."""

from datetime import datetime

from django.utils.translation import gettext as _

from community.members.contributions import ContributionRefused
from community.members.models import User
from community.moderation import emails
from community.moderation.contributions import ADAPTERS, PUBLIC, Case
from community.moderation.enums import Action
from community.moderation.models import Appeal, Decision
from community.moderation.permissions import can_decide_appeal
from community.moderation.services import decisions, log, trusting


class SameFacilitator(ContributionRefused):
    """Who decided does not judge the appeal against it."""

    status = 403

    def __init__(self) -> None:
        super().__init__(_("You took the decision. Another facilitator decides on the appeal."))


class AppealReasonMissing(ContributionRefused):
    """The author is told why."""

    def __init__(self) -> None:
        super().__init__(_("Write the reason: the author will read it."))


def decide(*, case: Case, action: str, actor: User, reason: str, now: datetime) -> Decision | None:
    """Grant an appeal, which shows the contribution, or uphold the decision; None when no appeal is open.

    Raises:
        SameFacilitator: she took the decision herself.
        NotFacilitator: the actor may not decide at all.
        AppealReasonMissing: there is none.
    """
    reason = decisions.tidy(reason)
    if not reason:
        raise AppealReasonMissing
    with ADAPTERS[case.kind].lock(case):
        fresh = decisions.judge(actor, case, on_appeal=True)
        # Locked too: a message stands in no place that could be held.
        rows = Appeal.objects.on(case.target).open().select_related("against")
        appeal = rows.select_for_update(of=("self",)).first()
        if appeal is None:
            return None
        if not can_decide_appeal(fresh, case, appeal.against.actor_id):
            raise SameFacilitator
        granted = action == Action.GRANT
        if granted:
            _show(case, now)
        outcome = log.write(
            target=case.target,
            action=Action.GRANT if granted else Action.UPHOLD,
            actor=fresh,
            reason=reason,
            now=now,
        )
        appeal.outcome = outcome
        appeal.save(update_fields=["outcome"])
        emails.owe(outcome, case, now=now)
    return outcome


def _show(case: Case, now: datetime) -> None:
    if ADAPTERS[case.kind].restore(case) is not None:
        trusting.give_back(target=case.target)
    elif case.kind in PUBLIC:
        PUBLIC[case.kind].accept(case, now=now)
