"""First contributions wait until trust is earned: who sees them, what counts them, and how trust comes and goes."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from community.comments.models import PageComment
from community.digests import discussion_source
from community.discussions.models import Post, Thread
from community.discussions.services import posts
from community.members.enums import ClaimState, Proof, RoleGroup
from community.members.models import Claim
from community.moderation import trust
from community.moderation.contributions import find
from community.moderation.models import Decision
from community.moderation.services import decisions, trusting
from community.outbox import renderers
from community.outbox.models import Mail
from foundation import clock
from search.models import Entry
from tests.community.moderation.conftest import contribution, door, text
from tests.factories import comments as made_comments
from tests.factories import discussions as made_threads
from tests.factories.members import OrganisationFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("holding")]

WORDS = {"text": "Held words of a newcomer.", "language": "en"}


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def test_a_newcomers_reply_is_seen_by_her_and_the_facilitators_only(facilitator):
    thread, author = made_threads.thread(), UserFactory()
    said = signed_in(author).post(reverse("discussions:reply", args=[thread.pk]), WORDS, follow=True)
    assert "Waiting for a moderator" in text(said)
    assert "Only you can see this." in text(said)
    assert "Held words" in text(said)
    assert "Held words" in text(signed_in(facilitator).get(thread.get_absolute_url()))
    post = Post.objects.get(state="held")
    for reader in (Client(), signed_in(UserFactory())):
        page = text(reader.get(thread.get_absolute_url()))
        assert "Held words" not in page
        assert f"post-{post.pk}" not in page
        assert "No answers yet" in page
        assert reader.get(post.get_absolute_url()).status_code == 404
    thread.refresh_from_db()
    opening = thread.posts.get(depth=0)
    assert (thread.reply_count, opening.child_count, thread.last_post_at) == (0, 0, thread.created_at)


def test_what_is_held_can_be_neither_answered_nor_reported_nor_named(client):
    thread = made_threads.thread()
    signed_in(UserFactory()).post(reverse("discussions:reply", args=[thread.pk]), WORDS)
    post = Post.objects.get(state="held")
    client.force_login(UserFactory())
    answer = {**WORDS, "parent": post.pk}
    assert client.post(reverse("discussions:reply", args=[thread.pk]), answer).status_code == 404
    assert client.get(reverse("moderation:flag", args=["post", post.pk])).status_code == 404
    assert client.get(reverse("moderation:own", args=["post", post.pk])).status_code == 404


def test_a_newcomers_thread_is_there_for_nobody_else(facilitator):
    author, space = UserFactory(), made_threads.SpaceFactory()
    form = {**WORDS, "title": "Held question", "kind": "question", "space": space.slug}
    said = signed_in(author).post(reverse("discussions:new_thread"), form, follow=True)
    assert "Waiting for a moderator" in text(said)
    thread = Thread.objects.get()
    address = thread.get_absolute_url()
    stranger = signed_in(UserFactory())
    for reader in (Client(), stranger):
        assert reader.get(address).status_code == 404
        assert "Held question" not in text(reader.get(reverse("discussions:index")))
        assert "Held question" not in text(reader.get(reverse("discussions:index") + "?show=waiting"))
        assert "Held question" not in text(reader.get("/en/"))
        assert address not in text(reader.get("/en/search/?q=Held+question"))
    assert stranger.post(reverse("discussions:reply", args=[thread.pk]), WORDS).status_code == 404
    assert "Held question" in text(signed_in(author).get(reverse("discussions:index")))
    assert signed_in(facilitator).get(address).status_code == 200
    # Not even its author goes on before it is shown.
    assert signed_in(author).post(reverse("discussions:reply", args=[thread.pk]), WORDS).status_code == 409


def test_a_newcomers_comment_waits_too(client):
    story, author = made_comments.story(), UserFactory()
    said = signed_in(author).post(reverse("comments:write", args=[story.pk]), WORDS, follow=True)
    assert "Held words" in text(said)
    assert "Only you can see this." in text(said)
    page = text(client.get(story.url))
    assert "Held words" not in page
    assert "No comments yet" in page
    comment = PageComment.objects.get()
    assert client.get(comment.get_absolute_url()).status_code == 404


def test_what_is_held_is_neither_found_nor_told_in_digests(django_capture_on_commit_callbacks):
    thread = made_threads.thread(now=clock.now() - timedelta(days=30))
    with django_capture_on_commit_callbacks(execute=True):
        signed_in(UserFactory()).post(reverse("discussions:reply", args=[thread.pk]), WORDS)
    assert not Entry.objects.filter(body__contains="Held words").exists()
    now = clock.now()
    assert discussion_source.collect("en", now - timedelta(days=7), now) == []
    case = find("post", Post.objects.get(state="held").pk)
    actor = UserFactory(role=RoleGroup.FACILITATORS)
    with django_capture_on_commit_callbacks(execute=True):
        decisions.accept(case=case, actor=actor, reason="", now=clock.now())
    assert Entry.objects.filter(body__contains="Held words").exists()
    now = clock.now()
    assert [item.replies != () for item in discussion_source.collect("en", now - timedelta(days=7), now)] == [True]


def test_her_own_can_be_changed_and_taken_back_without_a_trace(client):
    thread, author = made_threads.thread(), UserFactory()
    client.force_login(author)
    client.post(reverse("discussions:reply", args=[thread.pk]), WORDS)
    post = Post.objects.get(state="held")
    client.post(reverse("discussions:edit_post", args=[post.pk]), {"text": "Better.", "language": "en"})
    post.refresh_from_db()
    assert (post.text, post.state) == ("Better.", "held")
    client.post(reverse("discussions:remove_post", args=[post.pk]), follow=True)
    assert not Post.objects.filter(pk=post.pk).exists()
    client.post(reverse("comments:write", args=[made_comments.story().pk]), WORDS)
    comment = PageComment.objects.get()
    assert client.post(reverse("comments:remove", args=[comment.pk])).status_code == 302
    assert not PageComment.objects.exists()


@pytest.mark.parametrize("kind", ["post", "comment"])
def test_accepting_shows_it_counts_it_and_tells_the_author(client, facilitator, kind):
    author = UserFactory()
    case = held(kind, author)
    client.force_login(facilitator)
    assert "By" in text(client.get(door("case", case)))
    answer = client.post(door("decide", case), {"action": "accept", "reason": ""})
    assert answer["Location"] == reverse("moderation:queue")
    assert find(kind, case.pk).state == "published"
    if kind == "post":
        thread = Thread.objects.get()
        assert (thread.reply_count, thread.posts.get(depth=0).child_count) == (1, 1)
    mail = Mail.objects.get(kind="moderation.accepted")
    assert mail.recipient == author.email
    letter = renderers.render(mail, now=clock.now())
    assert letter.subject == "What you wrote in “How so?” is shown now"
    assert "Held words" not in letter.text + letter.html
    # Accepted once: the next one is shown at once.
    assert not trust.must_wait(author, clock.now())
    assert decisions.accept(case=case, actor=facilitator, reason="", now=clock.now()) is None


@pytest.mark.parametrize("kind", ["post", "comment"])
def test_declining_leaves_it_unseen_and_tells_why(client, facilitator, kind):
    author = UserFactory()
    case = held(kind, author)
    client.force_login(facilitator)
    assert client.post(door("decide", case), {"action": "decline", "reason": " "}).status_code == 422
    client.post(door("decide", case), {"action": "decline", "reason": "It sells something"})
    assert find(kind, case.pk).state == "declined"
    page = text(Client().get(case.url, follow=True))
    assert "It sells" not in page
    client.force_login(author)
    own = text(client.get(door("own", case)))
    assert "Reason: It sells something" in own
    assert "Send the appeal" in own
    assert "It sells something" in text(client.get(case.url, follow=True))
    letter = renderers.render(Mail.objects.get(kind="moderation.declined"), now=clock.now())
    assert "Reason: It sells something" in letter.text
    assert door("own", case) in letter.html
    assert trust.must_wait(author, clock.now())


def held(kind, author):
    client = signed_in(author)
    if kind == "post":
        thread = made_threads.thread(title="How so?")
        client.post(reverse("discussions:reply", args=[thread.pk]), WORDS)
        return find(kind, Post.objects.get(state="held").pk)
    client.post(reverse("comments:write", args=[made_comments.story(title="How so?").pk]), WORDS)
    return find(kind, PageComment.objects.get().pk)


def test_who_is_trusted(settings):
    now = clock.now()
    newcomer, spokeswoman, editor = UserFactory(), UserFactory(), UserFactory(role=RoleGroup.EDITORS)
    Claim.objects.create(
        member=spokeswoman,
        organisation=OrganisationFactory(),
        proof=Proof.DOCUMENT,
        state=ClaimState.APPROVED,
        created_at=now,
        decided_at=now,
        valid_until=now + timedelta(days=1),
    )
    published = contribution("post", UserFactory()).author
    admin = UserFactory(is_superuser=True)
    waits = [trust.must_wait(one, now) for one in (newcomer, spokeswoman, editor, published, admin)]
    assert waits == [True, False, False, False, False]
    assert trust.must_wait(spokeswoman, now + timedelta(days=2))
    settings.TRUST_AFTER = 2
    assert trust.must_wait(published, now)
    settings.HOLD_FIRST_CONTRIBUTIONS = False
    assert not trust.must_wait(newcomer, now)


def test_trust_is_taken_and_given_by_a_form_with_a_reason(client, facilitator):
    author = contribution("post", UserFactory()).author
    client.force_login(facilitator)
    address = reverse("moderation:member", args=[author.pk])
    assert "Hold what" in text(client.get(address))
    assert client.post(address, {"given": "0", "reason": ""}).status_code == 422
    assert client.post(address, {"given": "0", "reason": "Pushes one product"}).status_code == 302
    assert trust.must_wait(author, clock.now())
    case = held("post", author)
    assert case.is_held
    client.post(address, {"given": "1", "reason": "Explained it"})
    assert not trust.must_wait(author, clock.now())
    assert [row.action for row in Decision.objects.all()] == ["trust", "distrust"]
    assert trusting.change(member=author, given=True, actor=facilitator, reason="x", now=clock.now()) is None


def test_nobody_else_changes_trust(client, facilitator):
    member = UserFactory()
    address = reverse("moderation:member", args=[member.pk])
    assert "login" in client.post(address, {"given": "1", "reason": "x"})["Location"]
    for person in (member, UserFactory(), UserFactory(role=RoleGroup.EDITORS)):
        client.force_login(person)
        assert client.post(address, {"given": "1", "reason": "x"}).status_code == 403
    with pytest.raises(trusting.TrustRefused):
        trusting.change(member=facilitator, given=True, actor=facilitator, reason="x", now=clock.now())
    facilitator.groups.clear()
    with pytest.raises(trusting.TrustRefused):
        trusting.change(member=member, given=True, actor=facilitator, reason="x", now=clock.now())


def test_trust_goes_with_a_removal_for_cause_and_comes_back(facilitator):
    author = UserFactory()
    for _number in range(3):
        case = contribution("post", author)
    decisions.hide(case=case, actor=facilitator, reason="It insults", now=clock.now())
    assert trust.must_wait(author, clock.now())
    decisions.accept(case=held("comment", author), actor=facilitator, reason="", now=clock.now())
    assert not trust.must_wait(author, clock.now())


def test_a_mistaken_removal_gives_trust_back(facilitator):
    case = contribution("comment", UserFactory())
    contribution("comment", case.author)
    decisions.hide(case=case, actor=facilitator, reason="It insults", now=clock.now())
    assert trust.must_wait(case.author, clock.now())
    decisions.restore(case=case, actor=facilitator, reason="", now=clock.now())
    assert not trust.must_wait(case.author, clock.now())


def test_founding_loaders_and_what_was_shown_before_stay():
    # The loaders write unpaced, which is not judged.
    assert contribution("post", UserFactory()).is_published
    assert contribution("comment", UserFactory()).is_published


def test_the_rule_costs_a_trusted_member_one_statement(count_queries, settings):
    author = contribution("post", UserFactory()).author
    thread = made_threads.thread()

    def cost():
        write = {"text": "Words.", "language": "en", "now": clock.now()}
        return count_queries(lambda: posts.reply(thread=thread, parent=None, author=author, **write))

    held = cost()
    settings.HOLD_FIRST_CONTRIBUTIONS = False
    assert held - cost() == 1
