"""Nothing is kept longer than it says."""

from datetime import timedelta
from io import StringIO

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.management import call_command
from wagtail.models import ModelLogEntry, PageLogEntry

from community.groups.models import Invitation
from community.members.models import LookingDay, User
from community.outbox.models import Mail
from community.outbox.services import debts
from community.personal_data import retention as registered
from community.personal_data.models import Erased, FormerAddress, RetentionRun
from community.personal_data.retention import Rule, rules
from community.personal_data.services import retention
from foundation import clock
from tests.factories import contacts, groups, stories
from tests.factories.claims import approved
from tests.factories.members import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


def newcomer(days, *, verified=False, **fields):
    user = UserFactory(date_joined=clock.now() - timedelta(days=days), **fields)
    user.emailaddress_set.create(email=user.email, verified=verified, primary=True)
    return user


def test_an_account_whose_address_was_never_confirmed_goes_after_14_days():
    old, young, confirmed = newcomer(15), newcomer(13), newcomer(400, verified=True)
    admin = newcomer(400, is_superuser=True)
    retention.apply_all(now=clock.now())
    assert set(User.objects.all()) == {young, confirmed, admin}
    run = RetentionRun.objects.get(rule="unverified-accounts")
    assert (run.found, run.removed, run.days) == (1, 1, 14)
    assert old not in User.objects.all()


def test_a_dry_run_counts_and_takes_nothing_away():
    newcomer(15)
    out = StringIO()
    call_command("retention", "--dry-run", stdout=out)
    assert "unverified-accounts: kept 14 days, found 1, removed 0" in out.getvalue()
    assert User.objects.count() == 1
    assert RetentionRun.objects.filter(is_dry_run=True).exists()


def test_the_days_are_a_setting(settings):
    settings.RETENTION_DAYS = {**settings.RETENTION_DAYS, "unverified-accounts": 30}
    newcomer(15)
    retention.apply_all(now=clock.now())
    assert User.objects.count() == 1


def test_the_ledger_of_mails_goes_after_two_years_but_never_what_is_still_owed():
    then = clock.now() - timedelta(days=731)
    for number in (1, 2):
        debts.owe(kind="account", recipient="a@example.org", period=str(number), language="en", now=then)
    Mail.objects.filter(period="1").update(state="sent")
    retention.apply_all(now=clock.now())
    assert Mail.objects.get().period == "2"


def mail_aged(days):
    return debts.owe(
        kind="account",
        recipient="a@example.org",
        period=str(days),
        language="en",
        now=clock.now() - timedelta(days=days),
    )


def conversation(days):
    sent = contacts.message(now=clock.now() - timedelta(days=days))
    return sent.conversation


def session_line(days, *, lives=False):
    line = UserSession.objects.create(
        user=UserFactory(), ip="192.0.2.1", session_key=f"key-{days}-{lives}", user_agent="test"
    )
    seen = clock.now() - timedelta(days=days)
    UserSession.objects.filter(pk=line.pk).update(created_at=seen, last_seen_at=seen)
    if lives:
        Session.objects.create(
            session_key=line.session_key, session_data="", expire_date=clock.now() + timedelta(days=3)
        )
    return line


def ended_session(days):
    ended = clock.now() - timedelta(days=days)
    return Session.objects.create(session_key=f"ended-{days}", session_data="", expire_date=ended)


def invitation(days):
    ended = clock.now() - timedelta(days=days)
    return Invitation.objects.create(
        group=groups.group(), email=f"a{days}@example.org", token_hash=str(days), created_at=ended, expires_at=ended
    )


def run_aged(days):
    then = clock.now() - timedelta(days=days)
    return RetentionRun.objects.create(rule="x", ran_at=then, days=1, found=0, removed=0)


def page_log(days):
    page = stories.story()
    then = clock.now() - timedelta(days=days)
    kind = ContentType.objects.get_for_model(page)
    return PageLogEntry.objects.create(page=page, content_type=kind, label="x", action="wagtail.edit", timestamp=then)


def list_log(days):
    kind = ContentType.objects.get_for_model(User)
    then = clock.now() - timedelta(days=days)
    return ModelLogEntry.objects.create(
        object_id="1", content_type=kind, label="x", action="wagtail.edit", timestamp=then
    )


def administration_log(days):
    then = clock.now() - timedelta(days=days)
    return LogEntry.objects.create(user=UserFactory(), action_time=then, action_flag=1, object_repr="x")


def looks_on(days):
    return LookingDay.objects.create(member=UserFactory(), on=(clock.now() - timedelta(days=days)).date())


def former_address(days):
    then = clock.now() - timedelta(days=days)
    return FormerAddress.objects.create(member=UserFactory(), address="old@example.org", left_at=then)


def settled(days):
    mail = mail_aged(days)
    Mail.objects.filter(pk=mail.pk).update(state="sent")
    return mail


RULES = {
    "ended-sessions": ended_session,
    "former-addresses": former_address,
    "group-invitations": invitation,
    "log-of-administration": administration_log,
    "log-of-lists": list_log,
    "log-of-pages": page_log,
    "looks": looks_on,
    "messages": conversation,
    "retention-runs": run_aged,
    "settled-mail": settled,
    "unused-sessions": session_line,
}
# Whose pairs stand above, below and in test_archive.py.
ELSEWHERE = {"declined-library-items", "outside-reviewers", "unverified-accounts", "archives", "claim-documents"}


def test_every_rule_has_an_old_and_a_young_row_here_or_elsewhere():
    assert set(RULES) | ELSEWHERE == {rule.name for rule in rules()}


@pytest.mark.parametrize("name", RULES)
def test_what_is_older_than_the_rule_says_goes_and_the_younger_stays(name, settings):
    days, make = settings.RETENTION_DAYS[name], RULES[name]
    old, young = make(days + 1), make(days - 1)
    dry = next(run for run in retention.apply_all(now=clock.now(), dry_run=True) if run.rule == name)
    assert (dry.found, dry.removed) == (1, 0)
    assert type(old).objects.filter(pk=old.pk).exists()
    run = next(run for run in retention.apply_all(now=clock.now()) if run.rule == name)
    assert (run.found, run.removed, run.days) == (1, 1, days)
    assert not type(old).objects.filter(pk=old.pk).exists()
    assert type(young).objects.filter(pk=young.pk).exists()


def test_the_document_of_a_claim_goes_90_days_after_the_decision_and_the_decision_stays(
    django_capture_on_commit_callbacks,
):
    made = [
        approved(UserFactory(), OrganisationFactory(), proof="document", decided_at=clock.now() - timedelta(days=days))
        for days in (91, 89)
    ]
    for claim in made:
        claim.document.save("proof.pdf", ContentFile(b"%PDF"))
    old, young = made
    storage, name = old.document.storage, old.document.name
    with django_capture_on_commit_callbacks(execute=True):
        retention.apply_all(now=clock.now())
    for claim in made:
        claim.refresh_from_db()
    assert (bool(old.document), bool(young.document), old.state) == (False, True, "approved")
    assert not storage.exists(name)


def test_a_session_that_still_lives_keeps_its_line_however_old():
    living, dead = session_line(200, lives=True), session_line(200)
    retention.apply_all(now=clock.now())
    assert list(UserSession.objects.filter(pk__in=[living.pk, dead.pk])) == [living]


def test_a_rule_that_fails_keeps_no_other_from_being_applied(monkeypatch, caplog):
    newcomer(15)
    broken = Rule("ended-sessions", "x", lambda before: (_ for _ in ()).throw(RuntimeError("broken")))
    monkeypatch.setitem(registered._rules, "ended-sessions", broken)
    retention.apply_all(now=clock.now())
    assert not User.objects.exists()
    assert "the rule ended-sessions was not applied" in caplog.text


def test_an_account_that_was_never_confirmed_leaves_no_mail_behind_and_a_line_in_the_ledger():
    old = newcomer(15)
    debts.owe(kind="account", recipient=old.email, period="1", language="en", now=clock.now())
    retention.apply_all(now=clock.now())
    assert Erased.objects.filter(account=old.pk).exists()
    assert not Mail.objects.filter(recipient=old.email).exists()
    assert not Mail.objects.owed().exists()


def test_a_second_run_finds_nothing():
    newcomer(15)
    retention.apply_all(now=clock.now())
    (run,) = [run for run in retention.apply_all(now=clock.now()) if run.rule == "unverified-accounts"]
    assert run.found == 0
