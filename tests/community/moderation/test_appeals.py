"""An author appeals once, and another facilitator than the one who decided says what becomes of it."""

import pytest
from django.urls import reverse

from community.members.enums import RoleGroup
from community.moderation.contributions import find
from community.moderation.models import Appeal
from community.moderation.services import appeals, authors, decisions
from community.outbox import renderers
from community.outbox.models import Mail
from foundation import clock
from tests.community.moderation.conftest import contribution, door, report, text
from tests.factories.contacts import message, reachable
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["post", "comment"])
def case(request, facilitator):
    """Something that a facilitator hid."""
    made = contribution(request.param, UserFactory(name="Bintou"))
    decisions.hide(case=made, actor=facilitator, reason="It insults", now=clock.now())
    return made


def appeal(case, words="It quotes a by-law"):
    return authors.appeal(case=find(case.kind, case.pk), author=case.author, text=words, now=clock.now())


def test_the_author_comes_from_the_mail_and_appeals_once(case, client, facilitator, other_facilitator):
    letter = renderers.render(Mail.objects.get(kind="moderation.hidden"), now=clock.now())
    assert f"http://testserver{door('own', case)}" in letter.text
    client.force_login(case.author)
    page = text(client.get(door("own", case)))
    assert "Reason: It insults" in page
    assert "Send the appeal" in page
    assert client.post(door("appeal", case), {"text": " "}).status_code == 422
    assert client.post(door("appeal", case), {"text": "It quotes a by-law"})["Location"] == door("own", case)
    page = text(client.get(door("own", case)))
    assert "Waiting for another facilitator" in page
    assert "Send the appeal" not in page
    again = client.post(door("appeal", case), {"text": "Once more"})
    assert again.status_code == 409
    assert "Once more" in text(again)
    assert Appeal.objects.count() == 1
    told = Mail.objects.filter(kind="moderation.appealed")
    assert [mail.recipient for mail in told] == [other_facilitator.email]
    letter = renderers.render(told.get(), now=clock.now())
    assert letter.subject == "An author appeals: a facilitator decides who did not before"
    assert "by-law" not in letter.text + letter.html


def test_who_decided_sees_the_appeal_and_cannot_judge_it(case, client, facilitator):
    appeal(case)
    client.force_login(facilitator)
    assert "Bintou appeals" in text(client.get(reverse("moderation:queue")))
    page = text(client.get(door("case", case)))
    assert "It quotes a by-law" in page
    assert "Another facilitator decides on the appeal." in page
    sent = {"action": "uphold", "reason": "No"}
    assert client.post(door("decide_appeal", case), sent).status_code == 403
    # Nor by the other door.
    assert client.post(door("decide", case), {"action": "restore", "reason": ""}).status_code == 409
    assert Appeal.objects.open().exists()


def test_another_facilitator_grants_it(case, client, other_facilitator):
    appeal(case)
    client.force_login(other_facilitator)
    assert client.post(door("decide_appeal", case), {"action": "grant", "reason": ""}).status_code == 422
    answer = client.post(door("decide_appeal", case), {"action": "grant", "reason": "It quotes the by-law"})
    assert answer["Location"] == reverse("moderation:queue")
    assert find(case.kind, case.pk).is_published
    assert "Nothing waits." in text(client.get(reverse("moderation:queue")))
    mail = Mail.objects.get(kind="moderation.granted")
    letter = renderers.render(mail, now=clock.now())
    assert mail.recipient == case.author.email
    assert letter.subject == "Your appeal was right: what you wrote in “How so?” is shown"
    assert "Reason: It quotes the by-law" in letter.text
    assert "Other Facilitator" not in letter.text + letter.html
    assert renderers.render(Mail.objects.get(kind="moderation.hidden"), now=clock.now()) is None


def test_another_facilitator_upholds_the_decision(case, client, other_facilitator):
    appeal(case)
    client.force_login(other_facilitator)
    client.post(door("decide_appeal", case), {"action": "uphold", "reason": "It does insult"})
    assert find(case.kind, case.pk).is_hidden
    letter = renderers.render(Mail.objects.get(kind="moderation.upheld"), now=clock.now())
    assert letter.subject == "On your appeal: what you wrote in “How so?” stays hidden"
    assert "Reason: It does insult" in letter.text
    client.force_login(case.author)
    page = text(client.get(door("own", case)))
    assert "The decision stands." in page
    assert "It does insult" in page
    assert client.post(door("appeal", case), {"text": "Once more"}).status_code == 409
    assert appeals.decide(case=case, action="grant", actor=other_facilitator, reason="x", now=clock.now()) is None


def test_a_new_decision_can_be_appealed_anew(case, facilitator, other_facilitator):
    appeal(case)
    now = clock.now()
    appeals.decide(case=case, action="grant", actor=other_facilitator, reason="Right", now=now)
    decisions.hide(case=find(case.kind, case.pk), actor=other_facilitator, reason="New ground", now=now)
    second = appeal(case)
    assert second.against.actor == other_facilitator
    with pytest.raises(appeals.SameFacilitator):
        appeals.decide(case=case, action="grant", actor=other_facilitator, reason="x", now=now)
    assert appeals.decide(case=case, action="grant", actor=facilitator, reason="x", now=now) is not None


def test_without_a_decision_there_is_nothing_to_appeal_against(facilitator):
    shown = contribution("post", UserFactory())
    with pytest.raises(authors.NotAppealable):
        appeal(shown)
    for _number in range(3):
        report(shown)
    with pytest.raises(authors.NotAppealable):
        appeal(shown)


def test_only_the_author_appeals(case, client):
    for person in (UserFactory(), UserFactory(role=RoleGroup.FACILITATORS)):
        client.force_login(person)
        assert client.post(door("appeal", case), {"text": "Mine"}).status_code == 404
        with pytest.raises(authors.NotYours):
            authors.appeal(case=case, author=person, text="Mine", now=clock.now())


def test_only_facilitators_judge_and_nobody_her_own(case, client):
    appeal(case)
    sent = {"action": "grant", "reason": "x"}
    assert "login" in client.post(door("decide_appeal", case), sent)["Location"]
    for person in (UserFactory(), case.author, UserFactory(role=RoleGroup.EDITORS)):
        client.force_login(person)
        assert client.post(door("decide_appeal", case), sent).status_code == 403
    promoted = case.author
    promoted.groups.add(UserFactory(role=RoleGroup.FACILITATORS).groups.get())
    fresh = type(promoted).objects.get(pk=promoted.pk)
    with pytest.raises(decisions.NotFacilitator):
        appeals.decide(case=case, action="grant", actor=fresh, reason="x", now=clock.now())


def test_the_role_counts_at_the_moment_of_the_decision(case, other_facilitator):
    appeal(case)
    assert other_facilitator.is_facilitator
    other_facilitator.groups.clear()
    with pytest.raises(decisions.NotFacilitator):
        appeals.decide(case=case, action="grant", actor=other_facilitator, reason="x", now=clock.now())


def test_once_who_decided_has_left_any_facilitator_judges(case, facilitator, other_facilitator):
    appeal(case)
    facilitator.delete()
    assert appeals.decide(case=case, action="uphold", actor=other_facilitator, reason="x", now=clock.now())


def test_a_hidden_message_can_be_appealed_too(facilitator, other_facilitator):
    sent = message(UserFactory(), reachable())
    case = find("message", sent.pk)
    report(case, sent.conversation.recipient)
    decisions.hide(case=case, actor=facilitator, reason="x", now=clock.now())
    appeal(case)
    appeals.decide(case=case, action="grant", actor=other_facilitator, reason="x", now=clock.now())
    assert find("message", sent.pk).is_published


def test_an_appeal_goes_with_its_author(case):
    appeal(case)
    case.author.delete()
    assert not Appeal.objects.exists()
