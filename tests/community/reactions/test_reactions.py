"""Signs: a set of members each, whoever presses how often and at whatever moment."""

import pytest
from django.urls import reverse

from community.members.enums import RoleGroup
from community.moderation.contributions import find
from community.moderation.services import decisions
from community.reactions import display
from community.reactions.models import Reaction
from foundation import clock
from tests.factories import comments as made_comments
from tests.factories import discussions as made
from tests.factories.groups import inside, private_group
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client):
    user = UserFactory()
    client.force_login(user)
    return user


def react(client, kind, pk, sign="thanks", on="1", **headers):
    return client.post(reverse("reactions:react", args=[kind, pk, sign]), {"on": on}, headers=headers)


def totals(kind, pk, user):
    return {tally.sign: (tally.total, tally.is_own) for tally in display.tallies(kind, [pk], user)[pk]}


@pytest.mark.parametrize("kind", ["post", "comment"])
def test_a_sign_is_given_once_and_taken_back(client, member, kind):
    target = made.post(made.thread()) if kind == "post" else made_comments.comment(made_comments.story())
    Reaction.objects.create(member=UserFactory(), kind=kind, target=target.pk, sign="same", created_at=clock.now())
    for _again in range(3):
        answer = react(client, kind, target.pk)
        assert answer.status_code == 302
        assert totals(kind, target.pk, member) == {"thanks": (1, True), "same": (1, False)}
    page = client.get(answer["Location"], follow=True).content.decode()
    assert "Thank you (1)" in page
    assert "We have this too (1)" in page
    for _again in range(2):
        react(client, kind, target.pk, on="0")
    assert totals(kind, target.pk, member) == {"thanks": (0, False), "same": (1, False)}


def test_with_htmx_only_the_signs_come_back(client, member):
    post = made.post(made.thread())
    page = react(client, "post", post.pk, HX_Request="true").content.decode()
    assert page.strip().startswith(f'<span class="signs" id="signs-post-{post.pk}">')
    assert "Thank you (1)" in page
    assert 'aria-pressed="true"' in page


def test_one_does_not_thank_oneself(client, member):
    post = made.post(made.thread(), author=member)
    page = client.get(react(client, "post", post.pk)["Location"], follow=True).content.decode()
    assert "the sign is for the others" in page
    assert not Reaction.objects.exists()


def test_what_one_may_not_read_takes_no_sign(client, member):
    group = private_group()
    author = inside(group)
    walled = made.post(
        made.thread(space=made.SpaceFactory(group=group, audience="group"), author=author), author=author
    )
    hidden = made.post(made.thread())
    facilitator = UserFactory(role=RoleGroup.FACILITATORS)
    decisions.hide(case=find("post", hidden.pk), actor=facilitator, reason="Names", now=clock.now())
    for kind, pk in (("post", walled.pk), ("post", hidden.pk), ("post", 10**9), ("comment", 10**9), ("page", 1)):
        assert react(client, kind, pk).status_code == 404
    assert react(client, "post", made.post(made.thread()).pk, sign="laughter").status_code == 404
    assert not Reaction.objects.exists()


def test_a_visitor_sees_the_numbers_and_is_led_to_the_login(client):
    post = made.post(made.thread())
    Reaction.objects.create(member=UserFactory(), kind="post", target=post.pk, sign="same", created_at=clock.now())
    page = client.get(post.thread.get_absolute_url()).content.decode()
    assert "We have this too (1)" in page
    assert "formaction" not in page
    assert "login" in react(client, "post", post.pk)["Location"]


@pytest.mark.django_db(transaction=True)
def test_twenty_members_and_one_impatient_one_at_once_are_counted_right(together):
    from community.reactions.services import reactions

    post, hasty = made.post(made.thread()), UserFactory()
    people = [UserFactory() for _number in range(19)] + [hasty] * 5
    results = together(
        [
            lambda who=who: reactions.react(
                member=who, kind="post", target=post.pk, sign="thanks", on=True, now=clock.now()
            )
            for who in people
        ]
    )
    assert not [result for result in results if isinstance(result, Exception)]
    assert totals("post", post.pk, hasty)["thanks"] == (20, True)
