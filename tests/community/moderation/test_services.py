"""Reporting and deciding, over posts and comments alike."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from community.comments.models import PageComment
from community.discussions.models import Post, Thread
from community.members.contributions import ContributionState
from community.members.enums import RoleGroup
from community.moderation import permissions
from community.moderation.contributions import find
from community.moderation.enums import Action, Reason
from community.moderation.models import Decision, Flag
from community.moderation.services import decisions, flags
from community.outbox.models import Mail
from foundation import clock
from tests.factories import comments as made_comments
from tests.factories import discussions as made_threads
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["post", "comment"])
def case(request):
    """One contribution of each kind, by a member who reads French."""
    author = UserFactory(name="Bintou", profile__interface_language="fr")
    if request.param == "post":
        row = made_threads.post(made_threads.thread(title="How so?"), author=author, text="Some words")
    else:
        row = made_comments.comment(made_comments.story(title="How so?"), author=author, text="Some words")
    return find(request.param, row.pk)


@pytest.fixture
def facilitator():
    return UserFactory(role=RoleGroup.FACILITATORS)


def state(case):
    return find(case.kind, case.pk).state


def report(case, reporter=None, **fields):
    values = {"reason": Reason.PERSONAL, "note": "", "now": clock.now(), **fields}
    return flags.flag(case=case, reporter=reporter or UserFactory(), **values)


def test_a_member_reports_once(case):
    reporter = UserFactory()
    first = report(case, reporter, note="The second line")
    assert (first.reason, first.note, first.decision) == (Reason.PERSONAL, "The second line", None)
    assert report(case, reporter, reason=Reason.SPAM) == first
    report(case)
    assert Flag.objects.on(case.target).open().count() == 2


def test_ones_own_and_what_is_hidden_cannot_be_reported(case, facilitator):
    with pytest.raises(flags.NotFlaggable):
        report(case, case.author)
    decisions.hide(case=case, actor=facilitator, reason="x", now=clock.now())
    with pytest.raises(flags.NotFlaggable):
        report(case)
    assert not Flag.objects.exists()


def test_hiding_shows_the_reason_closes_the_reports_and_owes_a_mail(case, facilitator):
    report(case)
    now = clock.now()
    made = decisions.hide(case=case, actor=facilitator, reason="  It named\n somebody ", now=now)
    after = find(case.kind, case.pk)
    assert (after.state, after.hidden_reason, after.hidden_at) == (ContributionState.HIDDEN, "It named somebody", now)
    assert (made.action, made.actor, made.reason) == (Action.HIDE, facilitator, "It named somebody")
    assert not Flag.objects.open().exists()
    mail = Mail.objects.get()
    assert (mail.kind, mail.recipient, mail.language) == ("moderation.hidden", case.author.email, "fr")


def test_deciding_twice_changes_nothing(case, facilitator):
    now = clock.now()
    assert decisions.restore(case=case, actor=facilitator, reason="", now=now) is None
    assert decisions.dismiss(case=case, actor=facilitator, reason="", now=now) is None
    decisions.hide(case=case, actor=facilitator, reason="First", now=now)
    assert decisions.hide(case=case, actor=facilitator, reason="Second", now=now) is None
    decisions.restore(case=case, actor=facilitator, reason="A mistake", now=now)
    assert decisions.restore(case=case, actor=facilitator, reason="", now=now) is None
    assert state(case) == ContributionState.PUBLISHED
    assert [row.action for row in Decision.objects.on(case.target)] == [Action.RESTORE, Action.HIDE]
    assert Mail.objects.count() == 2


def test_a_thing_hidden_again_later_gives_a_second_mail(case, facilitator):
    for _turn in range(2):
        decisions.hide(case=case, actor=facilitator, reason="Names", now=clock.now())
        decisions.restore(case=case, actor=facilitator, reason="", now=clock.now())
    assert Mail.objects.filter(kind="moderation.hidden").count() == 2
    assert Mail.objects.filter(kind="moderation.restored").count() == 2


def test_dismissing_leaves_it_and_closes_the_reports(case, facilitator):
    report(case)
    report(case)
    made = decisions.dismiss(case=case, actor=facilitator, reason="Fair words", now=clock.now())
    assert state(case) == ContributionState.PUBLISHED
    assert set(Flag.objects.values_list("decision", flat=True)) == {made.pk}
    assert not Mail.objects.exists()


def test_hiding_needs_a_reason(case, facilitator):
    with pytest.raises(decisions.ReasonMissing):
        decisions.hide(case=case, actor=facilitator, reason=" \n", now=clock.now())
    assert state(case) == ContributionState.PUBLISHED


@pytest.mark.parametrize("action", [Action.HIDE, Action.RESTORE, Action.DISMISS])
def test_only_facilitators_decide_and_the_role_counts_at_that_moment(case, facilitator, action):
    assert facilitator.is_facilitator
    facilitator.groups.clear()
    for actor in (facilitator, UserFactory(), case.author, UserFactory(role=RoleGroup.EDITORS)):
        with pytest.raises(decisions.NotFacilitator):
            decisions.decide(case=case, action=action, actor=actor, reason="x", now=clock.now())
    assert not Decision.objects.exists()


def test_a_thread_goes_and_comes_back_with_its_opening(facilitator):
    thread = made_threads.thread()
    made_threads.post(thread)
    opening = find("post", Post.objects.get(thread=thread, depth=0).pk)
    decisions.hide(case=opening, actor=facilitator, reason="Spam", now=clock.now())
    assert Thread.objects.get().is_hidden
    decisions.restore(case=opening, actor=facilitator, reason="", now=clock.now())
    assert (Thread.objects.get().is_hidden, Thread.objects.get().reply_count) == (False, 1)


def test_reports_go_with_what_they_were_about(case, facilitator):
    report(case)
    decisions.dismiss(case=case, actor=facilitator, reason="", now=clock.now())
    report(case)
    if case.kind == "post":
        Thread.objects.get().delete()
    else:
        PageComment.objects.get().delete()
    assert not Flag.objects.exists()
    # The log is only added to: it knows the contribution by its number, and outlives it.
    assert Decision.objects.get().action == Action.DISMISS


def test_an_author_without_account_gets_no_mail(case, facilitator):
    case.author.delete()
    decisions.hide(case=find(case.kind, case.pk), actor=facilitator, reason="x", now=timezone.now())
    assert state(case) == ContributionState.HIDDEN
    assert not Mail.objects.exists()


def test_the_role_grid(case):
    people = {
        "anonymous": AnonymousUser(),
        "suspended": UserFactory(is_active=False),
        "member": UserFactory(),
        "author": case.author,
        "editor": UserFactory(role=RoleGroup.EDITORS),
        "organiser": UserFactory(role=RoleGroup.ORGANISERS),
        "facilitator": UserFactory(role=RoleGroup.FACILITATORS),
        "admin": UserFactory(is_superuser=True),
    }

    def allowed(rule):
        return [role for role, user in people.items() if rule(user, case)]

    assert allowed(permissions.can_flag_contribution) == ["member", "editor", "organiser", "facilitator", "admin"]
    assert allowed(permissions.can_decide_contribution) == ["facilitator", "admin"]


def test_what_was_dismissed_can_be_reported_anew(case, facilitator):
    reporter = UserFactory()
    now = clock.now()
    flags.flag(case=case, reporter=reporter, reason=Reason.OTHER, note="First", now=now)
    decisions.decide(case=case, actor=facilitator, action=Action.DISMISS, reason="", now=now)
    assert not Flag.objects.open().exists()
    flags.flag(case=find(case.kind, case.pk), reporter=reporter, reason=Reason.OTHER, note="Again", now=now)
    assert Flag.objects.open().get().note == "Again"
