"""A member as one reader sees her: what the profile's page and a row of the directory show, and nothing else.

Templates get a portrait, never the profile, so that no part can be shown that the reader may not see.
"""

import zoneinfo
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from community.members.disclosure import PAGE, Reader
from community.members.enums import Audience, Direction
from community.members.models import Claim, MemberExpertise, Organisation, Profile
from community.members.organisation_pages import what_was_shown
from community.taxonomy.models import Term
from community.territories.models import Corridor, Territory

AUTHORITY = "local-authority"


@dataclass(frozen=True)
class Portrait:
    """What one reader sees of a member. Empty means: not stated, or not for her; she cannot tell which.

    badge: words of the badge, empty without one; proof: how it was shown, and when that was checked (pages only).
    zone: IANA name; clock: the time there, and what the zone is called.
    """

    handle: str
    name: str
    url: str
    photograph_url: str = ""
    function: str = ""
    organisation: Organisation | None = None
    badge: str = ""
    proof: str = ""
    territory: Territory | None = None
    place: Territory | None = None
    authority_type: str = ""
    languages: list[str] = field(default_factory=list)
    language_codes: list[str] = field(default_factory=list)
    introduction: str = ""
    themes: list[Term] = field(default_factory=list)
    territories: list[Territory] = field(default_factory=list)
    corridors: list[Corridor] = field(default_factory=list)
    offered: list[MemberExpertise] = field(default_factory=list)
    sought: list[MemberExpertise] = field(default_factory=list)
    is_mentor: bool = False
    is_expert: bool = False
    availability: str = ""
    zone: str = ""
    clock: tuple[str, str] | None = None
    seen_by: str = ""

    @property
    def initial(self) -> str:
        """The letter in the round mark."""
        return self.name[:1].upper()

    @property
    def town(self) -> str:
        """The town that the time zone is named after."""
        return self.zone.rpartition("/")[2].replace("_", " ")

    @property
    def can_be_reached(self) -> bool:
        """Whether there is anything to say on when and how."""
        return bool(self.zone or self.availability or self.is_mentor or self.is_expert)


def seen_by(profile: Profile) -> str:
    """Say in words who finds the page of a member."""
    words = {
        Audience.NOBODY: _("Nobody but its owner."),
        Audience.GROUPS: _("Members who share a group with its owner."),
        Audience.MEMBERS: _("Signed-in members."),
        Audience.EVERYONE: _("Everyone, and search engines."),
    }
    return words[Audience(profile.page_audience)]


def badge_words(organisation: Organisation) -> str:
    """Return the words of a badge: what was verified."""
    kind = organisation.kind
    return _("Verified authority") if AUTHORITY in kind.branch else _("Verified organisation")


def proof_words(claim: Claim) -> str:
    """Return how it was shown that she speaks for it, and when somebody checked that."""
    shown = what_was_shown(claim)
    if claim.decided_at is None:
        return shown
    return _("%(proof)s, checked on %(day)s") % {"proof": shown, "day": date_format(claim.decided_at, "j F Y")}


def row(profile: Any, reader: Reader) -> Portrait:
    """Return a row of the directory, from a profile that was read by `directory.with_badge`."""
    organisation = profile.organisation if reader.sees(profile, "organisation") else None
    territory = profile.territory if reader.sees(profile, "territory") else None
    languages = list(profile.languages.all()) if reader.sees(profile, "languages") else []
    available = reader.sees(profile, "availability")
    return Portrait(
        handle=profile.handle,
        name=profile.user.name,
        url=profile.get_absolute_url(),
        function=profile.function if reader.sees(profile, "function") else "",
        organisation=organisation,
        badge=badge_words(organisation) if organisation is not None and profile.is_badged else "",
        territory=territory,
        place=territory or (organisation.territory if organisation is not None else None),
        languages=[term.label for term in languages],
        language_codes=[term.slug.upper() for term in languages],
        offered=_lines(profile, Direction.OFFERED, reader),
        sought=_lines(profile, Direction.SOUGHT, reader),
        is_mentor=available and profile.is_mentor,
        is_expert=available and profile.is_expert,
        seen_by=seen_by(profile),
    )


def _lines(profile: Profile, direction: Direction, reader: Reader) -> list[MemberExpertise]:
    if not reader.sees(profile, direction):
        return []
    return [line for line in profile.expertise.all() if line.direction == direction]


def _proof(profile: Any, shown: Portrait) -> str:
    if not shown.badge:
        return ""
    return next((proof_words(one) for one in profile.user.badges if one.organisation_id == profile.organisation_id), "")


def whole(profile: Profile, reader: Reader, *, now: datetime) -> Portrait:
    """Return the whole page of a member, read by `directory.with_proof`. The caller has checked that it is open."""
    # A row shows less than a page: the rest is added to it.
    shown = row(profile, reader)
    interests = reader.sees(profile, "interests")
    has_photograph = bool(profile.photograph) and reader.sees(profile, "photograph")
    zone = profile.time_zone if reader.sees(profile, "time_zone") else ""
    return Portrait(
        **shown.__dict__
        | {
            "proof": _proof(profile, shown),
            "photograph_url": reverse("members:photograph", args=[profile.handle]) if has_photograph else "",
            "authority_type": _authority_type(profile, reader),
            "introduction": profile.introduction if reader.sees(profile, "introduction") else "",
            "themes": list(profile.themes.all()) if reader.sees(profile, "themes") else [],
            "territories": list(profile.territories.all()) if interests else [],
            "corridors": list(profile.corridors.with_ends()) if interests else [],
            "availability": profile.availability if reader.sees(profile, "availability") else "",
            "zone": zone,
            "clock": _clock(zone, now) if zone else None,
        }
    )


def _clock(zone: str, now: datetime) -> tuple[str, str]:
    # As words: a template would turn the moment back into the reader's own zone.
    there = now.astimezone(zoneinfo.ZoneInfo(zone))
    return time_format(there, "H:i"), there.tzname() or ""


def _authority_type(profile: Profile, reader: Reader) -> str:
    term = profile.authority_type if reader.sees(profile, "authority_type") else None
    return term.label if term is not None else ""


def is_open(profile: Profile, reader: Reader) -> bool:
    """Return whether the reader finds the page."""
    return profile.user.is_active and reader.sees(profile, PAGE)
