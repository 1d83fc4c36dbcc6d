"""The demo's messages: one conversation between two fictional members. No mail is owed for it."""

from datetime import datetime, timedelta

from django.db import transaction

from community.contacts.models import Conversation, Message
from community.members.models import User
from foundation import markup

SUBJECT = "Your training in steps"
TEXTS = (
    ("b.member@demo.example", "We read how you train newcomers in steps. Could you tell us what the first step costs?"),
    ("member@demo.example", "Gladly. Two evenings a week, one teacher, a room the commune has anyway."),
    ("b.member@demo.example", "Thank you. May we call you on **Thursday at ten**, your time?"),
)


@transaction.atomic
def load(*, now: datetime, members: dict[str, User]) -> None:
    """Make the conversation if it is missing."""
    starter, recipient = members[TEXTS[0][0]], members[TEXTS[1][0]]
    begun = now - timedelta(days=2)
    conversation, made = Conversation.objects.get_or_create(
        starter=starter, recipient=recipient, subject=SUBJECT, defaults={"created_at": begun}
    )
    if not made:
        return
    for number, (address, text) in enumerate(TEXTS):
        last = number == len(TEXTS) - 1
        written = begun + timedelta(hours=4 * number)
        Message.objects.create(
            conversation=conversation,
            by_starter=members[address] == starter,
            sender=members[address],
            text=text,
            html=markup.render(text),
            created_at=written,
            read_at=None if last else written,
        )
