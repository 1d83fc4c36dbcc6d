"""Erased means erased: in every table, file and queue; threads stay readable."""

from datetime import timedelta

import pytest
from django.core import mail as sent
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.models import Revision

from community.members.models import User
from community.outbox.models import Mail, Suppression
from community.outbox.services import debts
from community.personal_data.models import Erased, ErasureRequest, FormerAddress
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
        "groups_membership.note",
        "members_claim.statement",
        "members_claim.document",
        "personal_data_formeraddress.address",
        "socialaccount_socialaccount.uid",
        "wagtailcore_comment.text",
        "wagtailcore_commentreply.text",
        "wagtailcore_revision.content",
        "outbox_mail.recipient",
        "outbox_suppression.recipient",
    } <= set(before)
    assert {"photographs", "claims", "groups"} <= {path.name for path in tmp_path.iterdir()}
    with django_capture_on_commit_callbacks(execute=True):
        erasures.erase(member_id=marked.pk, now=clock.now())
    assert places_of(MARK) == []
    left = {path.relative_to(tmp_path).parts[0] for path in tmp_path.rglob("*") if path.is_file()}
    assert left == {"groups"}
    assert client.get("/en/me/").status_code == 302


def test_what_she_wrote_stays_under_former_member(marked, traces, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        erasures.erase(member_id=marked.pk, now=clock.now())
    thread = Client().get(traces["thread"].get_absolute_url()).content.decode()
    assert "We start small." in thread
    assert "Thank you." in thread
    assert "Former member" in thread
    assert "Former member" in Client().get(traces["story"].url).content.decode()


def test_what_she_gave_to_groups_and_wrote_to_others_stays_with_them(
    marked, traces, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        erasures.erase(member_id=marked.pk, now=clock.now())
    file, letter = traces["file"], traces["letter"]
    file.refresh_from_db()
    letter.refresh_from_db()
    with file.file.open() as content:
        assert (file.uploader, content.read()) == (None, b"plan")
    assert (letter.sender, letter.text) == (None, "May I ask you something?")


def test_others_notes_stay_in_the_versions_of_a_page(marked, traces):
    erasures.erase(member_id=marked.pk, now=clock.now())
    notes = Revision.objects.get(pk=traces["story"].latest_revision_id).content["wagtail_admin_comments"]
    assert [(note["text"], note["replies"]) for note in notes] == [("Another's note", [])]


def test_an_address_taken_from_the_account_is_remembered_until_mails_to_it_are_gone(client, signed_in, marked):
    former = "former@kayes.example"
    client = signed_in(marked)
    marked.emailaddress_set.create(email=former, verified=True)
    client.post(reverse("account_email"), {"action_remove": "", "email": former})
    assert FormerAddress.objects.get(member=marked).address == former
    for period, days in (("hers", 0), ("another's by then", 2)):
        debts.owe(
            kind="account", recipient=former, period=period, language="en", now=clock.now() + timedelta(days=days)
        )
    erasures.erase(member_id=marked.pk, now=clock.now())
    assert list(Mail.objects.filter(recipient=former).values_list("period", flat=True)) == ["another's by then"]
    assert not FormerAddress.objects.exists()


def test_mail_she_was_owed_does_not_leave_and_the_ledger_keeps_its_count(marked, traces):
    before = Mail.objects.count()
    erasures.erase(member_id=marked.pk, now=clock.now())
    assert Mail.objects.count() == before
    assert not Mail.objects.owed().filter(recipient__contains="erased").exists()


def test_mail_to_the_office_mailbox_of_the_account_does_not_leave_either(marked, traces):
    owed = Mail.objects.owed().filter(recipient__icontains="kayes.example", kind="account")
    assert owed.count() == 2
    erasures.erase(member_id=marked.pk, now=clock.now())
    assert not owed.exists()
    assert not Suppression.objects.exists()


def test_erasing_that_breaks_off_leaves_everything_and_the_next_run_ends_it(marked, traces, monkeypatch, settings):
    wanted(marked)
    settings.TIME_OFFSET = timedelta(days=8)
    with monkeypatch.context() as broken:
        broken.setattr(User, "delete", lambda self: (_ for _ in ()).throw(RuntimeError("killed")))
        assert erase_due() == 0
    traces["post"].refresh_from_db()
    assert traces["post"].author == marked
    assert erase_due() == 1
    assert places_of(MARK) == []


def test_one_account_that_cannot_be_erased_keeps_no_other_waiting(monkeypatch, settings, caplog):
    stuck, other = UserFactory(), UserFactory()
    wanted(stuck)
    wanted(other)
    settings.TIME_OFFSET = timedelta(days=8)
    delete = User.delete

    def refuse(self):
        if self.pk == stuck.pk:
            raise RuntimeError("stuck")
        return delete(self)

    monkeypatch.setattr(User, "delete", refuse)
    assert erase_due() == 1
    assert list(User.objects.all()) == [stuck]
    assert f"account {stuck.pk} was not erased" in caplog.text


def test_who_became_the_only_administrator_meanwhile_stays(settings):
    admin, other = UserFactory.create_batch(2, is_superuser=True)
    wanted(admin)
    other.is_superuser = False
    other.save()
    settings.TIME_OFFSET = timedelta(days=8)
    assert erase_due() == 0
    assert User.objects.filter(pk=admin.pk).exists()
    other.is_superuser = True
    other.save()
    assert erase_due() == 1


@pytest.mark.parametrize("door", ["one", "bulk"])
def test_an_account_deleted_in_the_back_office_is_erased_like_any_other(
    signed_in, marked, traces, door, django_capture_on_commit_callbacks, tmp_path
):
    client = signed_in(UserFactory(is_superuser=True))
    address = {
        "one": reverse("wagtailusers_users:delete", args=[marked.pk]),
        "bulk": reverse("wagtail_bulk_action", args=["members", "user", "delete"]) + f"?id={marked.pk}",
    }[door]
    assert client.get(address).status_code == 200
    assert User.objects.filter(pk=marked.pk).exists()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address)
    assert Erased.objects.filter(account=marked.pk).exists()
    assert not User.objects.filter(pk=marked.pk).exists()
    assert [place for place in places_of(MARK) if not place.startswith("django_session")] == []
    assert [*tmp_path.glob("photographs/*"), *tmp_path.glob("claims/*")] == []


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
    back = UserFactory(pk=marked.pk, email="older@example.org", date_joined=marked.date_joined)
    assert erasures.replay(rows, now=clock.now()) == 1
    assert not User.objects.filter(pk=back.pk).exists()
    assert Erased.objects.count() == 1


def test_the_ledger_is_read_with_a_former_key_too(marked, settings):
    erasures.erase(member_id=marked.pk, now=clock.now())
    settings.SECRET_KEY, former = "another-" + "1" * 50, settings.SECRET_KEY
    back = UserFactory(pk=marked.pk, date_joined=marked.date_joined)
    assert erasures.replay(ledger.entries(), now=clock.now()) == 0
    settings.SECRET_KEY_FALLBACKS = [former]
    assert erasures.replay(ledger.entries(), now=clock.now()) == 1
    assert not User.objects.filter(pk=back.pk).exists()


def test_the_ledger_erases_nobody_who_only_got_the_same_number(marked):
    erasures.erase(member_id=marked.pk, now=clock.now())
    other = UserFactory(pk=marked.pk, email=marked.email)
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
