"""What discussions cost, whatever their size: statements, never rows that move (issue 5, point 13)."""

import pytest
from django.urls import reverse

from community.discussions.models import Post, Thread
from community.following import telling
from community.members.enums import Audience
from foundation import clock
from tests.factories import claims
from tests.factories import discussions as made
from tests.factories.members import OrganisationFactory, UserFactory
from tests.factories.taxonomy import TerritoryFactory

pytestmark = pytest.mark.django_db

STATEMENTS = 12


@pytest.fixture
def focal_point(client):
    """The reader of whom most is asked: she speaks for somebody, watches, and sees what is for her groups."""
    user = claims.speaker_of(OrganisationFactory())
    client.force_login(user)
    return user


def grown(thread, posts):
    """Give the thread many posts without going through each of them."""
    author = UserFactory()
    rows = [
        Post(
            thread=thread,
            parent=thread.posts.get(depth=0),
            path=f"00000001{number:08d}",
            depth=1,
            author=author,
            text="x",
            html="<p>x</p>",
            created_at=thread.created_at,
        )
        for number in range(2, posts + 2)
    ]
    Post.objects.bulk_create(rows)
    newest = thread.posts.order_by("pk").last()
    Thread.objects.filter(pk=thread.pk).update(
        next_position=posts + 2, post_count=posts + 1, reply_count=posts, newest=newest.pk
    )
    thread.refresh_from_db()
    return thread


def sends(client, thread, **fields):
    values = {"text": "We do it so.", "language": "en", **fields}
    answer = client.post(reverse("discussions:reply", args=[thread.pk]), values)
    assert answer.status_code == 302, answer.content.decode()
    return answer


def test_a_post_takes_twelve_statements_at_most_in_a_short_thread_and_a_long_one(client, count_queries):
    client.force_login(UserFactory())
    short, long = made.thread(), grown(made.thread(), 1_000)
    client.get(short.get_absolute_url())
    one = count_queries(lambda: sends(client, short))
    assert one <= STATEMENTS
    assert count_queries(lambda: sends(client, long, text="And so.")) == one


def test_a_post_moves_no_other_row(client):
    client.force_login(UserFactory())
    thread = grown(made.thread(), 50)
    before = dict(thread.posts.values_list("pk", "path"))
    sends(client, thread, parent=str(thread.posts.get(path__endswith="00000002").pk))
    after = dict(thread.posts.values_list("pk", "path"))
    assert {pk: after[pk] for pk in before} == before


def test_a_member_of_whom_most_is_asked_reads_a_full_page_in_twelve_queries(client, count_queries, focal_point):
    thread = grown(made.thread(themes=("a", "b")), 49)
    thread.territories.set([TerritoryFactory(), TerritoryFactory()])
    near = UserFactory(profile__territory=TerritoryFactory(), profile__territory_audience=Audience.GROUPS)
    made.post(thread, author=near)
    client.get(made.thread(themes=("a",)).get_absolute_url())
    # A first visit writes where she has read to; the mark moves on the next one too.
    assert count_queries(lambda: client.get(thread.get_absolute_url())) <= STATEMENTS
    made.post(thread, author=near)
    assert count_queries(lambda: client.get(thread.get_absolute_url())) <= STATEMENTS


@pytest.mark.parametrize("signed_in", [False, True])
def test_a_thread_of_thousands_costs_no_more_than_a_short_one(client, count_queries, signed_in):
    short, long = grown(made.thread(), 60), grown(made.thread(), 3_000)
    if signed_in:
        client.force_login(UserFactory())
    for thread in (short, long):
        client.get(thread.get_absolute_url())
    one = count_queries(lambda: client.get(f"{short.get_absolute_url()}?page=2"))
    assert count_queries(lambda: client.get(f"{long.get_absolute_url()}?page=30")) <= one


def test_a_long_thread_says_from_how_many_places_people_wrote(client):
    thread = grown(made.thread(), 60)
    for _number in range(2):
        made.post(thread, author=UserFactory(profile__territory=TerritoryFactory()))
    telling.tell_due(now=clock.now())
    assert "from 2 places" in " ".join(client.get(thread.get_absolute_url()).content.decode().split())


def fill(thread, number):
    parent = None
    for turn in range(number):
        author = UserFactory(profile__territory=TerritoryFactory())
        parent = made.post(thread, parent if turn % 3 else None, author=author)


@pytest.mark.parametrize(("signed_in", "most"), [(False, 8), (True, 12)])
def test_a_thread_of_fifty_posts_costs_few_queries(client, count_queries, signed_in, most):
    thread, small = made.thread(themes=("a", "b")), made.thread(themes=("a",))
    fill(thread, 49)
    fill(small, 1)
    if signed_in:
        client.force_login(UserFactory())
    client.get("/en/discussions/")
    large = count_queries(lambda: client.get(thread.get_absolute_url()))
    assert large == count_queries(lambda: client.get(small.get_absolute_url()))
    assert large <= most, large


@pytest.mark.parametrize("place", ["all", "a space"])
@pytest.mark.parametrize(("signed_in", "most"), [(False, 6), (True, 10)])
def test_a_list_costs_the_same_for_one_and_for_three(client, count_queries, signed_in, most, place):
    space = made.SpaceFactory()
    space.facilitators.set([UserFactory(), UserFactory()])
    address = "/en/discussions/" if place == "all" else space.get_absolute_url()
    if signed_in:
        client.force_login(UserFactory())
    fill(made.thread(space=space, themes=("a",)), 1)
    client.get(address)
    one = count_queries(lambda: client.get(address))
    for _number in range(2):
        fill(made.thread(space=space, themes=("a", "b")), 2)
    assert count_queries(lambda: client.get(address)) == one
    assert one <= most, one
