"""The pages of messages: what they show, what they keep, what they cost, and to whom they do not exist."""

from datetime import timedelta
from urllib.parse import unquote

import pytest

from community.contacts.models import Block, Conversation, Message
from community.members.enums import Audience, RoleGroup
from community.members.models import Claim
from foundation import clock
from tests.factories import contacts as made
from tests.factories.members import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


def write(client, recipient, **fields):
    values = {"subject": "A desk", "text": "How do you staff it?", **fields}
    return client.post(f"/en/messages/to/{recipient.profile.handle}/", values, follow=True)


def test_from_a_members_page_to_a_conversation(client):
    sender, recipient = UserFactory(), made.reachable(name="R. Reader")
    client.force_login(sender)
    address = f"/en/messages/to/{recipient.profile.handle}/"
    assert address in client.get(recipient.profile.get_absolute_url()).text
    assert "Write to R. Reader" in client.get(address).text
    page = write(client, recipient)
    assert "Sent. The answer comes here" in page.text
    assert "How do you staff it?" in page.text
    client.force_login(recipient)
    assert "1 message is new" in client.get("/en/me/").text
    conversation = Conversation.objects.get()
    assert "1 new" in client.get("/en/messages/").text
    assert "How do you staff it?" in client.get(conversation.get_absolute_url()).text
    assert "No new message." in client.get("/en/me/").text
    client.post(conversation.get_absolute_url(), {"text": "With volunteers."})
    assert Message.objects.count() == 2
    client.force_login(sender)
    assert "With volunteers." in client.get("/en/messages/").text


def test_who_cannot_be_written_to_looks_like_nobody(client):
    client.force_login(UserFactory())
    closed = UserFactory(open_to=Audience.NOBODY)
    hidden = client.get(f"/en/messages/to/{closed.profile.handle}/")
    nobody = client.get("/en/messages/to/nobody-at-all/")
    assert hidden.status_code == nobody.status_code == 404
    assert hidden.text.replace(closed.profile.handle, "nobody-at-all") == nobody.text
    assert write(client, closed).status_code == 404


def test_others_conversations_do_not_exist(client):
    message = made.message()
    for user in (UserFactory(), UserFactory(role=RoleGroup.FACILITATORS), UserFactory(is_superuser=True)):
        client.force_login(user)
        for address in (message.conversation.get_absolute_url(), "/en/messages/99999/"):
            assert client.get(address).status_code == 404
            assert client.post(address, {"text": "Me"}).status_code == 404
        assert client.post(f"/en/messages/{message.conversation_id}/block/").status_code == 404
        assert client.get(f"/en/moderation/flag/message/{message.pk}/").status_code == 404


def test_what_was_typed_stays_when_the_form_is_wrong(client):
    recipient = made.reachable()
    client.force_login(UserFactory())
    page = write(client, recipient, subject="", text="A long thought")
    assert page.status_code == 422
    assert "A long thought" in page.text


def test_what_was_typed_stays_when_the_session_has_ended(client):
    recipient, sender = made.reachable(), UserFactory()
    page = write(client, recipient, text="A long thought")
    assert page.status_code == 403
    assert "A long thought" in page.text
    assert not Message.objects.exists()
    client.force_login(sender)
    address = f"/en/messages/to/{recipient.profile.handle}/"
    assert "A long thought" in client.get(address).text
    write(client, recipient, text="A long thought")
    assert "A long thought" not in client.get(address).text


def test_the_eleventh_conversation_of_a_day_is_refused_with_the_time(client):
    sender, recipient = UserFactory(), made.reachable()
    for _number in range(10):
        made.message(sender)
    client.force_login(sender)
    page = write(client, recipient)
    assert page.status_code == 429
    assert "You can begin the next one on" in page.text
    assert "How do you staff it?" in page.text


def test_blocking_and_unblocking_by_the_buttons(client):
    sender, recipient = UserFactory(name="Noisy"), made.reachable()
    conversation = made.message(sender, recipient).conversation
    client.force_login(recipient)
    address = f"/en/messages/{conversation.pk}/block/"
    assert client.get(address).status_code == 405
    client.post(address, {"blocked": "1"})
    assert Block.objects.between(recipient.pk, sender.pk).exists()
    text = client.get("/en/messages/").text
    assert "Members you block" in text
    row = Block.objects.get()
    client.force_login(sender)
    assert client.post(f"/en/messages/blocks/{row.pk}/lift/").status_code == 404
    assert "Sent." in client.post(conversation.get_absolute_url(), {"text": "Still there?"}, follow=True).text
    client.force_login(recipient)
    assert "Still there?" not in client.get(conversation.get_absolute_url()).text
    assert "Still there?" not in client.get("/en/messages/").text
    client.post(f"/en/messages/blocks/{row.pk}/lift/")
    assert not Block.objects.exists()


def test_a_blocked_sender_sees_the_same_as_any_other(client):
    sender, recipient = UserFactory(), made.reachable()
    client.force_login(sender)
    free = write(client, recipient)
    Block.objects.create(blocker=recipient, blocked=sender, created_at=clock.now())
    kept_back = write(client, recipient)
    assert free.status_code == kept_back.status_code == 200
    assert free.redirect_chain[0][1] == kept_back.redirect_chain[0][1]
    assert "Sent. The answer comes here" in kept_back.text


def test_one_conversation_costs_as_much_as_three(client, count_queries):
    sender, recipient = UserFactory(), made.reachable()
    first = made.message(sender, recipient).conversation
    client.force_login(recipient)
    for address in ("/en/messages/", first.get_absolute_url()):
        client.get(address)
        one = count_queries(lambda address=address: client.get(address))
        for _number in range(2):
            made.message(recipient=recipient)
            made.answer(first, sender)
        client.get(address)
        assert count_queries(lambda address=address: client.get(address)) == one, address


def test_an_organisations_inbox_is_shared_by_those_who_speak_for_it(client):
    organisation = OrganisationFactory(name="City of Vic")
    first, second = made.speaker(organisation), made.speaker(organisation)
    sender = UserFactory()
    client.force_login(sender)
    assert f"/en/messages/to/organisation/{organisation.slug}/" in client.get(organisation.get_absolute_url()).text
    values = {"role": "press", "subject": "An interview", "text": "May we visit?"}
    client.post(f"/en/messages/to/organisation/{organisation.slug}/", values)
    conversation = Conversation.objects.get()
    inbox = f"/en/messages/organisations/{organisation.slug}/"
    assert client.get(inbox).status_code == 404
    for speaker in (first, second):
        client.force_login(speaker)
        assert "An interview" in client.get(inbox).text
        assert "May we visit?" in client.get(conversation.get_absolute_url()).text
    client.post(conversation.get_absolute_url(), {"text": "Please do."})
    Claim.objects.filter(member=second).update(valid_until=clock.now() - timedelta(days=1))
    assert client.get(inbox).status_code == 404
    assert client.get(conversation.get_absolute_url()).status_code == 404
    client.force_login(sender)
    page = client.get(conversation.get_absolute_url()).text
    assert "Please do." in page
    assert second.name in page


def test_one_row_of_an_inbox_costs_as_much_as_three(client, count_queries):
    organisation = OrganisationFactory()
    client.force_login(made.speaker(organisation))
    made.to_organisation(organisation)
    address = f"/en/messages/organisations/{organisation.slug}/"
    client.get(address)
    one = count_queries(lambda: client.get(address))
    for _number in range(2):
        made.to_organisation(organisation)
    assert count_queries(lambda: client.get(address)) == one


def test_an_organisation_without_a_speaker_has_no_form(client):
    organisation = OrganisationFactory()
    client.force_login(UserFactory())
    address = f"/en/messages/to/organisation/{organisation.slug}/"
    assert address not in client.get(organisation.get_absolute_url()).text
    assert "Nobody answers for this organisation here yet." in client.get(address).text
    page = client.post(address, {"role": "press", "subject": "S", "text": "My words"})
    assert page.status_code == 409
    assert "My words" in page.text


def test_a_reported_message_is_all_that_a_facilitator_sees(client):
    sender, recipient = UserFactory(), made.reachable()
    conversation = made.message(sender, recipient, text="Harmless words").conversation
    bad = made.answer(conversation, sender, text="Hurtful words")
    facilitator = UserFactory(role=RoleGroup.FACILITATORS, second_factor=True)
    client.force_login(facilitator)
    assert client.get(f"/en/moderation/case/message/{bad.pk}/").status_code == 404
    client.force_login(sender)
    assert client.get(f"/en/moderation/flag/message/{bad.pk}/").status_code == 404
    client.force_login(recipient)
    client.post(f"/en/moderation/flag/message/{bad.pk}/", {"reason": "hurtful", "note": ""})
    client.force_login(facilitator)
    assert "Hurtful words" in client.get("/en/moderation/").text
    page = client.get(f"/en/moderation/case/message/{bad.pk}/").text
    assert "Hurtful words" in page
    assert "Harmless words" not in page
    assert conversation.get_absolute_url() not in page
    client.post(f"/en/moderation/case/message/{bad.pk}/decide/", {"action": "hide", "reason": "Insults"})
    client.force_login(recipient)
    page = client.get(conversation.get_absolute_url()).text
    assert "Hurtful words" not in page
    assert "Reason: Insults" in page


def test_visitors_are_led_to_the_login(client):
    for address in ("/en/messages/", "/en/messages/1/", "/en/messages/to/nobody/", "/en/messages/to/organisation/x/"):
        answer = client.get(address)
        assert answer.status_code == 302
        assert unquote(answer.url) == f"/en/accounts/login/?next={address}"
