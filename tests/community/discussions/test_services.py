"""Opening threads, replying, editing, removing, hiding: what is written and what is refused."""

import uuid
from datetime import timedelta

import pytest
from django.utils.timezone import localtime

from community.discussions.enums import ThreadKind
from community.discussions.models import Post, Thread
from community.discussions.services import posts, threads
from community.discussions.services.refusals import PostNotYours, SpaceClosed, ThreadClosed, ThreadGone, ThreadNotYours
from community.members import pacing
from community.members.contributions import (
    ContributionEmpty,
    ContributionGone,
    ContributionSettled,
    ContributionState,
    ContributionTooLong,
)
from community.members.enums import RoleGroup
from foundation import clock
from tests.factories import discussions as made
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def test_a_thread_is_opened_with_its_first_post():
    now = clock.now()
    author = UserFactory()
    thread = made.thread(author=author, title="  How   so? ", text="By **hand**", themes=("a",), language="fr", now=now)
    opening = threads.opening(thread)
    assert (thread.title, thread.kind, thread.language) == ("How so?", ThreadKind.QUESTION, "fr")
    assert (opening.path, opening.depth, opening.author, opening.parent) == ("00000001", 0, author, None)
    assert opening.html == "<p>By <strong>hand</strong></p>"
    assert (fresh(thread).reply_count, fresh(thread).last_post_at) == (0, now)


def test_replies_stand_in_reading_order_three_levels_deep():
    thread = made.thread()
    one = made.post(thread)
    two = made.post(thread)
    under_one = made.post(thread, one)
    deep = made.post(thread, under_one)
    deeper = made.post(thread, deep)
    found = list(thread.posts.in_reading_order())
    assert found[1:] == [one, under_one, deep, deeper, two]
    assert [post.depth for post in found] == [0, 1, 2, 3, 3, 1]
    assert deeper.parent == deep
    assert [fresh(post).child_count for post in (one, under_one, deep, deeper, two)] == [1, 1, 1, 0, 0]
    assert fresh(thread).reply_count == 5


def test_a_reply_moves_the_thread_up():
    thread = made.thread()
    later = clock.now() + timedelta(hours=1)
    made.post(thread, now=later)
    assert fresh(thread).last_post_at == later
    made.post(thread, now=later - timedelta(minutes=30))
    assert fresh(thread).last_post_at == later


@pytest.mark.parametrize(("text", "refusal"), [(" \n ", ContributionEmpty), ("x" * 10_001, ContributionTooLong)])
def test_a_text_is_neither_empty_nor_too_long(text, refusal):
    thread = made.thread()
    with pytest.raises(refusal):
        made.post(thread, text=text)
    assert thread.posts.count() == 1


def test_the_same_form_sent_twice_is_one_post():
    thread, author, form = made.thread(), UserFactory(), uuid.uuid4()
    first = made.post(thread, author=author, text="Once", submission=form)
    again = made.post(thread, author=author, text="Once", submission=form)
    assert first == again
    assert fresh(thread).reply_count == 1


def test_the_same_form_with_other_words_is_a_second_post():
    thread, author, form = made.thread(), UserFactory(), uuid.uuid4()
    made.post(thread, author=author, text="Once", submission=form)
    made.post(thread, author=author, text="And another thing", submission=form)
    assert fresh(thread).reply_count == 2


def test_the_same_thread_form_sent_twice_is_one_thread():
    author, form, space = UserFactory(), uuid.uuid4(), made.SpaceFactory()
    values = {"author": author, "space": space, "title": "Who?", "text": "Tell", "submission": form}
    assert made.thread(**values) == made.thread(**values)
    assert Thread.objects.count() == 1


def test_ten_contributions_in_ten_minutes_are_enough():
    author, now = UserFactory(), clock.now()
    thread = made.thread()
    for minute in range(10):
        made.post(thread, author=author, now=now - timedelta(seconds=60 * (9 - minute)), paced=True)
    with pytest.raises(pacing.TooMany) as refused:
        made.post(thread, author=author, now=now, paced=True)
    assert refused.value.free_at == now + timedelta(minutes=1)
    assert f"{localtime(now + timedelta(minutes=2)):%H:%M}" in refused.value.sentence
    made.post(thread, author=author, now=now + timedelta(minutes=1, seconds=1), paced=True)
    made.post(thread, now=now, paced=True)


def test_opening_threads_counts_too():
    author, now = UserFactory(), clock.now()
    for _number in range(10):
        made.thread(author=author, now=now, paced=True)
    with pytest.raises(pacing.TooMany):
        made.thread(author=author, now=now, paced=True)


def test_closed_and_hidden_threads_and_closed_spaces_take_nothing():
    closed, hidden = made.thread(), made.thread()
    Thread.objects.filter(pk=closed.pk).update(is_closed=True)
    Thread.objects.filter(pk=hidden.pk).update(is_hidden=True)
    with pytest.raises(ThreadClosed):
        made.post(closed)
    with pytest.raises(ThreadGone):
        made.post(hidden)
    with pytest.raises(SpaceClosed):
        made.thread(space=made.SpaceFactory(is_open=False))
    Thread.objects.filter(pk=closed.pk).delete()
    with pytest.raises(ThreadGone):
        made.post(closed)


def test_a_suspended_account_writes_nothing_though_its_session_lives():
    thread, author = made.thread(), UserFactory()
    type(author).objects.filter(pk=author.pk).update(is_active=False)
    with pytest.raises(pacing.NotAllowed):
        made.post(thread, author=author)
    assert thread.posts.count() == 1


def test_what_is_gone_or_of_another_thread_cannot_be_answered():
    thread, other = made.thread(), made.thread()
    post = made.post(thread)
    posts.hide(post=post, reason="Names", now=clock.now())
    for parent in (post, threads.opening(other)):
        with pytest.raises(ContributionGone):
            made.post(thread, parent)


def test_editing_changes_text_and_html_and_says_when():
    post, now = made.post(made.thread()), clock.now()
    posts.edit_own(post=post, author=post.author, text="New *text*", language="fr", now=now)
    post = fresh(post)
    assert (post.text, post.html, post.language) == ("New *text*", "<p>New <em>text</em></p>", "fr")
    assert post.edited_at == now


@pytest.mark.parametrize(
    ("minutes", "answered", "allowed"), [(29, True, True), (31, True, False), (31, False, True), (6000, False, True)]
)
def test_editing_is_for_half_an_hour_or_until_an_answer(minutes, answered, allowed):
    now = clock.now()
    thread = made.thread()
    post = made.post(thread, now=now - timedelta(minutes=minutes))
    if answered:
        made.post(thread, post)
    change = {"post": post, "author": post.author, "text": "Other", "language": "en", "now": now}
    if allowed:
        assert posts.edit_own(**change).text == "Other"
    else:
        with pytest.raises(ContributionSettled):
            posts.edit_own(**change)


def test_nobody_changes_what_others_wrote():
    post = made.post(made.thread())
    for stranger in (UserFactory(), UserFactory(role=RoleGroup.FACILITATORS)):
        with pytest.raises(PostNotYours):
            posts.edit_own(post=post, author=stranger, text="Mine", language="en", now=clock.now())
        with pytest.raises(PostNotYours):
            posts.remove_own(post=post, author=stranger)


def test_removing_leaves_a_place_and_the_replies():
    thread = made.thread()
    post = made.post(thread)
    answer = made.post(thread, post)
    posts.remove_own(post=post, author=post.author)
    post = fresh(post)
    assert (post.state, post.text, post.html) == (ContributionState.REMOVED, "", "")
    assert fresh(answer).parent == post
    assert fresh(thread).reply_count == 1


def test_removing_the_opening_before_any_answer_removes_the_thread():
    thread, answered = made.thread(), made.thread()
    made.post(answered)
    for one in (thread, answered):
        posts.remove_own(post=threads.opening(one), author=one.author)
    assert fresh(thread).is_hidden
    assert not fresh(answered).is_hidden


def test_hiding_and_restoring_keep_the_count_right():
    thread, now = made.thread(), clock.now()
    first, last = made.post(thread, now=now), made.post(thread, now=now + timedelta(hours=1))
    assert posts.hide(post=last, reason="It names somebody", now=now).hidden_reason == "It names somebody"
    assert (fresh(thread).reply_count, fresh(thread).last_post_at) == (1, first.created_at)
    assert posts.hide(post=last, reason="Twice", now=now) is None
    assert fresh(last).hidden_reason == "It names somebody"
    assert posts.restore(post=last).hidden_at is None
    assert (fresh(thread).reply_count, fresh(thread).last_post_at) == (2, last.created_at)
    assert posts.restore(post=last) is None


def test_a_thread_is_hidden_with_its_opening():
    thread = made.thread()
    opening = threads.opening(thread)
    posts.hide(post=opening, reason="Spam", now=clock.now())
    assert fresh(thread).is_hidden
    posts.restore(post=opening)
    assert not fresh(thread).is_hidden


def test_who_asked_and_facilitators_say_that_it_is_answered():
    thread = made.thread()
    assert threads.mark_answered(thread=thread, member=thread.author).is_answered
    assert not threads.mark_answered(
        thread=thread, member=UserFactory(role=RoleGroup.FACILITATORS), answered=False
    ).is_answered
    with pytest.raises(ThreadNotYours):
        threads.mark_answered(thread=thread, member=UserFactory())


def test_deleting_a_thread_takes_its_posts():
    thread = made.thread()
    made.post(thread, made.post(thread))
    thread.delete()
    assert not Post.objects.exists()
