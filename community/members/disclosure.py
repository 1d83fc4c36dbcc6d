"""What one reader may see of a profile: the one place where audiences are obeyed (FEATURES C2).

Pages, lists, filters, search, feeds, exports, cards and mails ask here, with the reader as she is now: who left a group
sees at the next request what everybody else sees.
"""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from community.members import fellowship
from community.members.enums import Audience

if TYPE_CHECKING:
    from community.members.models import Profile

# Parts of a profile with an audience of their own; each has a column `<part>_audience`.
PARTS = (
    "photograph",
    "function",
    "organisation",
    "authority_type",
    "territory",
    "languages",
    "themes",
    "interests",
    "introduction",
    "offered",
    "sought",
    "availability",
    "time_zone",
)
PAGE = "page"
# A number that no account has: a reader made up to show a member what others see of her.
NO_ACCOUNT = 0


class Reader:
    """Somebody who looks at profiles: a visitor, a member, perhaps a fellow of a group."""

    def __init__(self, user: Any = None, *, fellows: frozenset[int] | None = None) -> None:
        """Keep who reads.

        Args:
            user: an account, or None or an anonymous user for a visitor.
            fellows: ids of those who share a group with the reader, where the caller knows them already.
        """
        self.member_id: int | None = user.pk if user is not None and user.is_authenticated and user.is_active else None
        if fellows is not None:
            self.fellows = fellows

    @classmethod
    def visitor(cls) -> "Reader":
        """Somebody who is not signed in."""
        return cls()

    @classmethod
    def stranger(cls) -> "Reader":
        """A member who shares no group with anybody: for showing a member what such a one sees."""
        return cls._fictitious(frozenset())

    @classmethod
    def fellow_of(cls, profile: "Profile") -> "Reader":
        """A member who shares a group with the owner of `profile`."""
        return cls._fictitious(frozenset([profile.user_id]))

    @classmethod
    def _fictitious(cls, fellows: frozenset[int]) -> "Reader":
        reader = cls(fellows=fellows)
        reader.member_id = NO_ACCOUNT
        return reader

    @cached_property
    def fellows(self) -> frozenset[int]:
        """Ids of those who share a group with the reader; asked once."""
        return fellowship.fellows_of(self.member_id) if self.member_id is not None else frozenset()

    def sees(self, profile: "Profile", part: str) -> bool:
        """Return whether the reader may see a part of a profile; `part` is one of PARTS or PAGE."""
        if self.member_id is not None and self.member_id == profile.user_id:
            return True
        opened = getattr(profile, f"{part}_audience")
        if opened >= Audience.EVERYONE:
            return True
        if self.member_id is None:
            return False
        return opened >= Audience.MEMBERS or (opened >= Audience.GROUPS and profile.user_id in self.fellows)

    def may_see(self, part: str, *, prefix: str = "") -> Q:
        """Return the same rule as a condition on profiles, or on rows that reach one by `prefix`, as "profile__"."""
        column = f"{prefix}{part}_audience"
        if self.member_id is None:
            return Q(**{column: Audience.EVERYONE})
        return (
            Q(**{f"{column}__gte": Audience.MEMBERS})
            | Q(**{f"{prefix}user_id": self.member_id})
            | Q(**{f"{column}__gte": Audience.GROUPS, f"{prefix}user_id__in": self.fellows})
        )

    def line(self, profile: "Profile") -> str:
        """Function and place in one line, as shown beside a name; empty when the reader may see neither."""
        function = profile.function if self.sees(profile, "function") else ""
        place = profile.organisation if self.sees(profile, "organisation") else None
        if place is None and profile.territory is not None and self.sees(profile, "territory"):
            return ", ".join(part for part in (function, str(profile.territory)) if part)
        return ", ".join(part for part in (function, str(place or "")) if part)
