"""Reading on: what is new to a member, the jump to it, and a mark that never skips what she has not seen."""

import pytest
from django.urls import reverse

from community.following.models import Following
from tests.factories import discussions as made
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db

INDEX = "/en/discussions/"


@pytest.fixture
def member(client):
    user = UserFactory(name="Aminata")
    client.force_login(user)
    return user


def text(response):
    return " ".join(response.content.decode().split())


def mark(member):
    return Following.objects.get(member=member).read_to


def test_a_first_visit_calls_nothing_new_and_the_next_names_what_came_since(client, member):
    thread = made.thread()
    made.post(thread)
    assert "new post" not in text(client.get(thread.get_absolute_url()))
    first, _second = made.post(thread), made.post(thread)
    assert "New answers" in text(client.get(INDEX))
    page = text(client.get(thread.get_absolute_url()))
    assert "2 new posts. Go to the first" in page
    assert first.get_absolute_url() in page
    # Seen now.
    assert "new post" not in text(client.get(thread.get_absolute_url()))
    assert "New answers" not in text(client.get(INDEX))


def test_the_list_leads_to_the_first_new_post_else_to_the_thread(client, member):
    thread = made.thread()
    address = reverse("discussions:first_new", args=[thread.pk])
    client.get(thread.get_absolute_url())
    assert client.get(address)["Location"] == thread.get_absolute_url()
    post = made.post(thread)
    made.post(thread)
    assert client.get(address)["Location"] == post.get_absolute_url()


def test_ones_own_posts_and_hidden_ones_are_not_new(client, member):
    thread = made.thread()
    client.get(thread.get_absolute_url())
    made.post(thread, author=member)
    gone = made.post(thread)
    type(gone).objects.filter(pk=gone.pk).update(state="hidden", hidden_at=gone.created_at, hidden_reason="x")
    assert "new post" not in text(client.get(thread.get_absolute_url()))


def test_a_page_that_was_not_opened_stays_new(client, member):
    thread = made.thread()
    for _number in range(50):
        made.post(thread)
    client.get(thread.get_absolute_url())
    last = thread.posts.order_by("pk").last()
    assert mark(member) < last.pk
    # The 51st post stands on the second page: it is what she reads on with.
    assert client.get(reverse("discussions:first_new", args=[thread.pk]))["Location"] == last.get_absolute_url()
    client.get(thread.get_absolute_url() + "?page=2")
    assert mark(member) == last.pk


def test_the_mark_never_goes_back(client, member):
    thread = made.thread()
    for _number in range(50):
        made.post(thread)
    for page in ("1", "2", "1"):
        client.get(f"{thread.get_absolute_url()}?page={page}")
    assert mark(member) == thread.posts.order_by("pk").last().pk


def test_a_visitor_leaves_no_mark(client):
    client.get(made.thread().get_absolute_url())
    assert not Following.objects.exists()


def test_a_private_thread_has_no_first_new_post_for_strangers(client, member):
    thread = made.thread()
    type(thread).objects.filter(pk=thread.pk).update(is_hidden=True)
    assert client.get(reverse("discussions:first_new", args=[thread.pk])).status_code == 404
