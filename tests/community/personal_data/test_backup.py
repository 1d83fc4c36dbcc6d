"""A backup holds the whole site; going back to it brings back nobody who was erased since."""

import shutil

import pytest
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection

from community.members.models import Profile, User
from community.personal_data import dumps
from community.personal_data.models import Erased
from community.personal_data.services import backups, erasures
from foundation import clock
from tests.factories.members import UserFactory


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def with_photograph(**fields):
    member = UserFactory(**fields)
    member.profile.photograph.save("face.jpg", ContentFile(b"picture"))
    return member


@pytest.mark.django_db(transaction=True)
def test_going_back_brings_everything_but_whom_the_ledger_names(tmp_path, monkeypatch):
    if connection.vendor == "postgresql" and shutil.which("pg_dump") is None:
        pytest.skip("pg_dump is not installed here")
    # The fixture of the folder keeps private files in tmp_path itself: a folder of their own, beside the backup.
    storage = Profile._meta.get_field("photograph").storage
    monkeypatch.setattr(storage, "location", str(tmp_path / "private"))
    monkeypatch.setattr(backups, "private_storage", lambda: storage)
    file = tmp_path / "site.tar.gz"
    erased, lost = with_photograph(name="Erased"), with_photograph(name="Lost by mistake")
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "picture.txt").write_text("a picture")
    Session.objects.create(session_key="then", session_data="", expire_date=clock.now())
    call_command("backup", str(file))
    assert file.stat().st_mode & 0o077 == 0

    erasures.erase(member_id=erased.pk, now=clock.now())
    photograph = lost.profile.photograph.name
    User.objects.filter(pk=lost.pk).delete()
    storage.delete(photograph)
    shutil.rmtree(tmp_path / "media")
    later = UserFactory(name="Came later")

    call_command("restore", str(file))
    assert set(User.objects.filter(name__in=["Erased", "Lost by mistake", "Came later"])) == {lost}
    assert storage.exists(photograph)
    assert (tmp_path / "media" / "picture.txt").read_text() == "a picture"
    assert Erased.objects.filter(account=erased.pk).exists()
    assert not storage.exists(erased.profile.photograph.name)
    assert not Session.objects.exists()
    assert not User.objects.filter(email=later.email).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("content", [b"", b"words", b"\x1f\x8b broken"])
def test_a_file_that_is_no_backup_changes_nothing(tmp_path, content, monkeypatch):
    monkeypatch.setattr(dumps, "load", lambda source: pytest.fail("it must not be touched"))
    file = tmp_path / "odd.tar.gz"
    file.write_bytes(content)
    with pytest.raises(CommandError, match="no backup"):
        call_command("restore", str(file))


@pytest.mark.django_db
def test_a_backup_of_another_kind_of_database_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(dumps, "dump", lambda target: target.write_text("rows"))
    monkeypatch.setattr(dumps, "load", lambda source: pytest.fail("it must not be touched"))
    file = tmp_path / "site.tar.gz"
    with monkeypatch.context() as other:
        other.setattr(dumps, "kind", lambda: "another")
        call_command("backup", str(file))
    with pytest.raises(CommandError, match="is of another"):
        call_command("restore", str(file))
