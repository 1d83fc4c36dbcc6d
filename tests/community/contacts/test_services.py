"""Writing without addresses: who may, how often, whom it reaches, and what the mail says."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail as sent

from community.contacts.models import Block, Conversation, Message
from community.contacts.services import blocks, messages
from community.contacts.services.refusals import (
    MessageTooLong,
    NobodySpeaks,
    NotReachable,
    TooManyBegun,
    YouBlock,
)
from community.members.contributions import ContributionEmpty
from community.members.enums import Audience, ContactRole
from community.members.models import Claim
from community.members.pacing import NotAllowed, TooMany
from community.members.services import contact_posts
from community.outbox import delivery
from community.outbox.models import Mail
from foundation import clock
from tests.factories import contacts as made
from tests.factories import groups
from tests.factories.members import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


def deliver():
    while delivery.deliver_due(now=clock.now() + timedelta(seconds=5)):
        pass
    return sent.outbox


def to(user):
    return [message for message in deliver() if message.to == [user.email]]


def test_the_mail_says_the_text_and_no_address():
    sender, recipient = UserFactory(name="A. Writer"), made.reachable()
    made.message(sender, recipient, subject="BUY NOW\r\nBcc: x@evil.org", text="Could you **help** us?")
    (mail,) = to(recipient)
    assert mail.subject == "Somebody wrote to you on Corridor"
    assert "A. Writer wrote to you." in mail.body
    assert "Could you **help** us?" in mail.body
    html = mail.alternatives[0][0]
    assert "<strong>help</strong>" in html
    raw = mail.message().as_string()
    assert sender.email not in raw
    assert recipient.email not in mail.body + html
    assert "Reply-To" not in raw
    assert "BUY NOW" not in mail.subject
    assert "Bcc" not in mail.message()
    assert mail.recipients() == [recipient.email]


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_the_mail_is_in_the_readers_language(language):
    recipient = made.reachable(profile__interface_language=language)
    made.message(recipient=recipient)
    (mail,) = to(recipient)
    message = mail.message()
    assert message["Content-Language"] == language
    assert f"http://testserver/{language}/messages/" in mail.body
    assert ('dir="rtl"' in mail.alternatives[0][0]) == (language == "ar")


def test_the_answer_goes_to_the_senders_address_only_if_she_chose_it():
    sender, recipient = UserFactory(), made.reachable()
    made.message(sender, recipient, share_address=True)
    (mail,) = to(recipient)
    assert mail.message()["Reply-To"] == sender.email
    assert sender.email not in mail.body + mail.alternatives[0][0]


@pytest.mark.parametrize(
    ("audience", "is_fellow", "reached"),
    [
        (Audience.NOBODY, False, False),
        (Audience.GROUPS, False, False),
        (Audience.GROUPS, True, True),
        (Audience.MEMBERS, False, True),
    ],
)
def test_only_who_sees_the_page_writes(audience, is_fellow, reached):
    sender, recipient = UserFactory(), UserFactory(open_to=audience)
    if is_fellow:
        group = groups.restricted_group()
        groups.inside(group, sender)
        groups.inside(group, recipient)
    if reached:
        assert made.message(sender, recipient).pk
    else:
        with pytest.raises(NotReachable):
            made.message(sender, recipient)


def test_nobody_writes_to_herself_to_a_closed_account_or_from_one():
    member = made.reachable()
    with pytest.raises(NotReachable):
        made.message(member, member)
    with pytest.raises(NotReachable):
        made.message(recipient=made.reachable(is_active=False))
    with pytest.raises(NotAllowed):
        made.message(UserFactory(is_active=False))


def test_ten_new_conversations_a_day_and_the_sentence_says_when():
    sender, now = UserFactory(), clock.now()
    for number in range(10):
        made.message(sender, now=now - timedelta(hours=10 - number))
    with pytest.raises(TooManyBegun) as refusal:
        made.message(sender, now=now)
    assert refusal.value.free_at == now + timedelta(hours=14)
    assert "10 conversations in 24 hours" in refusal.value.sentence
    made.message(sender, now=now + timedelta(hours=14, minutes=1))
    assert Conversation.objects.filter(starter=sender).count() == 11


def test_answers_are_paced_with_everything_else_a_member_writes():
    sender, recipient = UserFactory(), made.reachable()
    conversation = made.message(sender, recipient).conversation
    for _number in range(9):
        made.answer(conversation, sender)
    with pytest.raises(TooMany):
        made.answer(conversation, sender)


def test_texts_are_neither_empty_nor_endless():
    with pytest.raises(ContributionEmpty):
        made.message(text=" \n ")
    with pytest.raises(MessageTooLong):
        made.message(text="x" * 5001)


def test_a_form_sent_twice_is_one_message_and_one_mail():
    sender, recipient, form = UserFactory(), made.reachable(), uuid4()
    first = made.message(sender, recipient, subject="S", text="T", submission=form)
    assert made.message(sender, recipient, subject="S", text="T", submission=form) == first
    assert len(to(recipient)) == 1
    reply = made.answer(first.conversation, recipient, text="Yes", submission=form)
    assert made.answer(first.conversation, recipient, text="Yes", submission=form) == reply


def test_who_is_blocked_is_not_told_and_reaches_nobody():
    sender, recipient = UserFactory(), made.reachable()
    blocks.block(blocker=recipient, blocked=sender, now=clock.now())
    blocks.block(blocker=recipient, blocked=sender, now=clock.now())
    message = made.message(sender, recipient)
    assert message.is_withheld
    assert not to(recipient)
    assert not Conversation.objects.personal(recipient).exists()
    assert Conversation.objects.personal(sender).get() == message.conversation
    assert not Message.objects.unread_by(recipient).exists()
    with pytest.raises(NotReachable):
        made.answer(message.conversation, recipient)
    blocks.unblock(blocker=recipient, blocked=sender)
    assert not Conversation.objects.personal(recipient).exists()
    made.answer(message.conversation, sender)
    assert Conversation.objects.personal(recipient).exists()


def test_a_block_counts_for_mails_already_queued_and_for_answers():
    sender, recipient = UserFactory(), made.reachable()
    conversation = made.message(sender, recipient).conversation
    blocks.block(blocker=recipient, blocked=sender, now=clock.now())
    assert not to(recipient)
    assert made.answer(conversation, sender).is_withheld
    with pytest.raises(YouBlock):
        made.answer(conversation, recipient)


@pytest.mark.parametrize("who", ["sender", "recipient"])
def test_queued_mails_of_suspended_accounts_are_dropped(who):
    sender, recipient = UserFactory(), made.reachable()
    made.message(sender, recipient)
    user = {"sender": sender, "recipient": recipient}[who]
    user.is_active = False
    user.save()
    assert not to(recipient)
    assert not Mail.objects.owed().exists()


def test_what_was_read_on_the_site_is_not_mailed_any_more():
    recipient = made.reachable()
    conversation = made.message(recipient=recipient).conversation
    messages.mark_read(conversation=conversation, starter=False, now=clock.now())
    assert not to(recipient)


def test_a_speaker_who_looks_in_first_does_not_keep_the_mail_from_who_holds_the_role():
    organisation = OrganisationFactory()
    focal = made.speaker(organisation)
    made.speaker(organisation)
    contact_posts.appoint(organisation=organisation, role=ContactRole.FOCAL_POINT, holder=focal, now=clock.now())
    conversation = made.to_organisation(organisation).conversation
    messages.mark_read(conversation=conversation, starter=False, now=clock.now())
    assert len(to(focal)) == 1


def test_an_organisation_is_reached_through_the_holder_of_the_role():
    organisation = OrganisationFactory()
    focal, press = made.speaker(organisation), made.speaker(organisation)
    for role, holder in ((ContactRole.FOCAL_POINT, focal), (ContactRole.PRESS, press)):
        contact_posts.appoint(organisation=organisation, role=role, holder=holder, now=clock.now())
    made.to_organisation(organisation, role="press")
    assert len(to(press)) == 1
    assert not to(focal)


def test_a_role_that_changes_hands_takes_the_queued_mail_along():
    organisation = OrganisationFactory()
    old, new = made.speaker(organisation), made.speaker(organisation)
    contact_posts.appoint(organisation=organisation, role="focal", holder=old, now=clock.now())
    made.to_organisation(organisation)
    contact_posts.appoint(organisation=organisation, role="focal", holder=new, now=clock.now())
    deliver()
    assert not to(old)
    assert len(to(new)) == 1


def test_nobody_writes_to_an_organisation_that_nobody_speaks_for():
    organisation = OrganisationFactory()
    member = made.speaker(organisation)
    Claim.objects.filter(member=member).update(valid_until=clock.now() - timedelta(days=1))
    with pytest.raises(NobodySpeaks):
        made.to_organisation(organisation)


def test_every_speaker_answers_from_the_shared_inbox_and_nobody_who_ceased_to():
    organisation = OrganisationFactory()
    first, second = made.speaker(organisation), made.speaker(organisation)
    sender = UserFactory()
    conversation = made.to_organisation(organisation, sender).conversation
    made.answer(conversation, first)
    made.answer(conversation, second)
    assert {mail.body.split(".")[0].split(" answered")[0] for mail in to(sender)} <= {first.name, second.name, "Person"}
    assert len(to(sender)) == 2
    Claim.objects.filter(member=second).update(valid_until=clock.now() - timedelta(days=1))
    with pytest.raises(NotReachable):
        made.answer(conversation, second)


def test_blocking_oneself_changes_nothing():
    member = UserFactory()
    blocks.block(blocker=member, blocked=member, now=clock.now())
    assert not Block.objects.exists()
