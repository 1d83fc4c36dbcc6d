"""In whose name a member writes, what she quotes, and what a thread is about."""

from datetime import timedelta

import pytest
from django.urls import reverse

from community.discussions.models import Post, Thread
from community.members.models import Claim
from foundation import clock
from tests.factories import claims
from tests.factories import comments as made_comments
from tests.factories import discussions as made
from tests.factories.members import OrganisationFactory, UserFactory
from tests.factories.taxonomy import TerritoryFactory

pytestmark = pytest.mark.django_db


def text(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def authority():
    return OrganisationFactory(name="Commune of Kayes")


@pytest.fixture
def focal_point(client, authority):
    user = claims.speaker_of(authority)
    client.force_login(user)
    return user


def reply(client, thread, **sent):
    return client.post(
        reverse("discussions:reply", args=[thread.pk]), {"text": "We do it so.", "language": "en", **sent}
    )


def test_a_focal_point_chooses_between_her_own_name_and_the_authority(client, focal_point, authority):
    thread = made.thread()
    page = text(client.get(thread.get_absolute_url()))
    assert "in my own name" in page
    assert "for Commune of Kayes, as its checked focal point" in page
    reply(client, thread, text="Mine.")
    reply(client, thread, text="Ours.", speaks_for=authority.pk)
    assert list(thread.posts.replies().order_by("pk").values_list("speaks_for", flat=True)) == [None, authority.pk]
    page = text(client.get(thread.get_absolute_url()))
    assert page.count("Commune of Kayes</bdi></a>, as its checked focal point on") == 1


def test_who_speaks_for_nobody_is_not_asked_and_cannot_claim_to(client, authority):
    client.force_login(UserFactory())
    thread = made.thread()
    assert "in my own name" not in text(client.get(thread.get_absolute_url()))
    answer = reply(client, thread, speaks_for=authority.pk)
    assert answer.status_code == 422
    page = text(answer)
    assert "You do not speak for this organisation at the moment" in page
    assert "We do it so." in page
    assert not thread.posts.replies().exists()


def test_a_badge_that_lapsed_meanwhile_is_judged_when_it_is_sent(client, focal_point, authority):
    thread = made.thread()
    Claim.objects.update(valid_until=clock.now() - timedelta(minutes=1))
    assert reply(client, thread, speaks_for=authority.pk).status_code == 422
    assert not thread.posts.replies().exists()


def test_the_label_stays_after_succession(client, focal_point, authority):
    thread = made.thread()
    reply(client, thread, speaks_for=authority.pk)
    Claim.objects.all().delete()
    page = text(client.get(thread.get_absolute_url()))
    assert "Commune of Kayes</bdi></a>, as its checked focal point on" in page


def test_a_thread_and_a_comment_can_be_written_for_the_authority_too(client, focal_point, authority):
    space, page = made.SpaceFactory(), made_comments.story()
    sent = {"title": "Who pays?", "text": "We ask.", "kind": "question", "space": space.slug, "language": "en"}
    client.post(reverse("discussions:new_thread"), {**sent, "speaks_for": authority.pk})
    assert Post.objects.get().speaks_for == authority
    client.post(
        reverse("comments:write", args=[page.pk]), {"text": "Ours", "language": "en", "speaks_for": authority.pk}
    )
    assert "as its checked focal point" in text(client.get(page.url))


def test_a_quote_fills_the_answer_and_shows_as_one(client):
    client.force_login(UserFactory())
    post = made.post(made.thread(), text="First line\n\nSecond line")
    page = client.get(f"{post.thread.get_absolute_url()}?reply_to={post.pk}&quote=1").content.decode()
    assert "&gt; First line\n&gt;\n&gt; Second line" in page
    answer = made.post(post.thread, post, text="> First line\n\nYes.")
    assert "<blockquote>" in answer.html
    plain = client.get(f"{post.thread.get_absolute_url()}?reply_to={post.pk}").content.decode()
    assert "&gt; First line" not in plain


def test_a_comment_is_quoted_the_same_way(client):
    client.force_login(UserFactory())
    comment = made_comments.comment(made_comments.story(), text="A claim")
    page = client.get(f"{comment.content_object.url}?reply_to={comment.pk}&quote=1").content.decode()
    assert "&gt; A claim" in page


def test_a_thread_names_the_places_it_is_about(client):
    client.force_login(UserFactory())
    place, space = TerritoryFactory(name_en="Region of Kayes"), made.SpaceFactory()
    sent = {"title": "Who pays?", "text": "We ask.", "kind": "question", "space": space.slug, "language": "en"}
    client.post(reverse("discussions:new_thread"), {**sent, "territories": "Region of Kayes"})
    thread = Thread.objects.get()
    assert list(thread.territories.all()) == [place]
    page = text(client.get(thread.get_absolute_url()))
    assert place.get_absolute_url() in page
    answer = client.post(reverse("discussions:new_thread"), {**sent, "territories": "Atlantis"})
    assert answer.status_code == 422
    assert "Who pays?" in text(answer)


def test_an_edit_keeps_the_earlier_wording_for_facilitators_only(client):
    author = UserFactory()
    client.force_login(author)
    post = made.post(made.thread(), author=author, text="The first wording")
    client.post(reverse("discussions:edit_post", args=[post.pk]), {"text": "The second wording", "language": "en"})
    assert "The first wording" not in text(client.get(post.thread.get_absolute_url()))
    client.force_login(claims.facilitator())
    page = text(client.get(reverse("moderation:case", args=["post", post.pk])))
    assert "1 earlier wording" in page
    assert "The first wording" in page
    client.force_login(author)
    client.post(reverse("discussions:remove_post", args=[post.pk]))
    client.force_login(claims.facilitator())
    assert "The first wording" not in text(client.get(reverse("moderation:case", args=["post", post.pk])))
