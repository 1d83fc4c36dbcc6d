"""Comments below a page, and the doors behind them."""

import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from community.comments.models import PageComment
from community.comments.services import comments
from community.members.enums import RoleGroup
from foundation import clock
from tests.factories import comments as made
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


def text(response):
    return " ".join(response.content.decode().split())


def write_url(page):
    return reverse("comments:write", args=[page.pk])


@pytest.fixture
def member(client):
    user = UserFactory(name="Aminata")
    client.force_login(user)
    return user


def test_everybody_reads_comments_below_the_page(client):
    page = made.story()
    assert "No comments yet" in text(client.get(page.url))
    first = made.comment(page, text="Who keeps it?", author=UserFactory(name="Bintou"), language="fr")
    made.comment(page, first, text="We **do**", author=UserFactory(name="Chema", role=RoleGroup.FACILITATORS))
    html = text(client.get(page.url))
    assert html.index("Who keeps it?") < html.index("We <strong>do</strong>")
    for words in ("Bintou", "Written in French", "Chema", "Facilitator", "2 comments", "Sign in to answer."):
        assert words in html
    assert "<textarea" not in html


def test_a_member_comments_and_answers(client, member):
    page = made.story()
    answer = client.post(write_url(page), {"text": "We tried", "language": "es"})
    first = PageComment.objects.get()
    assert answer["Location"] == first.get_absolute_url()
    assert client.get(first.get_absolute_url())["Location"].endswith(f"{page.slug}/#comment-{first.pk}")
    html = text(client.get(f"{page.url}?reply_to={first.pk}"))
    assert f'name="parent" value="{first.pk}"' in html
    client.post(write_url(page), {"text": "And?", "language": "es", "parent": first.pk})
    assert PageComment.objects.get(comment="And?").parent_id == first.pk


def test_a_double_click_is_one_comment(client, member):
    page, form = made.story(), {"text": "Once", "language": "en", "submission": str(uuid.uuid4())}
    assert client.post(write_url(page), form)["Location"] == client.post(write_url(page), form)["Location"]
    assert PageComment.objects.count() == 1


@pytest.mark.parametrize("length", [0, 10_001])
def test_a_comment_that_must_be_put_right_keeps_its_text(client, member, length):
    answer = client.post(write_url(made.story()), {"text": "x" * length, "language": "en"})
    assert answer.status_code == 422
    assert "Error:" in text(answer)
    assert "x" * length in text(answer)


def test_a_comment_can_be_looked_at_first(client, member):
    answer = client.post(write_url(made.story()), {"text": "So **be** it", "language": "en", "preview": "1"})
    assert "<p>So <strong>be</strong> it</p>" in text(answer)
    assert PageComment.objects.count() == 0


def test_a_text_sent_after_the_session_ended_is_kept_and_comes_back(client):
    page = made.story()
    answer = client.post(write_url(page), {"text": "Long thoughts", "language": "fr"})
    assert answer.status_code == 403
    assert "Long thoughts" in text(answer)
    assert "Sign in and send it" in text(answer)
    client.force_login(UserFactory())
    assert ">Long thoughts</textarea>" in client.get(page.url).content.decode().replace("\n", "")
    client.post(write_url(page), {"text": "Long thoughts", "language": "fr"})
    assert ">Long thoughts</textarea>" not in client.get(page.url).content.decode().replace("\n", "")


def test_the_lasting_address_leads_to_the_readers_language_and_page_of_comments(client):
    page = made.story()
    made.translated(page, "fr")
    found = [made.comment(page) for _number in range(52)]
    assert "/fr/" in client.get(f"/fr/comments/at/{found[0].pk}/")["Location"]
    assert client.get(found[50].get_absolute_url())["Location"].endswith(f"?comments=2#comment-{found[50].pk}")
    assert text(client.get(page.url)).count('<li class="post"') == 50
    assert text(client.get(f"{page.url}?comments=2")).count('<li class="post"') == 2


def test_comments_obey_their_page(client):
    page = made.story()
    comment = made.comment(page, text="Inside")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    for url in (comment.get_absolute_url(), write_url(page)):
        assert client.get(url).status_code == 404
    client.force_login(UserFactory())
    assert client.get(comment.get_absolute_url()).status_code == 302
    page.unpublish()
    assert client.get(comment.get_absolute_url()).status_code == 404


def test_hidden_and_removed_comments_leave_a_line(client):
    page = made.story()
    hidden, removed = made.comment(page, text="Bad words"), made.comment(page, text="Regretted")
    comments.hide(comment=hidden, reason="It named somebody", now=clock.now())
    comments.remove_own(comment=removed, author=removed.user)
    html = text(client.get(page.url))
    assert "A comment was hidden on" in html
    assert "Reason: It named somebody" in html
    assert "Removed by its author." in html
    assert "Bad words" not in html
    client.force_login(UserFactory(role=RoleGroup.FACILITATORS))
    assert "Bad words" in text(client.get(page.url))


def test_editing_and_removing_ones_own(client, member):
    page = made.story()
    mine, other = made.comment(page, author=member, text="Old"), made.comment(page)
    edit, remove = (reverse(f"comments:{name}", args=[mine.pk]) for name in ("edit", "remove"))
    client.post(edit, {"text": "New", "language": "en"})
    assert "Edited on" in text(client.get(page.url))
    assert "Remove your comment?" in text(client.get(remove))
    client.post(remove)
    assert "Removed by its author." in text(client.get(page.url))
    for name in ("edit", "remove"):
        assert client.post(reverse(f"comments:{name}", args=[other.pk]), {"text": "x"}).status_code == 404


def test_who_was_erased_leaves_the_comment_without_a_name(client):
    page, user = made.story(), UserFactory(name="Bintou")
    made.comment(page, author=user, text="Stays")
    user.delete()
    html = text(client.get(page.url))
    assert "Stays" in html
    assert "Former member" in html
    assert "Bintou" not in html


def test_writing_needs_the_forms_token(member):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(member)
    assert strict.post(write_url(made.story()), {"text": "x", "language": "en"}).status_code == 403
    assert PageComment.objects.count() == 0


def test_the_form_carries_its_token_and_its_name(client, member):
    html = text(client.get(made.story().url))
    assert 'name="csrfmiddlewaretoken"' in html
    assert re.search(r'name="submission" value="[0-9a-f-]{36}"', html)


def test_comments_that_fit_on_a_page_cost_one_query_and_their_signs_another(client, count_queries):
    page = made.story()
    from django.contrib.auth.models import AnonymousUser

    from community.comments import display

    made.comment(page, made.comment(page))
    assert count_queries(lambda: display.read(page, AnonymousUser(), None, clock.now())) == 2
