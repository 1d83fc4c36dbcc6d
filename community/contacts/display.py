"""What the pages of messages show to one reader, in a number of queries that does not depend on their length."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.utils.translation import gettext as _

from community.contacts.models import Block, Conversation, Message
from community.members.contributions import ContributionState, name_of
from community.members.disclosure import PAGE, Reader
from community.members.models import Organisation, User
from foundation import markup

CONVERSATIONS_PER_PAGE = 20
MESSAGES_PER_PAGE = 50


@dataclass(frozen=True)
class Row:
    """One conversation of a list, as its reader sees it."""

    conversation: Any
    other: str
    excerpt: str
    unread: int


def listing(user: User, page: str | None) -> dict[str, Any]:
    """Return a page of a member's own conversations, the last written in first."""
    rows = Conversation.objects.personal(user).for_listing(as_starter=Q(starter=user.pk))
    page_obj = Paginator(rows, CONVERSATIONS_PER_PAGE).get_page(page)
    return {
        "page_obj": page_obj,
        "rows": [_row(conversation, starter=conversation.starter_id == user.pk) for conversation in page_obj],
        "blocks": list(Block.objects.filter(blocker=user).select_related("blocked")),
    }


def inbox(condition: Q, organisation: Organisation, page: str | None) -> dict[str, Any]:
    """Return a page of an organisation's conversations that a reader may see. condition: which those are."""
    rows = Conversation.objects.filter(condition, organisation=organisation).for_listing(as_starter=Q(pk__in=[]))
    page_obj = Paginator(rows, CONVERSATIONS_PER_PAGE).get_page(page)
    return {"page_obj": page_obj, "rows": [_row(conversation, starter=False) for conversation in page_obj]}


def _row(conversation: Any, *, starter: bool) -> Row:
    hidden = conversation.last_state == ContributionState.HIDDEN
    words = _("Hidden by a facilitator") if hidden else markup.excerpt(conversation.last_html or "", 120)
    return Row(conversation, other_name(conversation, starter=starter), words, conversation.unread or 0)


def other_name(conversation: Conversation, *, starter: bool) -> str:
    """Return the name of the other side."""
    if starter and conversation.organisation is not None:
        return f"{conversation.organisation.name}, {conversation.get_role_display()}"
    return name_of(conversation.recipient if starter else conversation.starter)


def reading(conversation: Conversation, user: User, *, starter: bool, page: str | None) -> dict[str, Any]:
    """Return a page of a conversation, the first message first, and who is on the other side."""
    rows = Message.objects.seen_by(starter=starter).filter(conversation=conversation).select_related("sender")
    messages = Paginator(rows, MESSAGES_PER_PAGE)
    other = conversation.recipient if starter else conversation.starter
    profile = getattr(other, "profile", None)
    reader = Reader(user)
    return {
        "conversation": conversation,
        "page_obj": messages.get_page(page or messages.num_pages),
        "starter": starter,
        "other": other,
        "other_name": other_name(conversation, starter=starter),
        "other_line": reader.line(profile) if profile else "",
        "other_url": profile.get_absolute_url() if profile and reader.sees(profile, PAGE) else "",
        "is_blocked": other is not None and Block.objects.between(user.pk, other.pk).exists(),
        # An organisation's inbox is shared: one of those who read it cannot shut others out.
        "can_block": other is not None and conversation.organisation_id is None and other.pk != user.pk,
        "is_over": (conversation.organisation_id is None or not starter) and (other is None or not other.is_active),
        "section": "messages",
    }
