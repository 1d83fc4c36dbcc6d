"""What an author does: change what reports hid, and appeal against a facilitator's decision."""

from datetime import datetime

from django.utils.translation import gettext as _

from community.members import contributions, pacing
from community.members.contributions import ContributionRefused, ContributionState
from community.members.models import User
from community.moderation import emails
from community.moderation.contributions import ADAPTERS, PUBLIC, Case
from community.moderation.enums import Action
from community.moderation.models import Appeal, Decision, Repair
from community.moderation.querysets import on
from community.moderation.services import log
from foundation import markup

# What an author can appeal against, and the state in which her words are then.
APPEALABLE = {Action.HIDE: ContributionState.HIDDEN, Action.DECLINE: ContributionState.DECLINED}


class NotYours(ContributionRefused):
    """Somebody else's, or gone."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_("Only its author can do this. Sign in with the account that wrote it."))


class RepairOver(ContributionRefused):
    """The time to change it is over, it was changed once, or a facilitator decided."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("It cannot be changed any more: time is over, or a facilitator decided. After that you can appeal.")
        )


class NothingChanged(ContributionRefused):
    """The words are the ones that were reported."""

    def __init__(self) -> None:
        super().__init__(
            _("This is the text that was reported. Change what may have caused the reports, then send it.")
        )


class NotAppealable(ContributionRefused):
    """There is no decision against it, or it was appealed against once."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("You cannot appeal here: it is shown, nobody has decided yet, or you appealed once already.")
        )


class AppealEmpty(ContributionRefused):
    """There is nothing to judge."""

    def __init__(self) -> None:
        super().__init__(_("Write why you think the decision is wrong."))


def repair(*, case: Case, author: User, text: str, language: str, now: datetime) -> Repair:
    """Change what reports hid, which shows it again and puts it before a facilitator as changed.

    Raises:
        NotYours: somebody else's.
        RepairOver: too late.
        ContributionRefused: empty, too long or unchanged.
    """
    text = contributions.check(markup.tidy(text))
    if case.kind not in PUBLIC:
        raise NotYours
    adapter = PUBLIC[case.kind]
    with adapter.lock(case):
        fresh = _own(case, author)
        row = Repair.objects.on(case.target).open().select_for_update().first()
        if row is None or not fresh.is_hidden or now >= row.until:
            raise RepairOver
        if text == adapter.source_text(fresh):
            raise NothingChanged
        adapter.rewrite(fresh, text=text, language=language, now=now)
        row.repaired_at = now
        row.save(update_fields=["repaired_at"])
        log.write(target=case.target, action=Action.REPAIR, actor=None, reason="", now=now)
    return row


def appeal(*, case: Case, author: User, text: str, now: datetime) -> Appeal:
    """Ask another facilitator to look at a decision again; once a decision.

    Raises:
        NotYours: somebody else's.
        NotAppealable: nothing to appeal against, or for the second time.
        AppealEmpty: without a word.
    """
    text = markup.tidy(text)
    if not text:
        raise AppealEmpty
    with ADAPTERS[case.kind].lock(case):
        fresh = _own(case, author)
        decision = decision_against(fresh)
        if decision is None or Appeal.objects.filter(against=decision).exists():
            raise NotAppealable
        made = Appeal(author=author, against=decision, text=text, created_at=now, **on(case.target))
        made.full_clean(exclude=["outcome"])
        made.save()
        emails.alert(decision, fresh, now=now, appeal=made)
    return made


def decision_against(case: Case) -> Decision | None:
    """Return the facilitator's decision that keeps a contribution from being read; None when there is none.

    An appeal that was refused leaves the decision standing, and there is no second one against it.
    """
    states = {Action.HIDE, Action.DECLINE, Action.RESTORE, Action.ACCEPT, Action.GRANT, Action.AUTO_HIDE, Action.REPAIR}
    last = Decision.objects.on(case.target).filter(action__in=states).first()
    if last is None or APPEALABLE.get(Action(last.action)) != case.state:
        return None
    return last


def repair_until(case: Case, *, now: datetime) -> datetime | None:
    """Return until when the author can change what reports hid; None when she cannot."""
    if case.kind not in PUBLIC or not case.is_hidden:
        return None
    row = Repair.objects.on(case.target).open().filter(until__gt=now, repaired_at__isnull=True).first()
    return row.until if row else None


def _own(case: Case, author: User) -> Case:
    member = pacing.enter(author)
    fresh = ADAPTERS[case.kind].cases([case.pk]).get(case.pk)
    if fresh is None or fresh.author is None or fresh.author.pk != member.pk:
        raise NotYours
    return fresh
