"""A test for each of the 13 defects of django-comments-xtd 2.10 that were found by trying it (STACK, section 5)."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db.models import F
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django_comments_xtd.models import XtdComment
from wagtail.models import Page, PageViewRestriction

from community.comments.models import PageComment, SavedTwice
from community.comments.services import comments
from community.members.contributions import ContributionState
from community.members.enums import RoleGroup
from community.moderation.models import Decision
from foundation import clock
from tests.factories import comments as made
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db

COMMENTS = Path(settings.ROOT) / "community" / "comments"


def text(response):
    return " ".join(response.content.decode().split())


def write_url(page):
    return reverse("comments:write", args=[page.pk])


def test_1_replies_are_numbered_under_the_pages_lock():
    # The race itself, with its control, is in test_concurrency.py.
    page = made.story()
    one, two = made.comment(page), made.comment(page)
    under, deep = made.comment(page, one), None
    deep = made.comment(page, under)
    made.comment(page, one)
    rows = list(PageComment.objects.on(page).in_reading_order().values_list("pk", "level"))
    assert [level for _pk, level in rows] == [0, 1, 2, 1, 0]
    assert [pk for pk, _level in rows][:3] == [one.pk, under.pk, deep.pk]
    assert rows[-1][0] == two.pk


def test_2_changing_a_comment_does_not_count_it_again():
    page = made.story()
    parent = made.comment(page)
    child = made.comment(page, parent)
    grandchild = made.comment(page, child)
    before = dict(PageComment.objects.on(page).values_list("pk", "nested_count"))
    now = clock.now()
    comments.edit_own(comment=child, author=child.user, text="Changed", language="en", now=now)
    comments.hide(comment=grandchild, reason="x", now=now)
    comments.restore(comment=grandchild)
    comments.remove_own(comment=child, author=child.user)
    assert dict(PageComment.objects.on(page).values_list("pk", "nested_count")) == before
    assert before[parent.pk] == 2
    with pytest.raises(SavedTwice):
        PageComment.objects.get(pk=child.pk).save()


def test_3_changing_a_comment_does_not_show_its_hidden_replies():
    page = made.story()
    parent = made.comment(page)
    child = made.comment(page, parent)
    comments.hide(comment=child, reason="It named somebody", now=clock.now())
    comments.edit_own(comment=parent, author=parent.user, text="Changed", language="en", now=clock.now())
    child.refresh_from_db()
    assert child.state == ContributionState.HIDDEN
    assert child.is_removed


def found(address):
    try:
        return resolve(address)
    except Resolver404:
        return None


def test_4_the_librarys_own_addresses_and_api_are_not_there():
    for address in (
        "/comments/",
        "/en/comments/",
        "/en/comments/api/comment/",
        "/en/comments/post/",
        "/en/comments/sent/",
    ):
        # What no other pattern takes is looked for among the pages, where there is none of that name.
        assert resolve(address).view_name == "wagtail_serve" if address.startswith("/en/") else not found(address)
    for name in ("comments-xtd-api-create", "comments-xtd-api-list", "comments-xtd-confirm", "comments-post-comment"):
        with pytest.raises(NoReverseMatch):
            reverse(name)


@pytest.mark.parametrize("wall", ["unpublished", "login", "groups", "password"])
def test_5_pages_that_cannot_be_read_take_no_comments(client, wall):
    page = made.story()
    if wall == "unpublished":
        page.unpublish()
    else:
        PageViewRestriction.objects.create(page=page, restriction_type=wall, password="secret")
    client.force_login(UserFactory())
    answer = client.post(write_url(page), {"text": "Hello", "language": "en"})
    if wall == "login":
        assert PageComment.objects.count() == 1
    else:
        assert answer.status_code == 404
        with pytest.raises(comments.PageClosed):
            made.comment(page)
        assert PageComment.objects.count() == 0


def test_5_strangers_write_nowhere_and_kinds_that_take_no_comments_take_none(client):
    page = made.story()
    assert client.post(write_url(page), {"text": "Hello", "language": "en"}).status_code == 403
    client.force_login(UserFactory())
    assert client.post(write_url(page.get_parent()), {"text": "Hello", "language": "en"}).status_code == 404
    with pytest.raises(comments.PageClosed):
        made.comment(page.get_parent().specific)
    assert PageComment.objects.count() == 0


def test_6_name_and_address_are_the_accounts(client):
    user = UserFactory(name="Aminata")
    client.force_login(user)
    forged = {"name": "The Mayor", "email": "mayor@example.org", "user_name": "The Mayor", "url": "http://a.example"}
    client.post(write_url(made.story()), {"text": "Hello", "language": "en", "followup": "on", **forged})
    comment = PageComment.objects.get()
    assert (comment.name, comment.email, comment.url) == ("Aminata", user.email, "")
    assert not comment.followup
    # No copy that would outlive the account, and no IP address.
    assert (comment.user_name, comment.user_email, comment.ip_address) == ("", "", None)


def test_7_replying_too_deep_is_a_sentence_and_keeps_the_text(client):
    page = made.story()
    deepest = made.comment(page, made.comment(page, made.comment(page)))
    with pytest.raises(comments.TooDeep):
        made.comment(page, deepest)
    client.force_login(UserFactory())
    answer = client.post(write_url(page), {"text": "Deeper still", "language": "en", "parent": deepest.pk})
    assert answer.status_code == 409
    assert "Deeper still" in text(answer)
    assert PageComment.objects.count() == 3


def test_8_comments_go_with_their_page():
    page, other = made.story(), made.story()
    comment = made.comment(page)
    made.comment(page, comment)
    made.comment(other)
    Page.objects.get(pk=page.pk).delete()
    assert PageComment.objects.count() == XtdComment.objects.count() == 1
    with pytest.raises(comments.PageClosed):
        made.comment(page)


def test_8_comments_go_with_a_page_above_theirs():
    page = made.story()
    made.comment(page)
    page.get_parent().delete()
    assert PageComment.objects.count() == 0


def test_9_facilitators_moderate_without_being_superusers(client):
    comment = made.comment(made.story())
    facilitator = UserFactory(role=RoleGroup.FACILITATORS, second_factor=True)
    client.force_login(facilitator)
    url = reverse("moderation:decide", args=["comment", comment.pk])
    client.post(url, {"action": "hide", "reason": "It named somebody"})
    comment.refresh_from_db()
    assert comment.state == ContributionState.HIDDEN
    assert Decision.objects.get().actor == facilitator


def test_10_a_page_costs_the_same_for_one_comment_and_for_thirty(client, count_queries):
    few, many = made.story(), made.story()
    made.comment(few)
    parents = [made.comment(many) for _number in range(10)]
    for parent in parents:
        made.comment(many, made.comment(many, parent))
    for user in (None, UserFactory()):
        if user:
            client.force_login(user)
        client.get(few.url)
        assert count_queries(lambda: client.get(few.url)) == count_queries(lambda: client.get(many.url))


def test_11_nothing_is_inline_or_from_elsewhere(client):
    page = made.story()
    made.comment(page, made.comment(page))
    client.force_login(UserFactory())
    html = text(client.get(page.url)).split('id="comments"')[1].split("</section>")[0]
    assert not re.search(r"\sstyle=|\son\w+=|<script|<img|https?://", html)
    assert "honeypot" not in html


def test_12_everything_has_a_name(client):
    page = made.story()
    comment = made.comment(page, author=UserFactory(name="Bintou"))
    client.force_login(UserFactory())
    html = text(client.get(page.url)).split('id="comments"')[1].split("</section>")[0]
    for field in re.findall(r'<(?:textarea|select)[^>]* id="([^"]+)"', html):
        assert f'for="{field}"' in html
    assert not re.search(r"<a [^>]*>\s*</a>", html)
    assert f'aria-labelledby="comment-{comment.pk}-by"' in html
    assert f'id="comment-{comment.pk}-by"' in html


def test_13_no_words_of_the_library_are_shown():
    # Its catalogues are not compiled: its sentences would stay English. Ours are in templates of our own.
    for template in (COMMENTS / "templates").rglob("*.html"):
        source = template.read_text()
        assert template.relative_to(COMMENTS / "templates").parts[0] == "comments"
        assert "comments_xtd" not in source
        assert "{% load comments" not in source


def test_library_settings_keep_mail_and_pickles_out():
    assert settings.COMMENTS_XTD_CONFIRM_EMAIL is False
    assert settings.COMMENTS_XTD_THREADED_EMAILS is False
    assert settings.COMMENTS_XTD_MAX_THREAD_LEVEL == 2
    for module in COMMENTS.rglob("*.py"):
        assert "django_comments_xtd.signed" not in module.read_text()
        assert "django_comments_xtd.views" not in module.read_text()


def test_control_the_librarys_save_does_what_we_keep_from_it():
    """Without our guard, saving again counts again: if this ever fails, the library was mended."""
    page = made.story()
    parent = made.comment(page)
    child = made.comment(page, parent)
    made.comment(page, child)
    assert PageComment.objects.get(pk=parent.pk).nested_count == 2
    PageComment.objects.filter(pk=child.pk).update(html=F("html"))
    XtdComment.save(PageComment.objects.get(pk=child.pk))
    assert PageComment.objects.get(pk=parent.pk).nested_count > 2
