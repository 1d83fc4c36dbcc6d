"""Erased means erased: in every table, file and queue; threads stay readable."""

from datetime import timedelta

import pytest
from django.core import mail as sent
from django.db import connection
from django.test import Client
from django.urls import reverse

from community.members.models import User
from community.outbox.models import Mail, Suppression
from community.personal_data.models import Erased, ErasureRequest
from community.personal_data.schedules import erase_due
from community.personal_data.services import erasures, ledger
from foundation import clock
from tests.community.personal_data.conftest import MARK
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
ERASE = "/en/me/data/erase/"


def places_of(mark):
    """Return every table and column that holds the mark, whatever wrote it."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor, include_views=False):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  # a table's own name
            columns = [column[0] for column in cursor.description]
            found += [
                f"{table}.{name}"
                for row in cursor.fetchall()
                for name, value in zip(columns, row, strict=True)
                if mark in str(value).lower()
            ]
    return sorted(set(found))


def wanted(member, callbacks=None):
    return erasures.want(member=member, now=clock.now())


def test_the_wish_is_confirmed_by_password_and_address_and_answered_by_mail(
    signed_in, confirm, client, marked, django_capture_on_commit_callbacks
):
    client.force_login(marked)
    assert "7 days" in client.get(ERASE).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        confirm(client.post(ERASE, {"address": marked.email.upper()}))
    request = ErasureRequest.objects.get(member=marked)
    assert request.due_at - request.wanted_at == timedelta(days=7)
    (message,) = sent.outbox
    assert message.to == [marked.email]
    assert "Keep my account" in client.get("/en/me/data/").content.decode()


def test_another_address_is_refused_and_kept_in_the_form(signed_in, marked):
    client = signed_in(marked)
    response = client.post(ERASE, {"address": "other@example.org"})
    assert response.status_code == 422
    assert "This is not the address of your account." in response.content.decode()
    assert "other@example.org" in response.content.decode()
    assert not ErasureRequest.objects.exists()


def test_a_wish_taken_back_is_not_carried_out(signed_in, marked, settings):
    client = signed_in(marked)
    wanted(marked)
    client.post("/en/me/data/erase/take-back/")
    settings.TIME_OFFSET = timedelta(days=8)
    assert erase_due() == 0
    assert User.objects.filter(pk=marked.pk).exists()


def test_nothing_happens_before_the_seven_days_are_over(marked, settings):
    wanted(marked)
    settings.TIME_OFFSET = timedelta(days=6, hours=23)
    assert erase_due() == 0
    settings.TIME_OFFSET = timedelta(days=7, minutes=1)
    assert erase_due() == 1
    assert erase_due() == 0


def test_nothing_of_the_member_is_left_anywhere(
    signed_in, marked, traces, django_capture_on_commit_callbacks, tmp_path
):
    client = signed_in(marked)
    client.get("/en/me/")
    before = places_of(MARK)
    assert {
        "members_user.email",
        "members_profile.introduction",
        "account_emailaddress.email",
        "groups_invitation.email",
        "outbox_mail.recipient",
        "outbox_suppression.recipient",
    } <= set(before)
    with django_capture_on_commit_callbacks(execute=True):
        erasures.erase(member_id=marked.pk, now=clock.now())
    assert places_of(MARK) == []
    assert not any(path.is_file() for path in tmp_path.rglob("*"))
    assert client.get("/en/me/").status_code == 302


def test_what_she_wrote_stays_under_former_member(marked, traces, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        erasures.erase(member_id=marked.pk, now=clock.now())
    thread = Client().get(traces["thread"].get_absolute_url()).content.decode()
    assert "We start small." in thread
    assert "Thank you." in thread
    assert "Former member" in thread
    assert "Former member" in Client().get(traces["story"].url).content.decode()


def test_mail_she_was_owed_does_not_leave_and_the_ledger_keeps_its_count(marked, traces):
    before = Mail.objects.count()
    erasures.erase(member_id=marked.pk, now=clock.now())
    assert Mail.objects.count() == before
    assert not Mail.objects.owed().filter(recipient__contains="erased").exists()


def test_mail_to_the_office_mailbox_of_the_account_does_not_leave_either(marked, traces):
    owed = Mail.objects.owed().filter(recipient__icontains="kayes.example", kind="account")
    assert owed.count() == 1
    erasures.erase(member_id=marked.pk, now=clock.now())
    assert not owed.exists()
    assert not Suppression.objects.exists()


def test_erasing_that_breaks_off_leaves_everything_and_the_next_run_ends_it(marked, traces, monkeypatch, settings):
    wanted(marked)
    settings.TIME_OFFSET = timedelta(days=8)
    with monkeypatch.context() as broken:
        broken.setattr(User, "delete", lambda self: (_ for _ in ()).throw(RuntimeError("killed")))
        with pytest.raises(RuntimeError):
            erase_due()
    traces["post"].refresh_from_db()
    assert traces["post"].author == marked
    assert erase_due() == 1
    assert places_of(MARK) == []


def test_the_only_administrator_is_asked_to_name_another_one(signed_in):
    admin = UserFactory(is_superuser=True)
    client = signed_in(admin)
    response = client.post(ERASE, {"address": admin.email})
    assert "only administrator" in response.content.decode()
    UserFactory(is_superuser=True)
    assert client.post(ERASE, {"address": admin.email}).status_code == 302


def test_an_older_backup_is_erased_again_by_the_ledger(marked):
    erasures.erase(member_id=marked.pk, now=clock.now())
    rows = ledger.entries()
    Erased.objects.all().delete()
    back = UserFactory(pk=marked.pk, email=f"{MARK}@example.org")
    assert erasures.replay(rows, now=clock.now()) == 1
    assert not User.objects.filter(pk=back.pk).exists()
    assert Erased.objects.count() == 1


def test_the_ledger_erases_nobody_who_only_got_the_same_number(marked):
    erasures.erase(member_id=marked.pk, now=clock.now())
    other = UserFactory(pk=marked.pk, email="somebody.else@example.org")
    assert erasures.replay(ledger.entries(), now=clock.now()) == 0
    assert User.objects.filter(pk=other.pk).exists()


def test_the_ledger_names_nobody(marked):
    erasures.erase(member_id=marked.pk, now=clock.now())
    assert MARK not in str(ledger.entries())


def test_looking_changes_nothing(signed_in, marked):
    client = signed_in(marked)
    assert client.get("/en/me/data/archive/").status_code == 405
    assert client.get("/en/me/data/erase/take-back/").status_code == 405
    assert not ErasureRequest.objects.exists()
    assert reverse("personal_data:erase") == ERASE
