"""Threads are moved, merged, split, closed and pinned: order, counts, and addresses that lead on."""

import pytest
from django.test import Client
from django.urls import reverse

from community.discussions.enums import Audience
from community.discussions.models import Post, Thread
from community.discussions.services import arranging, posts
from community.following.models import Following
from community.members.contributions import UNSEEN
from community.members.enums import RoleGroup
from community.moderation.models import Decision
from community.moderation.services import threads
from foundation import clock
from search.models import Entry
from tests.community.moderation.conftest import text
from tests.factories import discussions as made
from tests.factories.groups import private_group
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, facilitator):
    """A facilitator at the tools."""
    client.force_login(facilitator)
    return client


def use(client, thread, tool, **fields):
    values = {"reason": "It belongs there", **fields}
    return client.post(reverse("moderation:arrange", args=[thread.pk, tool]), values)


def words(thread):
    return list(Thread.objects.get(pk=thread.pk).posts.in_reading_order().values_list("text", flat=True))


def whole(thread):
    """Check what must hold of every thread, and return it as it is now."""
    fresh = Thread.objects.get(pk=thread.pk)
    rows = list(fresh.posts.in_reading_order())
    numbers = [int(row.path[-8:]) for row in rows]
    assert len(set(numbers)) == len(rows)
    assert fresh.next_position > max(numbers)
    assert [row.depth for row in rows].count(0) == 1
    known = {row.pk: row for row in rows}
    for row in rows:
        parent = known.get(row.parent_id)
        assert (parent is None) == (row.depth == 0)
        if parent is not None:
            assert row.depth == min(parent.depth + 1, 3)
            stem = parent.path[:-8] if parent.depth == 3 else parent.path
            assert row.path[:-8] == stem
        assert row.child_count == sum(1 for one in rows if one.parent_id == row.pk)
    shown = [row for row in rows if row.depth and row.state == "published"]
    assert fresh.reply_count == len(shown)
    counted = [row.pk for row in rows if row.state not in UNSEEN]
    assert (fresh.post_count, fresh.newest) == (len(counted), max(counted))
    return fresh


def test_the_page_of_tools_shows_what_can_be_done(desk):
    thread = made.thread(title="How so?")
    assert "Put the thread in order" in text(desk.get(thread.get_absolute_url()))
    page = text(desk.get(reverse("moderation:thread", args=[thread.pk])))
    for words_ in ("Pin to the top", "Close the thread", "Move to another space", "Merge into", "thread of its own"):
        assert words_ in page
    assert "Open it again" not in page


@pytest.mark.parametrize(("first", "second", "field"), [("lock", "reopen", "is_closed"), ("pin", "unpin", "is_pinned")])
def test_a_switch_is_set_and_taken_back_with_reasons_in_the_log(desk, first, second, field):
    thread = made.thread()
    assert use(desk, thread, first, reason=" ").status_code == 422
    assert use(desk, thread, first)["Location"] == thread.get_absolute_url()
    assert getattr(Thread.objects.get(), field)
    use(desk, thread, first)
    use(desk, thread, second)
    assert not getattr(Thread.objects.get(), field)
    assert [(row.action, row.reason) for row in Decision.objects.all()] == [
        (second, "It belongs there"),
        (first, "It belongs there"),
    ]


def test_a_closed_thread_takes_no_answer_until_it_is_open_again(desk, facilitator):
    thread = made.thread()
    use(desk, thread, "lock")
    assert "This thread is closed." in text(Client().get(thread.get_absolute_url()))
    answer = {"text": "Late.", "language": "en"}
    assert desk.post(reverse("discussions:reply", args=[thread.pk]), answer).status_code == 409
    use(desk, thread, "reopen")
    assert desk.post(reverse("discussions:reply", args=[thread.pk]), answer).status_code == 302


def test_a_pinned_thread_stays_on_top_of_its_space(desk):
    old, new = made.thread(title="Old one"), None
    new = made.thread(title="New one", space=old.space)
    address = reverse("discussions:space", args=[old.space.slug])
    page = text(desk.get(address))
    assert page.index("New one") < page.index("Old one")
    use(desk, old, "pin")
    page = text(desk.get(address))
    assert page.index("Old one") < page.index("New one")
    assert "Pinned." in page
    assert new.pk


def test_a_moved_thread_is_found_by_its_old_address_and_by_its_posts(desk, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        thread = made.thread(title="How so?")
        post = made.post(thread)
    old, target = thread.get_absolute_url(), made.SpaceFactory()
    with django_capture_on_commit_callbacks(execute=True):
        answer = use(desk, thread, "move", space=target.slug)
    new = Thread.objects.get().get_absolute_url()
    assert answer["Location"] == new
    assert target.slug in new
    assert Client().get(old)["Location"] == new
    assert Client().get(post.get_absolute_url())["Location"].startswith(new)
    assert Entry.objects.get(thing=f"thread:{thread.pk}").path in new
    assert use(desk, Thread.objects.get(), "move", space=target.slug).status_code == 422


def test_what_was_written_for_few_is_not_shown_to_more(desk, facilitator):
    inside = made.SpaceFactory(group=private_group(facilitator=facilitator), audience=Audience.GROUP)
    secret = made.thread(space=inside, author=facilitator)
    members, public = made.members_space(), made.SpaceFactory()
    for thread, target in ((secret, public), (secret, members), (made.thread(space=members), public)):
        answer = use(desk, thread, "move", space=target.slug)
        assert answer.status_code == 409
        assert "Choose a place with the same readers." in text(answer)
        other = made.thread(space=target)
        assert use(desk, thread, "merge", into=other.pk).status_code == 409
    shown = made.thread(space=public)
    assert use(desk, shown, "move", space=inside.slug).status_code == 409, "its author could not follow"
    assert use(desk, shown, "move", space=members.slug).status_code == 302


def test_merging_puts_posts_below_the_other_opening_and_keeps_every_address(desk):
    kept, gone = made.thread(text="Kept"), made.thread(text="Gone", themes=("skills",))
    made.post(kept, text="Kept answer")
    first = made.post(gone, text="First")
    second = made.post(gone, first, text="Second")
    third = made.post(gone, second, text="Third")
    made.post(gone, third, text="Fourth, beside")
    made.post(gone, text="Last")
    old = gone.get_absolute_url()
    before = dict(Post.objects.filter(thread=kept).values_list("pk", "path"))
    answer = use(desk, gone, "merge", into=kept.pk)
    assert answer["Location"] == kept.get_absolute_url()
    assert words(kept) == ["Kept", "Kept answer", "Gone", "First", "Second", "Third", "Fourth, beside", "Last"]
    assert whole(kept).reply_count == 7
    assert dict(Post.objects.filter(pk__in=before).values_list("pk", "path")) == before, "only what moves is numbered"
    assert list(kept.themes.values_list("slug", flat=True)) == ["skills"]
    assert not Thread.objects.filter(pk=gone.pk).exists()
    assert Client().get(old)["Location"] == kept.get_absolute_url()
    assert Client().get(third.get_absolute_url())["Location"] == f"{kept.get_absolute_url()}#post-{third.pk}"
    # One goes on into a third: the oldest address still leads there.
    last = made.thread()
    use(desk, kept, "merge", into=last.pk)
    assert Client().get(old)["Location"] == last.get_absolute_url()
    assert Client().get(kept.get_absolute_url())["Location"] == last.get_absolute_url()
    assert whole(last).reply_count == 8
    made.post(Thread.objects.get(), text="And on")
    assert whole(last).reply_count == 9


def test_merging_with_itself_nothing_or_what_is_hidden_is_refused(desk):
    thread = made.thread()
    assert use(desk, thread, "merge", into=thread.pk).status_code == 409
    assert use(desk, thread, "merge", into=99999).status_code == 404
    assert use(desk, thread, "merge", into="x").status_code == 422
    other = made.thread()
    posts.hide(post=other.posts.get(depth=0), reason="x", now=clock.now())
    assert use(desk, thread, "merge", into=other.pk).status_code == 409
    assert Thread.objects.count() == 2


def test_splitting_takes_an_answer_with_everything_that_answers_it(desk):
    old = made.thread(text="Opening", themes=("skills",))
    first = made.post(old, text="First")
    second = made.post(old, first, text="Second")
    third = made.post(old, second, text="Third")
    beside = made.post(old, third, text="Beside")
    made.post(old, beside, text="Beside beside")
    made.post(old, text="Stays")
    assert use(desk, old, "split", post=second.pk, title=" ").status_code == 422
    answer = use(desk, old, "split", post=second.pk, title="A new question")
    made_one = Thread.objects.get(title="A new question")
    assert answer["Location"] == made_one.get_absolute_url()
    assert words(made_one) == ["Second", "Third", "Beside", "Beside beside"]
    assert words(old) == ["Opening", "First", "Stays"]
    assert whole(made_one).reply_count == 3
    assert whole(old).reply_count == 2
    second.refresh_from_db()
    assert (made_one.author, made_one.created_at, made_one.space) == (second.author, second.created_at, old.space)
    assert list(made_one.themes.values_list("slug", flat=True)) == ["skills"]
    address = Client().get(beside.get_absolute_url())["Location"]
    assert address == f"{made_one.get_absolute_url()}#post-{beside.pk}"
    made.post(made_one, text="And on")
    made.post(Thread.objects.get(pk=old.pk), text="Here too")
    whole(made_one)
    whole(old)


def test_an_opening_or_a_hidden_answer_cannot_be_split_off(desk):
    thread = made.thread()
    post = made.post(thread)
    posts.hide(post=post, reason="x", now=clock.now())
    for number in (thread.posts.get(depth=0).pk, post.pk):
        assert use(desk, thread, "split", post=number, title="New").status_code == 409
    elsewhere = made.post(made.thread())
    assert use(desk, thread, "split", post=elsewhere.pk, title="New").status_code == 404


def test_held_answers_move_along_and_are_still_not_counted(desk, settings):
    settings.HOLD_FIRST_CONTRIBUTIONS = True
    kept, gone = made.thread(), made.thread()
    newcomer = Client()
    newcomer.force_login(UserFactory())
    newcomer.post(reverse("discussions:reply", args=[gone.pk]), {"text": "Held.", "language": "en"})
    use(desk, gone, "merge", into=kept.pk)
    fresh = Thread.objects.get()
    assert fresh.posts.filter(state="held").count() == 1
    assert fresh.reply_count == 1
    assert "Held." not in text(Client().get(fresh.get_absolute_url()))


def test_numbering_costs_the_same_whatever_stays_behind(count_queries, facilitator):
    def cost(staying):
        old = made.thread()
        post = made.post(old)
        for _number in range(staying):
            made.post(old)
        return count_queries(lambda: arranging.split(post=post, title="New", now=clock.now()))

    assert cost(1) == cost(6)


def test_tools_are_for_facilitators_and_only_where_they_may_read(client, facilitator):
    thread = made.thread()
    address = reverse("moderation:arrange", args=[thread.pk, "lock"])
    assert "login" in client.post(address, {"reason": "x"})["Location"]
    for person in (UserFactory(), thread.author, UserFactory(role=RoleGroup.EDITORS)):
        client.force_login(person)
        assert client.get(reverse("moderation:thread", args=[thread.pk])).status_code == 403
        assert client.post(address, {"reason": "x"}).status_code == 403
        with pytest.raises(threads.NotArranged):
            threads.change(thread=thread, action="lock", actor=person, reason="x", now=clock.now())
    client.force_login(facilitator)
    assert client.get(address)["Location"] == reverse("moderation:thread", args=[thread.pk])
    assert client.post(reverse("moderation:arrange", args=[thread.pk, "burn"]), {"reason": "x"}).status_code == 404
    facilitator.groups.clear()
    with pytest.raises(threads.NotArranged):
        threads.change(thread=thread, action="lock", actor=facilitator, reason="x", now=clock.now())
    assert not Decision.objects.exists()


def test_who_followed_a_merged_thread_follows_the_other_unless_she_chose_there(desk):
    gone, kept = made.thread(), made.thread()
    moves, stays = UserFactory(), UserFactory()
    Following.objects.create(member=moves, kind="thread", target=gone.pk, level="watched", read_to=7)
    Following.objects.create(member=stays, kind="thread", target=gone.pk, level="watched")
    Following.objects.create(member=stays, kind="thread", target=kept.pk, level="muted")
    use(desk, gone, "merge", into=kept.pk)
    rows = Following.objects.exclude(member__in=[moves, stays])
    assert not rows.filter(target=gone.pk).exists()
    levels = Following.objects.filter(member__in=[moves, stays]).values_list("member", "target", "level")
    assert set(levels) == {(moves.pk, kept.pk, "watched"), (stays.pk, kept.pk, "muted")}
