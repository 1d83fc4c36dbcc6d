"""Reads of conversations and messages: what each side may see. Rights are part of the query."""

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, Value, When

if TYPE_CHECKING:
    from community.contacts.models import Block, Conversation, Message  # noqa: F401  # named in strings below


def _messages() -> "MessageQuerySet":
    rows: MessageQuerySet = apps.get_model("contacts", "Message")._default_manager.all()
    return rows


class ConversationQuerySet(models.QuerySet["Conversation"]):
    """Conversations, narrowed by adjectives."""

    def personal(self, user: Any) -> "ConversationQuerySet":
        """Those that `user` began, or that somebody began with her and that reached her."""
        reached = _messages().delivered().filter(conversation=OuterRef("pk"))
        return self.filter(Q(starter=user.pk) | (Q(recipient=user.pk) & Exists(reached)))

    def for_listing(self, *, as_starter: Any) -> "ConversationQuerySet":
        """With the last message a side sees, and how many of the other side's it has not read.

        Args:
            as_starter: whether the reader began it: a condition on conversations, or True or False.
        """
        side = Case(When(as_starter, then=Value(True)), default=Value(False), output_field=models.BooleanField())
        seen = (
            _messages()
            .filter(conversation=OuterRef("pk"))
            .filter(Q(is_withheld=False) | Q(by_starter=OuterRef("side")))
        )
        last = seen.order_by("-created_at", "-pk")
        unread = _messages().delivered().filter(conversation=OuterRef("pk"), read_at__isnull=True)
        counted = unread.exclude(by_starter=OuterRef("side")).order_by().values("conversation")
        return (
            self.annotate(side=side)
            .annotate(
                last_at=Subquery(last.values("created_at")[:1]),
                last_html=Subquery(last.values("html")[:1]),
                last_state=Subquery(last.values("state")[:1]),
                unread=Subquery(counted.annotate(total=Count("pk")).values("total")),
            )
            .select_related("starter", "recipient", "organisation")
            .order_by(F("last_at").desc(nulls_last=True), "-pk")
        )


class MessageQuerySet(models.QuerySet["Message"]):
    """Messages, narrowed by adjectives."""

    def delivered(self) -> "MessageQuerySet":
        """Those that were not kept back because the reader blocked the sender."""
        return self.filter(is_withheld=False)

    def seen_by(self, *, starter: bool) -> "MessageQuerySet":
        """What one side of a conversation sees: its own, and what reached it."""
        return self.filter(Q(is_withheld=False) | Q(by_starter=starter))

    def unread_by(self, user: Any) -> "MessageQuerySet":
        """Messages of personal conversations that `user` has not opened."""
        mine = Q(conversation__starter=user.pk, by_starter=False) | Q(conversation__recipient=user.pk, by_starter=True)
        return self.delivered().filter(mine, read_at__isnull=True)


class BlockQuerySet(models.QuerySet["Block"]):
    """Blocks, narrowed by adjectives."""

    def between(self, blocker: int | None, blocked: int | None) -> "BlockQuerySet":
        """The block of one member by another."""
        return self.filter(blocker=blocker, blocked=blocked)
