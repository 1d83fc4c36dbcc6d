"""What contacts keep about members, and for how long."""

from datetime import datetime

from django.db.models import Max, QuerySet
from django.utils.translation import gettext_lazy as _

from community.contacts.models import Conversation
from community.personal_data import retention
from community.personal_data.registry import Fate, Kept, register

HERS_TOO = "two years after the last message; the name goes with the account"


def old_conversations(before: datetime) -> "QuerySet[Conversation]":
    """Conversations in which nobody wrote since."""
    silent = Conversation.objects.annotate(last=Max("messages__created_at")).filter(last__lt=before)
    return Conversation.objects.filter(pk__in=silent.values("pk"))


def declare() -> None:
    """Declare the tables to archive, erasure and data map, and the retention of messages."""
    register(
        [
            Kept(
                "contacts.Message",
                "sender",
                _("Messages you wrote"),
                ("conversation", "text", "share_address", "state", "hidden_reason", "created_at"),
                "so that members reach each other without addresses",
                HERS_TOO,
                Fate.RELEASED,
                plain=("by_starter", "html", "is_withheld", "hidden_at", "read_at", "submission"),
            ),
            Kept(
                "contacts.Conversation",
                "starter",
                _("Conversations you began"),
                ("recipient", "organisation", "role", "subject", "created_at"),
                "so that members reach each other without addresses",
                HERS_TOO,
                Fate.RELEASED,
            ),
            Kept(
                "contacts.Conversation",
                "recipient",
                _("Conversations others began with you"),
                ("starter", "organisation", "role", "subject", "created_at"),
                "so that members reach each other without addresses",
                HERS_TOO,
                Fate.RELEASED,
            ),
            Kept(
                "contacts.Block",
                "blocker",
                _("Members you block"),
                ("blocked", "created_at"),
                "so that nothing of them reaches her",
                "until she unblocks, or the account is erased",
            ),
        ]
    )
    retention.register(
        retention.Rule(name="messages", title=_("Conversations in which nobody writes any more"), old=old_conversations)
    )
