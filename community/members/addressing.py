"""Mentions of members in what others write: "@handle". Who may be mentioned is the member's own choice.

A mention is a link to a profile and a mail. Only profiles that the writer may open, of members who take mentions,
become one; any other "@word" stays the word it is, so that trying handles tells nothing.
"""

import re

from django.utils.translation import gettext as _

from community.members.contributions import ContributionRefused
from community.members.disclosure import PAGE, Reader
from community.members.models import User

MOST = 10
_HANDLE = re.compile(r"(?<![\w@/.\[])@([a-z0-9][a-z0-9-]{1,59})(?![\w@])", re.IGNORECASE)


class TooManyMentions(ContributionRefused):
    """A contribution calls more than MOST members at once."""

    def __init__(self) -> None:
        super().__init__(
            _("You mention more than %(most)s members. Name at most %(most)s, or let the thread find its readers.")
            % {"most": MOST}
        )


def handles(text: str) -> list[str]:
    """Return the handles that a text names, each once.

    Raises:
        TooManyMentions: more than MOST.
    """
    found = list(dict.fromkeys(match.group(1).lower() for match in _HANDLE.finditer(text)))
    if len(found) > MOST:
        raise TooManyMentions
    return found


def addressed(text: str, *, by: User) -> list[User]:
    """Return the members whom a text mentions: those whose profile the writer may open and who take mentions."""
    named = handles(text)
    if not named:
        return []
    open_to_writer = Reader(by).may_see(PAGE, prefix="profile__")
    rows = User.objects.filter(open_to_writer, profile__handle__in=named, profile__takes_mentions=True, is_active=True)
    return list(rows.select_related("profile").order_by("pk"))


def linked(text: str, *, by: User) -> str:
    """Return the text with its mentions as Markdown links; one query if it names anybody, none otherwise.

    Raises:
        TooManyMentions: more than MOST.
    """
    known = {member.profile.handle.lower(): member.profile.handle for member in addressed(text, by=by)}
    if not known:
        return text

    def link(match: re.Match[str]) -> str:
        handle = known.get(match.group(1).lower())
        # Without a language: the site leads each reader to the page in her own.
        return f"[@{handle}](/members/{handle}/)" if handle else match.group(0)

    return _HANDLE.sub(link, text)
