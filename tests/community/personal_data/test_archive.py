"""The archive holds everything about its member, nothing about others, and dies after seven days."""

import json
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.core import mail as sent
from django.urls import reverse

from community.personal_data import packing
from community.personal_data.models import Archive
from community.personal_data.services import archives
from foundation import clock
from tests.community.personal_data.conftest import MARK
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
OVERVIEW = "/en/me/data/"


def made(member, callbacks):
    with callbacks(execute=True):
        archives.want(member=member, now=clock.now())
    return Archive.objects.get(member=member)


def unpacked(response):
    return zipfile.ZipFile(BytesIO(b"".join(response.streaming_content)))


def test_an_archive_is_asked_for_with_the_password_and_announced_by_mail(
    client, confirm, marked, django_capture_on_commit_callbacks
):
    client.force_login(marked)
    with django_capture_on_commit_callbacks(execute=True):
        confirm(client.post("/en/me/data/archive/"))
    (message,) = sent.outbox
    assert message.to == [marked.email]
    assert "/en/me/data/" in message.body
    page = client.get(OVERVIEW)
    archive = Archive.objects.get()
    assert reverse("personal_data:fetch_archive", args=[archive.pk]) in page.content.decode()
    file = unpacked(client.get(f"/en/me/data/archive/{archive.pk}/"))
    assert MARK in file.read("index.html").decode()


def test_fetching_asks_for_the_password_again(client, marked, django_capture_on_commit_callbacks):
    archive = made(marked, django_capture_on_commit_callbacks)
    client.force_login(marked)
    response = client.get(f"/en/me/data/archive/{archive.pk}/")
    assert response.url.startswith(reverse("account_reauthenticate"))


def test_everything_the_member_left_is_in_it_and_nothing_secret(
    signed_in, confirm, marked, traces, django_capture_on_commit_callbacks
):
    client = signed_in(marked)
    archive = made(marked, django_capture_on_commit_callbacks)
    file = unpacked(client.get(f"/en/me/data/archive/{archive.pk}/"))
    data = {section["table"]: section["rows"] for section in json.loads(file.read("data.json"))["sections"]}
    assert data["members.User"][0]["email"] == marked.email
    assert data["members.Profile"][0]["introduction"] == f"{MARK} introduces herself"
    assert data["discussions.Thread"][0]["title"] == "How do we start?"
    assert [row["text"] for row in data["discussions.Post"]][-1] == "We start small."
    assert len(data["comments.PageComment"]) == 1
    assert len(data["events.Registration"]) == 1
    assert data["outbox.Mail"]
    assert data["usersessions.UserSession"]
    assert any(name.startswith("files/photographs/") for name in file.namelist())
    whole = file.read("data.json").decode()
    assert "Thank you." not in whole
    assert marked.password not in whole


def test_nobody_else_finds_it(client, marked, django_capture_on_commit_callbacks, signed_in):
    archive = made(marked, django_capture_on_commit_callbacks)
    other = signed_in(UserFactory())
    hidden = other.get(f"/en/me/data/archive/{archive.pk}/")
    absent = other.get("/en/me/data/archive/999999/")
    assert hidden.status_code == absent.status_code == 404
    assert client.get("/en/me/data/").status_code == 200


def test_a_visitor_is_asked_to_sign_in(client):
    assert client.get(OVERVIEW).url.startswith("/en/accounts/login/")


def test_the_link_dies_after_seven_days_and_retention_takes_the_file(
    signed_in, marked, django_capture_on_commit_callbacks, settings
):
    from community.personal_data.services import retention

    archive = made(marked, django_capture_on_commit_callbacks)
    storage, name = archive.file.storage, archive.file.name
    settings.TIME_OFFSET = timedelta(days=7, minutes=1)
    client = signed_in(marked)
    assert client.get(f"/en/me/data/archive/{archive.pk}/").status_code == 404
    assert storage.exists(name)
    retention.apply_all(now=clock.now())
    assert not storage.exists(name)
    assert "Make a new one" in client.get(OVERVIEW).content.decode()


def test_asking_twice_makes_one_archive(marked, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=False):
        first = archives.want(member=marked, now=clock.now())
        second = archives.want(member=marked, now=clock.now())
    assert first == second


def test_an_archive_whose_errand_was_lost_is_made_by_the_timetable(marked):
    from community.personal_data.schedules import make_archives

    archives.want(member=marked, now=clock.now())
    assert make_archives() == 1
    assert make_archives() == 0
    assert Archive.objects.get().is_open(now=clock.now())


def test_an_archive_that_cannot_be_made_keeps_no_other_waiting(marked, monkeypatch, caplog):
    from community.personal_data.schedules import make_archives

    stuck, other = UserFactory(), marked
    for member in (stuck, other):
        Archive.objects.create(member=member, wanted_at=clock.now())
    zipped = packing._zip

    def refuse(member, now):
        if member.pk == stuck.pk:
            raise RuntimeError("stuck")
        return zipped(member, now)

    monkeypatch.setattr(packing, "_zip", refuse)
    assert make_archives() == 1
    assert Archive.objects.get(member=other).is_open(now=clock.now())
    assert "was not made" in caplog.text


def test_a_file_that_the_storage_lost_does_not_stop_the_archive(marked, signed_in, django_capture_on_commit_callbacks):
    marked.profile.photograph.storage.delete(marked.profile.photograph.name)
    archive = made(marked, django_capture_on_commit_callbacks)
    file = unpacked(signed_in(marked).get(f"/en/me/data/archive/{archive.pk}/"))
    assert not any(name.startswith("files/photographs/") for name in file.namelist())
    assert MARK in file.read("data.json").decode()
