"""An asker who goes takes her private questions along; what was published stays without her name."""

import zipfile

import pytest

from community.desk.models import Answer, Publication, Question, Step
from community.personal_data import packing
from community.personal_data.models import Archive
from community.personal_data.services import erasures
from foundation import clock
from tests.factories import desk as made

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_files(monkeypatch, tmp_path):
    """Keep private files of a test apart. The fields hold the storage itself, so a setting would come too late."""
    monkeypatch.setattr(Archive._meta.get_field("file").storage, "location", str(tmp_path))


def test_the_private_question_goes_and_the_published_answer_stays_without_name(client):
    row = made.question(consent="named")
    author = made.routed(row)
    made.answered(row, author, is_named=True)
    public, name = made.published(row), row.asker.name
    erasures.erase(member_id=row.asker_id, now=clock.now())
    assert not Question.objects.exists()
    assert not Answer.objects.exists()
    assert not Step.objects.exists()
    page = client.get(public.get_absolute_url()).content.decode()
    assert "A member asked" in page
    assert name not in page
    erasures.erase(member_id=author.pk, now=clock.now())
    assert Publication.objects.get().author is None
    assert "The desk answered" in client.get(public.get_absolute_url()).content.decode()


def test_an_experts_answer_stays_with_the_asker_when_the_expert_goes(client):
    row = made.question()
    author = made.routed(row)
    made.answered(row, author)
    erasures.erase(member_id=author.pk, now=clock.now())
    client.force_login(row.asker)
    page = client.get(row.get_absolute_url()).content.decode()
    assert "Former member" in page
    assert "<strong>so</strong>" in page


def test_an_archive_holds_her_own_questions_and_not_those_passed_on_to_her():
    expert = made.expert()
    made.question(expert, title="Mine at the desk")
    made.routed(made.question(title="Another at the desk", text="Words of another."), expert)
    archive = Archive.objects.create(member=expert, wanted_at=clock.now())
    packing.make(archive_id=archive.pk, now=clock.now())
    archive.refresh_from_db()
    with archive.file.open() as file, zipfile.ZipFile(file) as parts:
        text = "".join(parts.read(name).decode(errors="ignore") for name in parts.namelist())
    assert "Mine at the desk" in text
    assert "Another at the desk" not in text
    assert "Words of another." not in text
