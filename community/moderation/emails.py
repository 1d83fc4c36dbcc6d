"""Mails to authors and facilitators: owed with what they tell of, judged again at the moment of sending."""

from datetime import datetime

from django.utils import translation

from community.members.contributions import ContributionState
from community.members.enums import RoleGroup
from community.members.models import User
from community.moderation.contributions import ADAPTERS, Case
from community.moderation.enums import Action
from community.moderation.models import Appeal, Decision, Repair
from community.outbox import renderers
from community.outbox.models import Mail
from community.outbox.services import debts
from foundation.mail import Letter, compose

HIDDEN = "moderation.hidden"
RESTORED = "moderation.restored"
PAUSED = "moderation.paused"
ACCEPTED = "moderation.accepted"
DECLINED = "moderation.declined"
GRANTED = "moderation.granted"
UPHELD = "moderation.upheld"
ALERT = "moderation.alert"
APPEALED = "moderation.appealed"
KINDS = {
    Action.HIDE: HIDDEN,
    Action.RESTORE: RESTORED,
    Action.AUTO_HIDE: PAUSED,
    Action.ACCEPT: ACCEPTED,
    Action.DECLINE: DECLINED,
    Action.GRANT: GRANTED,
    Action.UPHOLD: UPHELD,
}
# A mail is written only while its news still holds.
STATES = {
    HIDDEN: {ContributionState.HIDDEN},
    RESTORED: {ContributionState.PUBLISHED},
    PAUSED: {ContributionState.HIDDEN},
    ACCEPTED: {ContributionState.PUBLISHED},
    DECLINED: {ContributionState.DECLINED},
    GRANTED: {ContributionState.PUBLISHED},
    UPHELD: {ContributionState.HIDDEN, ContributionState.DECLINED},
}


def owe(decision: Decision, case: Case, *, now: datetime) -> None:
    """Owe the author the news of what was decided on her contribution."""
    if case.author is None or not case.author.is_active:
        return
    _owe(KINDS[Action(decision.action)], case.author, f"decision {decision.pk}", decision, case, now)


def alert(decision: Decision, case: Case, *, now: datetime, appeal: Appeal | None = None) -> None:
    """Owe every facilitator who may decide the news that something was hidden by reports, or appealed against."""
    people = User.objects.filter(is_active=True, groups__name=RoleGroup.FACILITATORS.value).select_related("profile")
    for person in people:
        if case.author is not None and case.author.pk == person.pk:
            continue
        if appeal is None:
            _owe(ALERT, person, f"alert {decision.pk}", decision, case, now)
        elif decision.actor_id != person.pk:
            _owe(APPEALED, person, f"appeal {appeal.pk}", decision, case, now)


def _owe(kind: str, person: User, period: str, decision: Decision, case: Case, now: datetime) -> None:
    debts.owe(
        kind=kind,
        recipient=person.email,
        period=period,
        language=person.profile.interface_language if hasattr(person, "profile") else "en",
        now=now,
        context={"decision": decision.pk, "kind": case.kind},
    )


def about_decision(mail: Mail, now: datetime) -> Letter | None:
    """Write to an author, as long as the decision still stands and the address is still hers."""
    decision, case = _told(mail)
    if decision is None or case is None or case.state not in STATES[mail.kind]:
        return None
    if case.author is None or not case.author.is_active or case.author.email.lower() != mail.recipient.lower():
        return None
    repair = Repair.objects.on(case.target).open().filter(until__gt=now).first() if mail.kind == PAUSED else None
    until = repair.until if repair else None
    return _compose(mail, case.author, {"until": until, "decision": decision, "case": case})


def to_facilitator(mail: Mail, now: datetime) -> Letter | None:
    """Write to a facilitator, as long as she is one and it still waits for a decision."""
    decision, case = _told(mail)
    person = User.objects.filter(email__iexact=mail.recipient, is_active=True).select_related("profile").first()
    if decision is None or case is None or person is None or RoleGroup.FACILITATORS.value not in person.group_names:
        return None
    repairs, appeals = Repair.objects.on(case.target).open(), Appeal.objects.on(case.target).open()
    if not (repairs if mail.kind == ALERT else appeals).exists():
        return None
    return _compose(mail, person, {"case": case})


def _told(mail: Mail) -> tuple[Decision | None, Case | None]:
    decision = Decision.objects.filter(pk=mail.context.get("decision")).first()
    adapter = ADAPTERS.get(mail.context.get("kind", ""))
    if decision is None or adapter is None:
        return None, None
    with translation.override(mail.language):
        return decision, adapter.cases([decision.object_id]).get(decision.object_id)


def _compose(mail: Mail, person: User, values: dict[str, object]) -> Letter:
    zone = person.profile.time_zone if hasattr(person, "profile") else "UTC"
    name = mail.kind.replace(".", "/emails/")
    return compose(name, {**values, "recipient": person}, language=mail.language, zone=zone)


def register() -> None:
    """Tell the outbox who writes these mails."""
    for kind in KINDS.values():
        renderers.register(kind, about_decision)
    for kind in (ALERT, APPEALED):
        renderers.register(kind, to_facilitator)
