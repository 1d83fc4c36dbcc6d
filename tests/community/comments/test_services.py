"""Writing, changing and removing comments: what is written and what is refused."""

import uuid
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from community.comments import permissions
from community.comments.models import PageComment
from community.comments.services import comments
from community.members import pacing
from community.members.contributions import ContributionGone, ContributionSettled, ContributionState
from community.members.enums import RoleGroup
from foundation import clock
from tests.factories import comments as made
from tests.factories import discussions
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


def test_a_comment_is_kept_with_its_html_and_language():
    page, now = made.story(), clock.now()
    comment = made.comment(page, text="By **hand**", language="fr", now=now)
    comment = PageComment.objects.get(pk=comment.pk)
    assert (comment.comment, comment.html) == ("By **hand**", "<p>By <strong>hand</strong></p>")
    assert (comment.language, comment.submit_date, comment.state) == ("fr", now, ContributionState.PUBLISHED)
    assert comment.content_object == page


def test_all_language_versions_share_their_comments():
    page = made.story()
    french, arabic = made.translated(page, "fr"), made.translated(page, "ar", alias=True)
    for version in (page, french, arabic):
        made.comment(version)
    assert PageComment.objects.on(page).count() == 3


def test_an_unpublished_translation_takes_no_comments_while_the_page_does():
    page = made.story()
    french = made.translated(page, "fr")
    french.unpublish()
    with pytest.raises(comments.PageClosed):
        made.comment(french)
    made.comment(page)


def test_the_same_form_sent_twice_is_one_comment():
    page, author, form = made.story(), UserFactory(), uuid.uuid4()
    first = made.comment(page, author=author, text="Once", submission=form)
    assert made.comment(page, author=author, text="Once", submission=form) == first
    assert made.comment(page, author=author, text="Other", submission=form) != first
    assert PageComment.objects.count() == 2


def test_posts_and_comments_share_one_pace():
    author, now = UserFactory(), clock.now()
    page, thread = made.story(), discussions.thread()
    for _number in range(5):
        made.comment(page, author=author, now=now, paced=True)
        discussions.post(thread, author=author, now=now, paced=True)
    with pytest.raises(pacing.TooMany):
        made.comment(page, author=author, now=now, paced=True)
    with pytest.raises(pacing.TooMany):
        discussions.post(thread, author=author, now=now, paced=True)


@pytest.mark.parametrize(
    ("minutes", "answered", "allowed"), [(29, True, True), (31, True, False), (31, False, True), (6000, False, True)]
)
def test_editing_is_for_half_an_hour_or_until_an_answer(minutes, answered, allowed):
    now, page = clock.now(), made.story()
    comment = made.comment(page, now=now - timedelta(minutes=minutes))
    if answered:
        made.comment(page, comment)
    change = {"comment": comment, "author": comment.user, "text": "Other", "language": "fr", "now": now}
    if allowed:
        changed = comments.edit_own(**change)
        assert (changed.html, changed.language, changed.edited_at) == ("<p>Other</p>", "fr", now)
    else:
        with pytest.raises(ContributionSettled):
            comments.edit_own(**change)


def test_nobody_changes_what_others_wrote():
    comment = made.comment(made.story())
    with pytest.raises(comments.CommentNotYours):
        comments.edit_own(comment=comment, author=UserFactory(), text="Mine", language="en", now=clock.now())
    with pytest.raises(comments.CommentNotYours):
        comments.remove_own(comment=comment, author=UserFactory(role=RoleGroup.FACILITATORS))


def test_removing_deletes_the_text_and_keeps_the_place():
    page = made.story()
    comment = made.comment(page)
    answer = made.comment(page, comment)
    removed = comments.remove_own(comment=comment, author=comment.user)
    assert (removed.state, removed.comment, removed.html) == (ContributionState.REMOVED, "", "")
    assert PageComment.objects.get(pk=answer.pk).parent_id == comment.pk
    with pytest.raises(ContributionGone):
        made.comment(page, comment)


def test_a_comment_of_another_page_cannot_be_answered_here():
    with pytest.raises(ContributionGone):
        made.comment(made.story(), made.comment(made.story()))


def test_the_role_grid():
    page = made.story()
    comment = made.comment(page)
    deepest = made.comment(page, made.comment(page, comment))
    people = {
        "anonymous": AnonymousUser(),
        "suspended": UserFactory(is_active=False),
        "member": UserFactory(),
        "author": comment.user,
        "facilitator": UserFactory(role=RoleGroup.FACILITATORS),
        "admin": UserFactory(is_superuser=True),
    }
    members = ["member", "author", "facilitator", "admin"]

    def allowed(rule):
        return [role for role, user in people.items() if rule(user)]

    assert allowed(lambda user: permissions.can_read_page(user, page)) == list(people)
    assert allowed(lambda user: permissions.can_comment_page(user, page)) == members
    assert allowed(lambda user: permissions.can_reply_comment(user, comment, deepest=2)) == members
    assert allowed(lambda user: permissions.can_reply_comment(user, deepest, deepest=2)) == []
    assert allowed(lambda user: permissions.can_edit_comment(user, comment)) == ["author"]
    assert allowed(lambda user: permissions.can_remove_comment(user, comment)) == ["author"]
