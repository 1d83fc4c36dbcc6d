"""A link opens one exact version to one named person, once, and tells what to do when it has ended."""

from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.urls import reverse

from community.members.enums import RoleGroup
from community.outbox import delivery
from foundation import clock
from home.reviews import pacing
from home.reviews.forms import remark_name
from home.reviews.models import OutsideLink, Remark
from home.reviews.services import links
from home.reviews.services.refusals import LinkDead, ReviewGone, TooManyTries
from tests.factories import reviews, stories, submissions
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_sent_anything():
    from django.core.cache import cache

    cache.clear()


@pytest.fixture
def sent():
    """A text under review, a link to it, and the mail that holds it."""
    row, _round, people = reviews.waiting()
    link = links.make(
        page=row.story, name="Ada Reader", email="ada@example.com", language="en", by=people[2], now=clock.now()
    )
    while delivery.deliver_due(now=clock.now()):
        pass
    letter = next(letter for letter in outbox.outbox if letter.to == ["ada@example.com"])
    path = next(word for word in letter.body.split() if "/reviews/outside/" in word)
    return row, link, letter, path[path.index("/en/") :]


def test_the_mail_names_who_asks_and_holds_the_only_copy_of_the_link(sent):
    _row, link, letter, path = sent
    assert letter.subject == f"{link.made_by.name} asks what you think of a text"
    for text in (letter.body, letter.alternatives[0][0]):
        assert "A desk for newcomers" in text
        assert path in text
        assert "You need no account." in text
    assert path.strip("/").rsplit("/", 1)[-1] not in (link.token_hash, link.nonce)


def test_it_shows_the_frozen_version_after_later_edits_and_reading_changes_nothing(sent, client):
    row, _link, _letter, path = sent
    story = row.story.get_latest_revision_as_object()
    story.standfirst = "Slipped in."
    story.save_revision()
    for _time in range(2):
        answer = client.get(path)
        page = answer.content.decode()
        assert "People find help at one door." in page
        assert "Slipped in." not in page
    assert "noindex" in answer["X-Robots-Tag"]
    assert 'name="robots" content="noindex' in page
    assert "no-store" in answer["Cache-Control"]
    client.head(path)
    assert OutsideLink.objects.get().decided_at is None


def test_she_answers_once_by_name_and_the_link_has_done_its_work(sent, client):
    _row, link, _letter, path = sent
    answer = client.post(path, {"verdict": "changes", remark_name("challenge", 0): "Which doors?"})
    assert "Thank you" in answer.content.decode()
    link.refresh_from_db()
    assert (link.verdict, link.remarks.get().text) == ("changes", "Which doors?")
    for again in (client.get(path), client.post(path, {"verdict": "approve"})):
        assert again.status_code == 410
        assert "Ask the person who sent it for a new one." in again.content.decode()
    assert OutsideLink.objects.get().verdict == "changes"


def test_what_she_typed_is_kept_when_something_is_wrong(sent, client):
    _row, _link, _letter, path = sent
    answer = client.post(path, {"reason": "", "verdict": "changes"})
    assert answer.status_code == 422
    assert "Say what should change, here or beside a paragraph." in answer.content.decode()
    answer = client.post(path, {"reason": "All of it."})
    assert answer.status_code == 422
    assert "All of it." in answer.content.decode()
    assert not Remark.objects.exists()


@pytest.mark.parametrize("how", ["expired", "revoked", "wrong"])
def test_a_dead_link_is_gone_and_says_what_to_do(sent, client, how):
    _row, link, _letter, path = sent
    if how == "expired":
        OutsideLink.objects.update(expires_at=clock.now() - timedelta(minutes=1))
    elif how == "revoked":
        links.revoke(link=link, by=link.made_by, now=clock.now())
    else:
        path = path.rstrip("/") + "x/"
    answer = client.get(path)
    assert answer.status_code == 410
    assert "This link has ended" in answer.content.decode()
    assert "A desk for newcomers" not in answer.content.decode()


def test_too_many_sendings_wait_and_keep_what_was_typed(sent, client):
    _row, _link, _letter, path = sent
    for _time in range(pacing.MOST):
        client.post(path, {"reason": "x"})
    answer = client.post(path, {"verdict": "approve", "reason": "Words to keep."})
    assert answer.status_code == 429
    assert "Words to keep." in answer.content.decode()
    assert OutsideLink.objects.get().decided_at is None


def test_a_revoked_link_is_not_mailed():
    row, _round, people = reviews.waiting()
    values = {"page": row.story, "name": "Ada", "email": "ada@example.com", "language": "en"}
    link = links.make(by=people[2], now=clock.now(), **values)
    links.revoke(link=link, by=people[2], now=clock.now())
    while delivery.deliver_due(now=clock.now()):
        pass
    assert not [letter for letter in outbox.outbox if letter.to == ["ada@example.com"]]


def test_links_are_made_by_facilitators_and_editors_only(client):
    row, _round, people = reviews.waiting()
    here = reverse("reviews:links", args=[row.story_id])
    data = {"name": "Ada", "email": "ada@example.com", "language": "fr"}
    for member in (row.author, UserFactory()):
        client.force_login(member)
        assert client.get(here).status_code == client.post(here, data).status_code == 404
    client.force_login(people[2])
    assert client.post(here, {**data, "email": "ada"}).status_code == 422
    assert client.post(here, data)["Location"] == here
    link = OutsideLink.objects.get()
    assert (link.language, link.made_by) == ("fr", people[2])
    client.force_login(UserFactory())
    assert client.post(reverse("reviews:revoke", args=[link.pk])).status_code == 404
    editor = UserFactory(role=RoleGroup.EDITORS)
    client.force_login(editor)
    assert client.post(reverse("reviews:revoke", args=[link.pk]))["Location"] == here
    assert OutsideLink.objects.get().revoked_at is not None


def test_a_draft_in_its_authors_hands_is_shown_to_nobody():
    reviews.house()
    row, facilitator = submissions.complete(), reviews.reviewer()
    with pytest.raises(ReviewGone):
        links.make(page=row.story, name="Ada", email="ada@example.com", language="en", by=facilitator, now=clock.now())


def test_there_is_an_end_to_links_in_a_day(monkeypatch):
    row, _round, people = reviews.waiting()
    monkeypatch.setattr(links, "MOST_A_DAY", 1)
    values = {"page": row.story, "name": "Ada", "language": "en", "by": people[2], "now": clock.now()}
    links.make(email="ada@example.com", **values)
    with pytest.raises(TooManyTries):
        links.make(email="eve@example.com", **values)


def test_a_brief_of_the_editors_can_be_shown_too():
    brief = stories.brief(title="Decide soon")
    link = links.make(
        page=brief, name="Ada", email="a@example.com", language="en", by=reviews.reviewer(), now=clock.now()
    )
    assert link.title == "Decide soon"
    with pytest.raises(LinkDead):
        links.find(token="guess", now=clock.now())


def test_the_address_is_forgotten_when_the_link_is_long_over_and_the_answer_is_kept(sent, client):
    from community.personal_data.services import retention

    _row, _link, _letter, path = sent
    client.post(path, {"verdict": "approve"})
    retention.apply_all(now=clock.now() + timedelta(days=80))
    assert OutsideLink.objects.get().email == "ada@example.com"
    retention.apply_all(now=clock.now() + timedelta(days=100))
    kept = OutsideLink.objects.get()
    assert (kept.email, kept.name, kept.verdict) == ("", "Ada Reader", "approve")
