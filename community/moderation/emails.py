"""Mails to authors: owed with the decision they tell of, judged again at the moment of sending."""

from datetime import datetime

from django.utils import translation

from community.members.contributions import ContributionState
from community.moderation.contributions import ADAPTERS, Case
from community.moderation.enums import Action
from community.moderation.models import Decision
from community.outbox import renderers
from community.outbox.models import Mail
from community.outbox.services import debts
from foundation.mail import Letter, compose

HIDDEN = "moderation.hidden"
RESTORED = "moderation.restored"
KINDS = {Action.HIDE: HIDDEN, Action.RESTORE: RESTORED}
STATES = {HIDDEN: ContributionState.HIDDEN, RESTORED: ContributionState.PUBLISHED}


def owe(decision: Decision, case: Case, *, now: datetime) -> None:
    """Owe the author the news that her contribution was hidden or is shown again."""
    if case.author is None or not case.author.is_active:
        return
    debts.owe(
        kind=KINDS[Action(decision.action)],
        recipient=case.author.email,
        period=f"decision {decision.pk}",
        language=case.author.profile.interface_language if hasattr(case.author, "profile") else "en",
        now=now,
        context={"decision": decision.pk, "kind": case.kind},
    )


def about_decision(mail: Mail, now: datetime) -> Letter | None:
    """Write to an author, as long as the decision still stands and the address is still hers."""
    decision = Decision.objects.filter(pk=mail.context.get("decision")).first()
    adapter = ADAPTERS.get(mail.context.get("kind", ""))
    if decision is None or adapter is None:
        return None
    with translation.override(mail.language):
        case = adapter.cases([decision.object_id]).get(decision.object_id)
    if case is None or case.state != STATES[mail.kind] or case.author is None or not case.author.is_active:
        return None
    if case.author.email.lower() != mail.recipient.lower():
        return None
    zone = case.author.profile.time_zone if hasattr(case.author, "profile") else "UTC"
    name = mail.kind.replace(".", "/emails/")
    values = {"decision": decision, "case": case, "recipient": case.author}
    return compose(name, values, language=mail.language, zone=zone)


def register() -> None:
    """Tell the outbox who writes these mails."""
    for kind in KINDS.values():
        renderers.register(kind, about_decision)
