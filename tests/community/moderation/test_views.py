"""The queue, a case, the decision and the report: who sees and does what."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from community.discussions.models import Post
from community.discussions.services import posts
from community.members.enums import RoleGroup
from community.moderation.contributions import find
from community.moderation.models import Flag
from community.moderation.services import flags
from foundation import clock
from tests.factories import comments as made_comments
from tests.factories import discussions as made_threads
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db

QUEUE = "/en/moderation/"


def text(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def facilitator(client):
    user = UserFactory(role=RoleGroup.FACILITATORS, second_factor=True)
    client.force_login(user)
    return user


def reported(kind="post", words="Some words", ago=0, **fields):
    if kind == "post":
        row = made_threads.post(made_threads.thread(), text=words)
    else:
        row = made_comments.comment(made_comments.story(), text=words)
    now = clock.now() - timedelta(hours=ago)
    flags.flag(case=find(kind, row.pk), reporter=UserFactory(), reason="spam", note="", now=now)
    return row


def decide_url(kind, row):
    return reverse("moderation:decide", args=[kind, row.pk])


def test_the_queue_is_for_facilitators(client):
    post = reported(words="Secret report")
    case = reverse("moderation:case", args=["post", post.pk])
    for url in (QUEUE, case, decide_url("post", post)):
        assert client.get(url).status_code == 302
        assert client.get(url)["Location"].startswith("/en/accounts/login/?next=")
    for role in (None, RoleGroup.EDITORS, RoleGroup.ORGANISERS):
        client.force_login(UserFactory(role=role, second_factor=True))
        for url in (QUEUE, case):
            answer = client.get(url)
            assert answer.status_code == 403
            assert "Secret report" not in text(answer)
        assert client.post(decide_url("post", post), {"action": "hide", "reason": "x"}).status_code == 403
    assert Post.objects.get(pk=post.pk).state == "published"


def test_an_empty_queue_says_so(client, facilitator):
    assert "Nothing waits." in text(client.get(QUEUE))


def test_the_oldest_report_comes_first_and_filters_narrow(client, facilitator):
    reported("post", "Middle words", ago=5)
    reported("comment", "Oldest words", ago=9)
    reported("post", "Newest words", ago=1)

    def seen(query=""):
        page = text(client.get(QUEUE + query))
        found = [words for words in ("Oldest words", "Middle words", "Newest words") if words in page]
        return sorted(found, key=page.index)

    assert seen() == ["Oldest words", "Middle words", "Newest words"]
    assert seen("?kind=post") == ["Middle words", "Newest words"]
    assert seen("?kind=comment") == ["Oldest words"]
    assert seen("?kind=nonsense&page=x") == ["Oldest words", "Middle words", "Newest words"]


def test_a_case_shows_text_reports_and_history(client, facilitator):
    comment = reported("comment", "Some **bold** words")
    page = text(client.get(reverse("moderation:case", args=["comment", comment.pk])))
    assert "Some <strong>bold</strong> words" in page
    assert "It advertises something" in page
    assert comment.user.name in page
    answer = client.post(decide_url("comment", comment), {"action": "hide", "reason": "It sells"})
    assert answer["Location"] == QUEUE
    assert "Nothing waits." in text(client.get(QUEUE))
    page = text(client.get(reverse("moderation:case", args=["comment", comment.pk])))
    assert "Reason: It sells" in page
    assert "History: 1 entry" in page
    assert "Some <strong>bold</strong> words" in page
    client.post(decide_url("comment", comment), {"action": "restore", "reason": ""})
    comment.refresh_from_db()
    assert comment.state == "published"


def test_a_decision_that_must_be_put_right_keeps_its_words(client, facilitator):
    post = reported()
    answer = client.post(decide_url("post", post), {"action": "hide", "reason": " "})
    assert answer.status_code == 422
    assert "Write the reason" in text(answer)
    answer = client.post(decide_url("post", post), {"action": "restore", "reason": "Keep this"})
    assert answer.status_code == 422
    assert "Keep this" in text(answer)


def test_two_facilitators_at_once_are_told(client, facilitator):
    post = reported()
    posts.hide(post=post, reason="x", now=clock.now())
    assert client.post(decide_url("post", post), {"action": "hide", "reason": "y"}).status_code == 422
    assert "/moderation/case/" in client.get(decide_url("post", post)).url


def test_absent_cases_are_not_found(client, facilitator):
    for kind, pk in (("post", 999), ("comment", 999), ("page", 1)):
        assert client.get(reverse("moderation:case", args=[kind, pk])).status_code == 404
        assert client.get(reverse("moderation:flag", args=[kind, pk])).status_code == 404


@pytest.mark.parametrize("kind", ["post", "comment"])
def test_a_member_reports_by_a_form(client, kind):
    if kind == "post":
        row = made_threads.post(made_threads.thread(), text="Odd words")
    else:
        row = made_comments.comment(made_comments.story(), text="Odd words")
    url = reverse("moderation:flag", args=[kind, row.pk])
    assert client.get(url)["Location"].startswith("/en/accounts/login/")
    assert client.post(url, {"reason": "spam"}).status_code == 302
    assert not Flag.objects.exists()
    client.force_login(UserFactory())
    assert "Odd words" in text(client.get(url))
    assert client.post(url, {"reason": "nonsense"}).status_code == 422
    for _turn in range(2):
        assert client.post(url, {"reason": "spam", "note": "See"})["Location"] == row.get_absolute_url()
    assert Flag.objects.get().note == "See"


def test_what_one_may_not_read_one_cannot_report(client):
    thread = made_threads.thread()
    post = made_threads.post(thread)
    posts.hide(post=thread.posts.get(depth=0), reason="x", now=clock.now())
    client.force_login(UserFactory())
    assert client.get(reverse("moderation:flag", args=["post", post.pk])).status_code == 404


def test_ones_own_has_no_form(client):
    post = made_threads.post(made_threads.thread())
    client.force_login(post.author)
    url = reverse("moderation:flag", args=["post", post.pk])
    assert "cannot be reported" in text(client.get(url))
    assert client.post(url, {"reason": "spam"}).status_code == 409


def test_deciding_needs_the_forms_token():
    post, strict = reported(), Client(enforce_csrf_checks=True)
    strict.force_login(UserFactory(role=RoleGroup.FACILITATORS, second_factor=True))
    assert strict.post(decide_url("post", post), {"action": "hide", "reason": "x"}).status_code == 403
    assert Post.objects.get(pk=post.pk).state == "published"


def test_notes_and_reasons_stay_text(client, facilitator):
    hostile = "<script>alert(1)</script>"
    post = made_threads.post(made_threads.thread(title=hostile), author=UserFactory(name=hostile), text=hostile)
    flags.flag(case=find("post", post.pk), reporter=UserFactory(), reason="other", note=hostile, now=clock.now())
    for url in (QUEUE, reverse("moderation:case", args=["post", post.pk])):
        assert hostile not in client.get(url).content.decode()
    client.post(decide_url("post", post), {"action": "hide", "reason": hostile})
    assert hostile not in client.get(reverse("moderation:case", args=["post", post.pk])).content.decode()
    assert hostile not in client.get(post.thread.get_absolute_url()).content.decode()


def test_the_queue_costs_the_same_for_one_and_for_three(client, count_queries, facilitator):
    reported("post")
    reported("comment")
    client.get(QUEUE)
    one = count_queries(lambda: client.get(QUEUE))
    for _number in range(2):
        reported("post")
        reported("comment")
    assert count_queries(lambda: client.get(QUEUE)) == one
