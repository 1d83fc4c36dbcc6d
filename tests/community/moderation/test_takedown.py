"""What is hidden now is gone now: from page, search, member's page, digest, feed and mail that is still owed."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from community.digests import discussion_source
from community.members.enums import Audience, RoleGroup
from community.moderation.contributions import find
from community.moderation.services import decisions
from community.outbox import renderers
from community.outbox.models import Mail
from foundation import clock
from search.models import Entry
from tests.community.moderation.conftest import text
from tests.factories import comments as made_comments
from tests.factories import discussions as made
from tests.factories.contacts import message, reachable
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
SECRET = "Aminata at number nine"


@pytest.fixture
def shown(django_capture_on_commit_callbacks):
    """A thread and a comment with words that must go, found by the search."""
    author = UserFactory(open_to=Audience.EVERYONE)
    with django_capture_on_commit_callbacks(execute=True):
        thread = made.thread(title="A quiet title", text=SECRET, author=author)
        post = made.post(thread, text=SECRET, author=author)
        comment = made_comments.comment(made_comments.story(), text=SECRET, author=author)
    return thread, post, comment


def take_down(kind, row, capture):
    actor = UserFactory(role=RoleGroup.FACILITATORS)
    with capture(execute=True):
        decisions.hide(case=find(kind, row.pk), actor=actor, reason="It names somebody", now=clock.now())


def places(thread, story_url):
    return [
        thread.get_absolute_url(),
        reverse("discussions:index"),
        reverse("discussions:space", args=[thread.space.slug]),
        f"/en/search/?q={SECRET.split(maxsplit=1)[0]}",
        "/en/",
        "/feeds/practices.atom",
        story_url,
    ]


def test_nothing_of_it_is_left_anywhere(client, shown, django_capture_on_commit_callbacks):
    thread, post, comment = shown
    story_url = comment.content_object.url
    before = [text(client.get(address, follow=True)) for address in places(thread, story_url)]
    assert sum(SECRET in page for page in before) >= 2, "it was there"
    assert Entry.objects.filter(body__contains=SECRET).exists()
    for kind, row in (("post", post), ("post", thread.posts.get(depth=0)), ("comment", comment)):
        take_down(kind, row, django_capture_on_commit_callbacks)
    assert not Entry.objects.filter(body__contains=SECRET).exists()
    for reader in (client, Client()):
        for address in places(thread, story_url):
            assert SECRET not in text(reader.get(address, follow=True)), address
    profile = text(client.get(post.author.profile.get_absolute_url()))
    assert "A quiet title" not in profile


def test_no_digest_tells_of_it(shown, django_capture_on_commit_callbacks):
    thread, post, _comment = shown
    since = clock.now() - timedelta(days=1)
    assert SECRET in discussion_source.collect("en", since, clock.now())[0].summary
    take_down("post", thread.posts.get(depth=0), django_capture_on_commit_callbacks)
    assert discussion_source.collect("en", since, clock.now()) == []
    other = made.thread()
    answer = made.post(other, text=SECRET)
    take_down("post", answer, django_capture_on_commit_callbacks)
    items = discussion_source.collect("en", since, clock.now())
    assert [item.replies for item in items] == [()]
    assert post.pk


def test_owed_mail_is_written_when_it_is_sent_and_then_leaves_it_out(django_capture_on_commit_callbacks):
    sent = message(UserFactory(), reachable(), text=SECRET)
    owed = Mail.objects.get(recipient=sent.conversation.recipient.email)
    assert SECRET in renderers.render(owed, now=clock.now()).text
    # Rows of owed mail hold numbers, never words: what is hidden before sending is not sent.
    assert SECRET not in str(list(Mail.objects.values()))
    decisions.hide(
        case=find("message", sent.pk),
        actor=UserFactory(role=RoleGroup.FACILITATORS),
        reason="x",
        now=clock.now(),
    )
    assert renderers.render(owed, now=clock.now()) is None


def test_no_cache_keeps_pages_with_contributions(client, shown):
    thread, _post, comment = shown
    for address in (thread.get_absolute_url(), reverse("discussions:index")):
        assert "no-store" in client.get(address)["Cache-Control"]
    cache.clear()
    client.get(comment.content_object.url)
    stored = getattr(cache, "_cache", {})
    assert not any(SECRET.encode() in bytes(value) for value in stored.values())
