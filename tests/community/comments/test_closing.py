"""Comments on a page are open, closed, closed from a day on, or what its list says; old ones stay readable."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from community.comments import closing
from community.comments.enums import PageMode, SectionMode
from community.comments.models import PageComment
from community.comments.services import comments
from community.members.enums import RoleGroup
from foundation import clock
from home.practices.models import PracticeIndexPage, StoryPage
from tests.factories import briefs, events, pages
from tests.factories import comments as made
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db

WORDS = {"text": "One more.", "language": "en"}


def text(response):
    return " ".join(response.content.decode().split())


def told(page, **fields):
    """Publish the page with what it says of comments."""
    return pages.publish(type(page).objects.get(pk=page.pk), **fields)


def section(**fields):
    return told(PracticeIndexPage.objects.get(), **fields)


def is_open(page, day=None):
    now = datetime.combine(day or clock.now().date(), datetime.min.time(), tzinfo=UTC)
    return closing.standing(type(page).objects.get(pk=page.pk).source, now=now).is_open


def test_a_page_says_what_its_list_says_unless_it_says_otherwise():
    story, day = made.story(), date(2026, 3, 10)
    assert is_open(story)
    section(comments_mode=SectionMode.CLOSED)
    assert not is_open(story)
    story = told(story, comments_mode=PageMode.OPEN)
    assert is_open(story)
    story = told(story, comments_mode=PageMode.UNTIL, comments_closed_on=day)
    assert is_open(story, day - timedelta(days=1))
    assert not is_open(story, day)
    section(comments_mode=SectionMode.UNTIL, comments_closed_on=date(2026, 5, 1))
    story = told(story, comments_mode=PageMode.INHERIT, comments_closed_on=None)
    assert [is_open(story, date(2026, month, 1)) for month in (4, 5)] == [True, False]


def test_the_moment_is_midnight_utc():
    day = date(2026, 3, 10)
    story = told(made.story(), comments_mode=PageMode.UNTIL, comments_closed_on=day)
    midnight = datetime(2026, 3, 10, tzinfo=UTC)
    with timezone.override("America/Lima"):
        assert closing.standing(story.source, now=midnight - timedelta(seconds=1)).is_open
        assert closing.standing(story.source, now=midnight) == closing.Standing(is_open=False, since=day)


def test_readers_see_since_when_and_the_old_comments_but_no_form(client):
    story = made.story()
    comment = made.comment(story, text="Said before.")
    told(story, comments_mode=PageMode.UNTIL, comments_closed_on=date(2026, 3, 3))
    for reader in (None, UserFactory()):
        if reader:
            client.force_login(reader)
        page = text(client.get(story.url))
        assert "Comments are closed since 3 March 2026." in page
        assert "Said before." in page
        assert "What was said stays here." in page
        assert reverse("comments:write", args=[story.pk]) not in page
        assert f"reply_to={comment.pk}" not in page
        assert "Sign in to answer." not in page


def test_closing_at_once_writes_down_the_day():
    story = told(made.story(), comments_mode=PageMode.CLOSED)
    assert StoryPage.objects.get().comments_closed_on == clock.now().date()
    assert closing.standing(story.source, now=clock.now()).since == clock.now().date()


def test_a_day_is_asked_for_where_it_decides():
    story = made.story()
    story.comments_mode = PageMode.UNTIL
    with pytest.raises(ValidationError) as refused:
        story.full_clean()
    assert "comments_closed_on" in refused.value.message_dict


def test_it_counts_at_the_moment_of_writing_and_the_text_is_kept(client):
    story = made.story()
    client.force_login(UserFactory())
    assert reverse("comments:write", args=[story.pk]) in text(client.get(story.url))
    told(story, comments_mode=PageMode.CLOSED)
    answer = client.post(reverse("comments:write", args=[story.pk]), WORDS)
    assert answer.status_code == 409
    assert "Comments on this page are closed." in text(answer)
    assert "One more." in text(answer)
    with pytest.raises(comments.CommentsClosed):
        comments.write(page=story, author=UserFactory(), text="x", language="en", now=clock.now())
    assert not PageComment.objects.exists()


def test_one_can_still_change_and_remove_ones_own(client):
    comment = made.comment(made.story())
    section(comments_mode=SectionMode.CLOSED)
    client.force_login(comment.user)
    assert client.post(reverse("comments:edit", args=[comment.pk]), WORDS).status_code == 302
    assert client.post(reverse("comments:remove", args=[comment.pk])).status_code == 302


def test_a_translation_takes_the_word_of_the_version_that_has_the_comments(client):
    story = made.story()
    french = made.translated(story, "fr")
    told(story, comments_mode=PageMode.UNTIL, comments_closed_on=date(2026, 3, 3))
    assert "3 mars 2026" in text(client.get(french.url))
    client.force_login(UserFactory())
    assert client.post(reverse("comments:write", args=[french.pk]), WORDS).status_code == 409


@pytest.mark.parametrize("make", [briefs.joint, events.exchange])
def test_briefs_and_exchanges_close_as_stories_do(make):
    page = make()
    assert is_open(page)
    told(page.get_parent().specific, comments_mode=SectionMode.CLOSED)
    assert not is_open(page)


def test_editors_find_the_fields_in_the_back_office(client):
    editor = UserFactory(is_superuser=True, is_staff=True)
    client.force_login(editor)
    story = made.story()
    for page in (story, story.get_parent()):
        form = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert 'name="comments_mode"' in form
        assert 'name="comments_closed_on"' in form


def test_who_may_not_edit_pages_closes_nothing(client):
    story = made.story()
    for person in (UserFactory(), UserFactory(role=RoleGroup.ORGANISERS)):
        client.force_login(person)
        client.post(reverse("wagtailadmin_pages:edit", args=[story.pk]), {"comments_mode": "closed"})
    assert StoryPage.objects.get().comments_mode == PageMode.INHERIT
