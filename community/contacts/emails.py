"""The mail that tells of a message: nothing of it in the subject, no address of either side in it.

Judged at the moment of sending: blocks, suspensions, and who holds the organisation's role now.
"""

from datetime import datetime

from community.contacts.models import Block, Message
from community.members.models import User
from community.members.services import contact_posts
from community.outbox import renderers
from community.outbox.models import Mail
from community.outbox.services import debts
from foundation.mail import Letter, compose

MESSAGE = "contact.message"


def owe(message: Message, *, now: datetime) -> None:
    """Owe the other side the news of a message."""
    for reader in readers(message, now=now):
        _owe_one(message, reader, now)


def readers(message: Message, *, now: datetime) -> list[User]:
    """Return whom a message reaches at `now`."""
    conversation = message.conversation
    if not message.by_starter:
        starter = conversation.starter
        return [starter] if starter is not None and starter.is_active else []
    if conversation.organisation is not None:
        found = contact_posts.holders(organisation=conversation.organisation, role=conversation.role, now=now)
        return [reader for reader in found if reader.pk != message.sender_id]
    recipient = conversation.recipient
    return [recipient] if recipient is not None and recipient.is_active else []


def _owe_one(message: Message, reader: User, now: datetime) -> None:
    profile = getattr(reader, "profile", None)
    debts.owe(
        kind=MESSAGE,
        recipient=reader.email,
        period=f"message {message.pk}",
        language=profile.interface_language if profile else "en",
        now=now,
        context={"message": message.pk, "member": reader.pk},
    )


def _is_settled(message: Message) -> bool:
    """Read by the one it was for. In an inbox that several share, one who looks in does not answer for the others."""
    shared = message.by_starter and message.conversation.organisation_id is not None
    return message.read_at is not None and not shared


def about_message(mail: Mail, now: datetime) -> Letter | None:
    """Write to a reader, if the message still goes to her; where somebody else holds the role now, owe it to him."""
    message = (
        Message.objects.delivered()
        .select_related("conversation__starter", "conversation__recipient", "conversation__organisation", "sender")
        .filter(pk=mail.context.get("message"), sender__is_active=True)
        .first()
    )
    if message is None or message.sender is None or message.is_hidden or _is_settled(message):
        return None
    present = readers(message, now=now)
    reader = next((each for each in present if each.pk == mail.context.get("member")), None)
    if reader is None:
        for each in present if message.conversation.organisation is not None else []:
            _owe_one(message, each, now)
        return None
    if reader.email.lower() != mail.recipient.lower() or Block.objects.between(reader.pk, message.sender_id).exists():
        return None
    profile = getattr(reader, "profile", None)
    headers = {"Reply-To": message.sender.email} if message.share_address else {}
    for_organisation = message.conversation.organisation if message.by_starter else None
    by_organisation = message.conversation.organisation if not message.by_starter else None
    return compose(
        "contacts/emails/message",
        {
            "message": message,
            "sender": message.sender,
            "for_organisation": for_organisation,
            "by_organisation": by_organisation,
            "path": f"/{mail.language}/messages/{message.conversation_id}/",
        },
        language=mail.language,
        zone=profile.time_zone if profile else "UTC",
        headers=headers,
    )


def register() -> None:
    """Tell the outbox who writes these mails."""
    renderers.register(MESSAGE, about_message)
