"""Once a year somebody says whether a story is still true."""

from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.urls import reverse

from community.members.enums import RoleGroup
from community.outbox import delivery
from foundation import clock
from home.practices.models import Confirmation
from home.practices.services import freshness
from tests.factories import claims, stories
from tests.factories.members import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


def old(**fields):
    return stories.story(published_at=clock.now() - timedelta(days=400), **fields)


def deliver():
    while delivery.deliver_due(now=clock.now()):
        pass
    return outbox.outbox


def test_who_wrote_it_is_asked_once_a_year_and_answers_with_one_press(client):
    author = UserFactory()
    story = old(owner=author, title="A desk")
    stories.story(owner=author, title="Young")
    for _n in range(2):
        freshness.ask(now=clock.now())
    letters = deliver()
    assert [(letter.to, letter.subject) for letter in letters] == [([author.email], "Is “A desk” still true?")]
    path = reverse("practices:confirm", args=[story.slug])
    assert path in letters[0].body
    assert path in letters[0].alternatives[0][0]
    client.force_login(author)
    assert "Nobody has confirmed it yet" in client.get(path).content.decode()
    assert client.post(path).status_code == 302
    client.post(path)
    assert Confirmation.objects.count() == 1
    assert "Confirmed on" in client.get(story.url).content.decode()
    assert freshness.stale(now=clock.now()) == []


def test_who_speaks_for_the_authority_is_asked(client):
    body = OrganisationFactory()
    speaker = claims.speaker_of(body)
    old(authority=body)
    freshness.ask(now=clock.now())
    assert [letter.to for letter in deliver()] == [[speaker.email]]


def test_who_no_longer_answers_for_it_gets_no_mail():
    author = UserFactory()
    story = old(owner=author)
    freshness.ask(now=clock.now())
    story.owner = None
    story.save()
    assert deliver() == []


def test_a_confirmation_that_is_old_shows_since_when_nobody_confirmed(client):
    story = old()
    Confirmation.objects.create(
        story_key=story.translation_key, confirmed_on=(clock.now() - timedelta(days=370)).date()
    )
    assert "Not confirmed since" in client.get(story.url).content.decode()


def test_a_stranger_confirms_nothing(client):
    story = old()
    path = reverse("practices:confirm", args=[story.slug])
    assert client.post(path).status_code == 302
    client.force_login(UserFactory())
    assert client.get(path).status_code == 404
    assert client.post(path).status_code == 404
    assert not Confirmation.objects.exists()


def test_reading_the_question_confirms_nothing(client):
    author = UserFactory()
    story = old(owner=author)
    client.force_login(author)
    client.get(reverse("practices:confirm", args=[story.slug]))
    assert not Confirmation.objects.exists()


def test_facilitators_see_what_is_stale_and_others_do_not(client):
    old(title="Forgotten")
    stories.story(title="Young")
    path = reverse("practices:stale")
    client.force_login(UserFactory())
    assert client.get(path).status_code == 404
    client.force_login(UserFactory(role=RoleGroup.FACILITATORS))
    text = client.get(path).content.decode()
    assert "Forgotten" in text
    assert "Young" not in text
    assert "nobody: look for somebody who knows" in text
