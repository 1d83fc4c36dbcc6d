"""The doors: lists, threads, forms; what each reader sees and may do."""

import re
import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from community.discussions.models import Post, Thread
from community.discussions.services import posts, threads
from community.following import telling
from community.members.enums import RoleGroup
from foundation import clock
from tests.factories import discussions as made
from tests.factories.members import UserFactory
from tests.factories.taxonomy import TermFactory, TerritoryFactory

pytestmark = pytest.mark.django_db

INDEX = "/en/discussions/"
NEW = "/en/discussions/new/"


def text(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def member(client):
    user = UserFactory(name="Aminata", profile__function="Planner")
    client.force_login(user)
    return user


def reply_url(thread):
    return reverse("discussions:reply", args=[thread.pk])


def test_the_list_shows_status_answers_places_and_last_date(client):
    waiting = made.thread(title="Nobody knows?")
    answered = made.thread(title="Who keeps it?")
    for place in (TerritoryFactory(), TerritoryFactory()):
        made.post(answered, author=UserFactory(profile__territory=place))
    threads.mark_answered(thread=answered, member=answered.author)
    telling.tell_due(now=clock.now())
    page = text(client.get(INDEX))
    assert "Waiting for an answer" in page
    assert "<strong>2 answers</strong> from 2 places" in page
    assert "No answers yet" in page
    assert page.index("Who keeps it?") < page.index("Nobody knows?")
    assert waiting.get_absolute_url() in page


def test_filters_narrow_the_list(client, member):
    theme = TermFactory(slug="remittances")
    member.profile.themes.add(theme)
    made.thread(title="On my theme", themes=("remittances",))
    other = made.thread(title="Something else")
    made.post(other)

    def titles(query):
        page = text(client.get(INDEX + query))
        return [title for title in ("On my theme", "Something else") if title in page]

    assert titles("") == ["On my theme", "Something else"]
    assert titles("?show=waiting") == ["On my theme"]
    assert titles("?show=mine") == ["On my theme"]
    assert titles("?show=nonsense&page=99") == ["On my theme", "Something else"]
    assert text(client.get(other.space.get_absolute_url())).count("Something else") == 1
    assert "On my theme" not in text(client.get(other.space.get_absolute_url()))


def test_the_list_has_pages_of_twenty(client):
    space = made.SpaceFactory()
    for number in range(21):
        made.thread(space=space, title=f"Thread number {number:02}")
    assert text(client.get(INDEX)).count("Thread number") == 20
    assert text(client.get(INDEX + "?page=2")).count("Thread number") == 1


def test_a_members_space_is_as_if_absent_for_outsiders(client):
    thread = made.thread(space=made.members_space(), title="Between us")
    post = made.post(thread, text="Secret words")
    absent = client.get("/en/discussions/no-such-space/")
    for url in (
        thread.space.get_absolute_url(),
        thread.get_absolute_url(),
        f"/en/discussions/other/{thread.pk}-x/",
        post.get_absolute_url(),
        reply_url(thread),
    ):
        answer = client.get(url)
        assert answer.status_code == 404
        assert "Between us" not in text(answer)
        assert len(answer.content) - len(url) == pytest.approx(len(absent.content) - 32, abs=400)
    assert "Between us" not in text(client.get(INDEX))
    assert thread.space.title not in text(client.get(INDEX))
    assert client.post(reply_url(thread), {"text": "Hello", "language": "en"}).status_code == 404
    client.force_login(UserFactory())
    assert "Secret words" in text(client.get(thread.get_absolute_url()))
    assert "Between us" in text(client.get(INDEX))


def test_a_wrong_address_leads_to_the_right_one(client):
    thread = made.thread(title="Où est-ce ? نعم")
    right = thread.get_absolute_url()
    for wrong in (f"{thread.pk}", f"{thread.pk}-old-title"):
        answer = client.get(f"/en/discussions/{thread.space.slug}/{wrong}/?page=1")
        assert (answer.status_code, answer["Location"]) == (302, right + "?page=1")
    assert client.get(f"/en/discussions/elsewhere/{thread.pk}-x/")["Location"] == right
    assert client.get(right).status_code == 200
    for absent in ("x", "0", "99999999999999999999999", "١", "-1"):
        assert client.get(f"/en/discussions/{thread.space.slug}/{absent}/").status_code == 404


def test_a_thread_reads_in_order_with_names_and_whom_they_answer(client):
    thread = made.thread(title="How?", text="The question")
    one = made.post(thread, text="First answer", author=UserFactory(name="Bintou"))
    made.post(thread, text="Second answer")
    under = made.post(
        thread, one, text="Below the first", author=UserFactory(name="Chema", role=RoleGroup.FACILITATORS)
    )
    made.post(thread, under, text="Deep below", language="fr")
    page = text(client.get(thread.get_absolute_url()))
    places = [page.index(words) for words in ("The question", "First answer", "Below the first", "Deep", "Second")]
    assert places == sorted(places)
    assert f'In reply to <a href="#post-{under.pk}"><bdi>Chema</bdi></a>' in page
    assert "Facilitator" in page
    assert "Written in French" in page
    assert "Sign in to answer." in page
    assert "<form" not in page.split("<main")[1].split("</main>")[0]


def test_posts_have_pages_of_fifty_and_lasting_addresses(client):
    thread = made.thread()
    replies = [made.post(thread, text=f"Reply number {number}") for number in range(60)]
    first, second = client.get(thread.get_absolute_url()), client.get(thread.get_absolute_url() + "?page=2")
    assert text(first).count("Reply number") == 49
    assert text(second).count("Reply number") == 11
    near, far = client.get(replies[48].get_absolute_url()), client.get(replies[49].get_absolute_url())
    assert near["Location"] == f"{thread.get_absolute_url()}#post-{replies[48].pk}"
    assert far["Location"] == f"{thread.get_absolute_url()}?page=2#post-{replies[49].pk}"


def test_hidden_and_removed_posts_leave_a_line(client):
    thread = made.thread()
    hidden, removed = made.post(thread, text="Bad words"), made.post(thread, text="Regretted")
    posts.hide(post=hidden, reason="It named <b>a person</b>", now=clock.now())
    posts.remove_own(post=removed, author=removed.author)
    page = text(client.get(thread.get_absolute_url()))
    assert "Reason: It named &lt;b&gt;a person&lt;/b&gt;" in page
    assert "A post was hidden on" in page
    assert "Removed by its author." in page
    assert "Bad words" not in page
    assert "Regretted" not in page
    client.force_login(UserFactory(role=RoleGroup.FACILITATORS))
    page = text(client.get(thread.get_absolute_url()))
    assert "Bad words" in page
    assert "Regretted" not in page


def test_a_member_replies(client, member):
    thread = made.thread()
    parent = made.post(thread, author=UserFactory(name="Bintou"))
    page = text(client.get(f"{thread.get_absolute_url()}?reply_to={parent.pk}"))
    assert "In reply to" in page
    assert f'name="parent" value="{parent.pk}"' in page
    answer = client.post(reply_url(thread), {"text": "We **did**", "language": "es", "parent": parent.pk})
    post = Post.objects.get(author=member)
    assert (post.parent, post.language, post.html) == (parent, "es", "<p>We <strong>did</strong></p>")
    assert answer["Location"] == post.get_absolute_url()


def test_a_double_click_is_one_post(client, member):
    thread, form = made.thread(), {"text": "Once", "language": "en", "submission": str(uuid.uuid4())}
    assert client.post(reply_url(thread), form)["Location"] == client.post(reply_url(thread), form)["Location"]
    assert Post.objects.filter(author=member).count() == 1


@pytest.mark.parametrize("length", [0, 10_001])
def test_a_reply_that_must_be_put_right_keeps_its_text(client, member, length):
    thread = made.thread()
    answer = client.post(reply_url(thread), {"text": "x" * length, "language": "en"})
    assert answer.status_code == 422
    assert "x" * length in text(answer)
    assert "Error:" in text(answer)
    assert not Post.objects.filter(author=member).exists()


def test_line_ends_of_the_browser_do_not_count_twice(client, member):
    client.post(reply_url(made.thread()), {"text": "ab\r\n" * 3333, "language": "en"})
    assert Post.objects.filter(author=member).exists()


def test_a_reply_can_be_looked_at_first(client, member):
    answer = client.post(reply_url(made.thread()), {"text": "So **be** it", "language": "en", "preview": "1"})
    assert "<p>So <strong>be</strong> it</p>" in text(answer)
    assert "So **be** it" in text(answer)
    assert not Post.objects.filter(author=member).exists()


def test_what_was_answered_may_go_meanwhile_and_the_text_stays(client, member):
    thread = made.thread()
    parent = made.post(thread)
    posts.remove_own(post=parent, author=parent.author)
    answer = client.post(reply_url(thread), {"text": "My answer", "language": "en", "parent": parent.pk})
    assert answer.status_code == 409
    assert "My answer" in text(answer)
    assert not re.search(r'name="parent" value="\d', text(answer))
    assert client.post(reply_url(thread), {"text": "x", "language": "en", "parent": 999}).status_code == 404


def test_too_many_at_once_says_when_to_go_on(client, member):
    thread = made.thread()
    for _number in range(10):
        made.post(thread, author=member)
    answer = client.post(reply_url(thread), {"text": "One more", "language": "en"})
    assert answer.status_code == 429
    assert "You can send the next one at" in text(answer)
    assert "One more" in text(answer)


def test_a_text_sent_after_the_session_ended_is_kept_and_comes_back(client):
    thread, user = made.thread(), UserFactory()
    parent = made.post(thread)
    answer = client.post(reply_url(thread), {"text": "Long thoughts", "language": "fr", "parent": parent.pk})
    assert answer.status_code == 403
    assert "Long thoughts" in text(answer)
    assert "Sign in and send it" in text(answer)
    assert "/accounts/login/?next=" in text(answer)
    assert not Post.objects.filter(text="Long thoughts").exists()
    assert "Long thoughts" not in text(client.get(thread.get_absolute_url()))
    client.force_login(user)
    page = text(client.get(thread.get_absolute_url()))
    assert "Long thoughts" in page
    assert f'name="parent" value="{parent.pk}"' in page
    client.post(reply_url(thread), {"text": "Long thoughts", "language": "fr", "parent": parent.pk})
    assert Post.objects.get(author=user).parent == parent
    assert "<textarea" in text(client.get(thread.get_absolute_url()))
    assert ">Long thoughts</textarea>" not in text(client.get(thread.get_absolute_url()))


def test_kept_text_survives_the_real_login(client):
    made.SpaceFactory(slug="desks")
    user = UserFactory()
    fields = {"title": "Who pays?", "text": "Kept words", "kind": "problem", "space": "desks", "language": "en"}
    assert client.post(NEW, fields).status_code == 403
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    client.post("/en/accounts/login/", {"login": user.email, "password": "corridor-test"})
    page = text(client.get(NEW))
    assert "Kept words" in page
    assert 'value="Who pays?"' in page


def test_a_thread_is_opened_by_its_form(client, member):
    space, theme = made.SpaceFactory(slug="desks"), TermFactory(slug="services")
    page = text(client.get(f"{NEW}?title=Who+pays&theme=services&space=desks"))
    assert 'value="Who pays"' in page
    assert re.search(r'value="services"[^>]*checked', page)
    fields = {"title": "Who pays?", "text": "For the desk", "kind": "problem", "space": "desks", "language": "fr"}
    answer = client.post(NEW, {**fields, "themes": ["services"]})
    thread = Thread.objects.get()
    assert answer["Location"] == thread.get_absolute_url()
    assert (thread.space, thread.author, thread.kind, thread.language) == (space, member, "problem", "fr")
    assert list(thread.themes.all()) == [theme]


@pytest.mark.parametrize(
    "change",
    [{"title": ""}, {"text": ""}, {"text": "y" * 10_001}, {"kind": "announcement"}, {"space": "shut"}, {"space": "\0"}],
)
def test_a_thread_that_must_be_put_right_keeps_its_text(client, member, change):
    made.SpaceFactory(slug="desks")
    made.SpaceFactory(slug="shut", is_open=False)
    fields = {"title": "Who pays?", "text": "For the desk", "kind": "question", "space": "desks", "language": "en"}
    answer = client.post(NEW, fields | change)
    assert answer.status_code == 422
    kept = fields | change
    assert kept["text"] in text(answer)
    assert kept["title"] in text(answer)
    assert not Thread.objects.exists()


def test_who_is_not_signed_in_is_led_to_the_login(client):
    answer = client.get(f"{NEW}?title=a")
    assert answer["Location"] == "/en/accounts/login/?next=%2Fen%2Fdiscussions%2Fnew%2F%3Ftitle%3Da"


def test_editing_and_removing_ones_own(client, member):
    thread = made.thread()
    post, other = made.post(thread, author=member, text="Old"), made.post(thread)
    edit = reverse("discussions:edit_post", args=[post.pk])
    assert ">Old</textarea>" in client.get(edit).content.decode().replace("\n", "")
    assert client.post(edit, {"text": "", "language": "en"}).status_code == 422
    client.post(edit, {"text": "New", "language": "en"})
    assert "Edited on" in text(client.get(thread.get_absolute_url()))
    remove = reverse("discussions:remove_post", args=[post.pk])
    assert "Remove your post?" in text(client.get(remove))
    assert Post.objects.get(pk=post.pk).state == "published"
    assert client.post(remove)["Location"] == post.get_absolute_url()
    assert Post.objects.get(pk=post.pk).state == "removed"
    for name in ("edit_post", "remove_post"):
        assert client.get(reverse(f"discussions:{name}", args=[other.pk])).status_code == 404
        assert client.post(reverse(f"discussions:{name}", args=[other.pk]), {"text": "x"}).status_code == 404


def test_an_old_answered_post_has_no_edit_link_and_says_why(client, member):
    thread, then = made.thread(), clock.now() - timedelta(hours=2)
    post = made.post(thread, author=member, now=then)
    made.post(thread, post, now=then)
    edit = reverse("discussions:edit_post", args=[post.pk])
    assert edit not in text(client.get(thread.get_absolute_url()))
    answer = client.post(edit, {"text": "Late change", "language": "en"})
    assert answer.status_code == 409
    assert "Late change" in text(answer)


def test_marking_as_answered_is_for_who_asked(client, member):
    mine, other = made.thread(author=member), made.thread()
    url = reverse("discussions:answered", args=[mine.pk])
    assert client.get(url).url == mine.get_absolute_url(), "who has just signed in comes by GET and finds the thread"
    client.post(url)
    assert Thread.objects.get(pk=mine.pk).is_answered
    client.post(url, {"answered": "0"})
    assert not Thread.objects.get(pk=mine.pk).is_answered
    assert url in text(client.get(mine.get_absolute_url()))
    other_url = reverse("discussions:answered", args=[other.pk])
    client.post(other_url)
    assert not Thread.objects.get(pk=other.pk).is_answered
    assert other_url not in text(client.get(other.get_absolute_url()))


def test_writing_needs_the_forms_token(member):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(member)
    thread = made.thread()
    for url in (NEW, reply_url(thread), reverse("discussions:answered", args=[thread.pk])):
        assert strict.post(url, {"text": "x", "language": "en"}).status_code == 403
    assert not Post.objects.filter(author=member).exists()


def test_fields_that_are_not_asked_for_change_nothing(client, member):
    thread = made.thread()
    extra = {"author": 1, "path": "9", "state": "hidden", "created_at": "2001-01-01", "html": "<script>", "depth": 9}
    client.post(reply_url(thread), {"text": "Plain", "language": "en", **extra})
    post = Post.objects.get(author=member)
    assert (post.state, post.depth, post.html) == ("published", 1, "<p>Plain</p>")


def test_titles_and_names_stay_text(client):
    hostile = "<script>alert(1)</script>"
    thread = made.thread(title=hostile, author=UserFactory(name=hostile, profile__function=hostile))
    post = made.post(thread, author=UserFactory(name=hostile), text=hostile)
    made.post(thread, made.post(thread, post))
    client.force_login(UserFactory())
    for url in (INDEX, thread.get_absolute_url(), f"{thread.get_absolute_url()}?reply_to={post.pk}"):
        assert hostile not in client.get(url).content.decode()


def test_pages_of_people_are_not_stored_by_caches(client, member):
    for url in (INDEX, made.thread().get_absolute_url(), NEW):
        assert "no-store" in client.get(url)["Cache-Control"]


def test_a_space_names_its_rules_and_whom_to_turn_to(client):
    space = made.SpaceFactory(rules_en="Figures with their source.")
    space.facilitators.set([UserFactory(name="Rosa", profile__page_audience=3), UserFactory(name="Ali")])
    page = text(client.get(space.get_absolute_url()))
    assert "Figures with their source." in page
    assert "<bdi>Rosa</bdi></a>" in page
    assert "<li><bdi>Ali</bdi></li>" in page
    assert "Figures with their source." in text(client.get(made.thread(space=space).get_absolute_url()))
