"""Nothing is kept longer than it says."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from community.members.models import User
from community.outbox.models import Mail
from community.outbox.services import debts
from community.personal_data.models import RetentionRun
from community.personal_data.services import retention
from foundation import clock
from tests.factories.members import UserFactory

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


def test_a_second_run_finds_nothing():
    newcomer(15)
    retention.apply_all(now=clock.now())
    (run,) = [run for run in retention.apply_all(now=clock.now()) if run.rule == "unverified-accounts"]
    assert run.found == 0
