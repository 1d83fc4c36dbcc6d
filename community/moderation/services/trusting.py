"""Taking trust away and giving it: by a facilitator's word, or with what is hidden for cause."""

from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext as _

from community.members.contributions import ContributionRefused
from community.members.models import User
from community.moderation.enums import Action
from community.moderation.models import Decision, Trust
from community.moderation.permissions import can_judge_member
from community.moderation.querysets import on
from community.moderation.services import log


class TrustRefused(ContributionRefused):
    """Only facilitators change a member's trust, and nobody her own."""

    status = 403

    def __init__(self) -> None:
        super().__init__(_("Only facilitators change whose contributions are held. Nobody does it for herself."))


class TrustReasonMissing(ContributionRefused):
    """The log says why."""

    def __init__(self) -> None:
        super().__init__(_("Write the reason: it stands in the log of decisions."))


@transaction.atomic
def change(*, member: User, given: bool, actor: User, reason: str, now: datetime) -> Decision | None:
    """Show what a member writes at once from now on, or hold it; None when a facilitator said so already.

    Raises:
        TrustRefused: the actor may not.
        TrustReasonMissing: there is none.
    """
    held = User.objects.select_for_update(no_key=True).filter(pk=member.pk).first()
    fresh = User.objects.filter(pk=actor.pk).first()
    if held is None or fresh is None or not can_judge_member(fresh, held):
        raise TrustRefused
    reason = " ".join(reason.split())
    if not reason:
        raise TrustReasonMissing
    known = Trust.objects.filter(member=held).first()
    if known is not None and known.is_given == given:
        return None
    action = Action.TRUST if given else Action.DISTRUST
    decision = log.write(target=held, action=action, actor=fresh, reason=reason, now=now)
    _keep(held, given, decision)
    return decision


def lose(*, member: User, decision: Decision) -> None:
    """Hold what a member writes after a decision against her words, until something is accepted again."""
    _keep(member, False, decision)


def give_back(*, target: models.Model) -> None:
    """Undo the loss that came with hiding `target`, which is shown again."""
    Trust.objects.filter(
        is_given=False, decision__content_type=on(target)["content_type"], decision__object_id=target.pk
    ).delete()


def _keep(member: User, given: bool, decision: Decision) -> None:
    values = {"is_given": given, "since": decision.created_at, "decision": decision}
    Trust.objects.update_or_create(member=member, defaults=values)
