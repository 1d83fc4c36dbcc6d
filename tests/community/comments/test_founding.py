"""The demo's comments: written below their pages, and left alone the second time."""

import json
from datetime import timedelta

import pytest

from community.comments.models import PageComment
from community.comments.services import founding
from foundation import clock
from tests.factories import comments as made
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


def test_comments_are_written_once_and_missing_pages_are_passed_over(tmp_path):
    page, people = made.story(slug="kept"), {"a@demo.example": UserFactory()}
    answer = {"author": "a@demo.example", "days_ago": 2, "language": "fr", "body": "Oui.", "replies": []}
    row = {"page": "story", "slug": "kept", "author": "a@demo.example", "days_ago": 3, "language": "fr"}
    rows = [
        {**row, "body": "Qui ?", "replies": [answer]},
        {**row, "slug": "gone", "body": "Rien", "replies": []},
        {**row, "page": "brief", "body": "Rien", "replies": []},
    ]
    source = tmp_path / "comments.json"
    source.write_text(json.dumps(rows))
    now = clock.now()
    for turn in range(2):
        founding.load(now=now + timedelta(days=turn), members=people, source=source)
    found = list(PageComment.objects.on(page).in_reading_order())
    assert [(comment.comment, comment.level) for comment in found] == [("Qui ?", 0), ("Oui.", 1)]
    assert now - timedelta(days=3) < found[0].submit_date < found[1].submit_date < now


def test_every_row_of_the_fixture_can_be_written():
    for row in json.loads(founding.SOURCE.read_text(encoding="utf-8")):
        assert row["page"] in {"story", "brief"}
        assert row["body"].strip()
        assert not any(deep["replies"] for reply in row["replies"] for deep in reply["replies"])
