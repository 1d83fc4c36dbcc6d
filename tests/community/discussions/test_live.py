"""What appears by itself, and what is shown before a thread is opened. Neither is needed."""

import pytest
from django.urls import reverse

from community.discussions.models import Thread
from search.services import indexing
from tests.factories import comments as made_comments
from tests.factories import discussions as made
from tests.factories.groups import inside, private_group
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db

NEW = "/en/discussions/new/"


def text(response):
    return " ".join(response.content.decode().split())


def since(thread, after):
    return f"{reverse('discussions:since', args=[thread.pk])}?after={after}"


def newest(thread):
    return Thread.objects.get(pk=thread.pk).newest


class TestPolling:
    def test_the_page_asks_from_the_newest_post_on_and_nothing_new_is_no_answer(self, client):
        thread = made.thread()
        made.post(thread)
        # A visitor's first visit stays within its eight requests.
        assert "live.js" not in client.get(thread.get_absolute_url()).content.decode()
        client.force_login(UserFactory())
        page = client.get(thread.get_absolute_url()).content.decode()
        assert f'hx-get="{since(thread, newest(thread))}"' in page
        assert client.get(since(thread, newest(thread))).status_code == 204

    def test_new_answers_come_with_the_next_question(self, client):
        thread = made.thread()
        before = newest(thread)
        post = made.post(thread, text="Fresh words")
        page = text(client.get(since(thread, before)))
        assert "Fresh words" in page
        assert f"after={post.pk}" in page
        assert client.get(since(thread, post.pk)).status_code == 204

    def test_many_come_ten_at_a_time_and_none_is_left_out(self, client):
        thread = made.thread()
        before = newest(thread)
        posts = [made.post(thread, text=f"Words {number}.") for number in range(12)]
        page = text(client.get(since(thread, before)))
        assert page.count("Words ") == 10
        assert f"after={posts[9].pk}" in page
        assert text(client.get(since(thread, posts[9].pk))).count("Words ") == 2

    def test_hidden_posts_do_not_come_and_do_not_stop_the_rest(self, client):
        thread = made.thread()
        before = newest(thread)
        post = made.post(thread, text="Hidden words")
        type(post).objects.filter(pk=post.pk).update(state="hidden")
        page = text(client.get(since(thread, before)))
        assert "Hidden words" not in page
        assert f"after={post.pk}" in page

    def test_what_one_may_not_open_is_not_found(self, client):
        group = private_group()
        author = inside(group)
        thread = made.thread(space=made.SpaceFactory(group=group, audience="group"), author=author)
        client.force_login(UserFactory())
        assert client.get(since(thread, 0)).status_code == 404

    @pytest.mark.parametrize("after", ["", "x", "9" * 30, "-1"])
    def test_a_mistyped_question_has_no_answer(self, client, after):
        assert client.get(since(made.thread(), after)).status_code == 204

    def test_a_page_in_low_data_mode_asks_nothing(self, client):
        thread = made.thread()
        client.force_login(UserFactory())
        page = client.get(thread.get_absolute_url(), headers={"Save-Data": "on"}).content.decode()
        assert "data-live" not in page
        assert "live.js" not in page

    def test_asking_costs_the_same_for_one_and_three(self, client, count_queries):
        thread = made.thread()
        before = newest(thread)
        made.post(thread)
        client.force_login(UserFactory())
        client.get(since(thread, before))
        one = count_queries(lambda: client.get(since(thread, before)))
        made.post(thread)
        made.post(thread)
        assert count_queries(lambda: client.get(since(thread, before))) == one


class TestSimilar:
    @pytest.fixture(autouse=True)
    def known(self, client):
        self.thread = made.thread(title="How did you keep a help desk staffed?")
        self.story = made_comments.story(title="Support desks that stay open")
        made.thread(title="Budget lines")
        indexing.rebuild()
        client.force_login(UserFactory())

    def sent(self, **fields):
        values = {"title": "Who pays for a staffed desk?", "text": "We wonder.", "kind": "question"}
        return {**values, "space": made.SpaceFactory().slug, "language": "en", **fields}

    def test_what_was_asked_before_is_shown_first_and_the_text_kept(self, client):
        before = Thread.objects.count()
        answer = client.post(NEW, self.sent())
        page = text(answer)
        assert "Was this asked or told before?" in page
        assert self.thread.title in page
        assert "Support desks that stay open" in page
        assert "Budget lines" not in page
        assert "We wonder." in page
        assert "Open the thread all the same" in page
        assert Thread.objects.count() == before

    def test_sent_again_it_is_opened(self, client):
        client.post(NEW, self.sent(seen="on"))
        assert Thread.objects.filter(title="Who pays for a staffed desk?").exists()

    def test_where_nothing_is_close_it_is_opened_at_once(self, client):
        client.post(NEW, self.sent(title="Pensions abroad"))
        assert Thread.objects.filter(title="Pensions abroad").exists()

    def test_it_shows_while_a_title_is_typed(self, client):
        address = reverse("discussions:similar")
        assert self.thread.title in text(client.get(address, {"title": "a help desk"}))
        for title in ("", "a of", '"', "*", "'; --"):
            assert client.get(address, {"title": title}).content.decode().strip() == ""

    def test_a_walled_thread_resembles_nothing_for_strangers(self, client):
        group = private_group()
        author = inside(group)
        space = made.SpaceFactory(group=group, audience="group")
        made.thread(title="Secret staffing of the desk", space=space, author=author)
        indexing.rebuild()
        page = text(client.get(reverse("discussions:similar"), {"title": "staffing desk"}))
        assert "Secret" not in page
        client.force_login(author)
        assert "Secret" in text(client.get(reverse("discussions:similar"), {"title": "staffing desk"}))
