"""What the list and the page of organisations show, gathered for a reader."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from community.members import disclosure
from community.members.enums import ClaimState, Direction, Proof
from community.members.models import Claim, Organisation, Profile
from community.members.offers import subject_of
from community.members.querysets import OrganisationQuerySet
from foundation import world_map


def narrowed(rows: OrganisationQuerySet, wanted: dict[str, Any], *, now: datetime) -> OrganisationQuerySet:
    """Return the organisations that fit what the filter form says."""
    if wanted.get("q", "").strip():
        rows = rows.named(wanted["q"].strip())
    if wanted.get("subject") and (term := subject_of(wanted["subject"])):
        rows = rows.offering_or_seeking(term.pk)
    if wanted.get("kind"):
        rows = rows.of_kind(wanted["kind"])
    if wanted.get("country"):
        rows = rows.in_country(wanted["country"])
    if wanted.get("level"):
        rows = rows.filter(level__slug=wanted["level"])
    if wanted.get("language"):
        rows = rows.working_in(wanted["language"])
    if wanted.get("verified"):
        rows = rows.filter(pk__in=Claim.objects.current(now=now).values("organisation"))
    return rows


def split_lines(organisation: Organisation) -> dict[str, list[Any]]:
    """Return what is offered and what is sought, from lines that are fetched already."""
    lines = list(organisation.expertise.all())
    return {
        "offers": [line for line in lines if line.direction == Direction.OFFERED],
        "seeks": [line for line in lines if line.direction == Direction.SOUGHT],
    }


def place_of(organisation: Organisation) -> str:
    """Return territory and country in one line; empty when there is no territory."""
    if organisation.territory is None:
        return ""
    names = [organisation.territory.name, *(country.name for country in organisation.territory.countries.all())]
    return ", ".join(dict.fromkeys(names))


def map_of(organisation: Organisation) -> world_map.WorldMap | None:
    """Return the plate of the organisation's place."""
    place = organisation.territory
    if place is None:
        return None
    return world_map.plate([world_map.Place(float(place.latitude), float(place.longitude), place.name)], [])


@dataclass(frozen=True)
class Check:
    """What was verified, when, and until when it holds."""

    what: str
    on: datetime | None
    until: datetime | None


@dataclass(frozen=True)
class Standing:
    """How an organisation is verified, and what the reader has to do with it."""

    checks: list[Check]
    is_waiting: bool
    own: Claim | None
    speaks: bool


def standing(organisation: Organisation, *, reader: Any, now: datetime) -> Standing:
    """Return what the page says of verification: the latest check of each kind, and the reader's own claim."""
    current = list(Claim.objects.current(now=now).filter(organisation=organisation).order_by("-decided_at"))
    latest = {(claim.proof, claim.address_domain): claim for claim in reversed(current)}
    member_id = reader.pk if reader is not None and reader.is_authenticated else None
    opened = list(Claim.objects.filter(organisation=organisation, state__in=[ClaimState.WAITING, ClaimState.APPROVED]))
    own = next((claim for claim in opened if claim.member_id == member_id), None) if member_id else None
    return Standing(
        checks=[Check(what_was_shown(claim), claim.decided_at, claim.valid_until) for claim in latest.values()],
        is_waiting=any(claim.state == ClaimState.WAITING for claim in opened),
        own=own,
        speaks=any(claim.member_id == member_id for claim in current) if member_id else False,
    )


def what_was_shown(claim: Claim) -> str:
    """Return in words what a claim rests on."""
    if claim.proof == Proof.DOMAIN:
        return _("a mailbox at %(domain)s") % {"domain": claim.address_domain}
    return _("a document")


def people(organisation: Organisation, *, reader: disclosure.Reader, now: datetime) -> list[dict[str, Any]]:
    """Return those who speak for it and let the reader see that: name, address of the page, function, languages."""
    speaking = Claim.objects.current(now=now).filter(organisation=organisation)
    found = (
        Profile.objects.filter(
            reader.may_see(disclosure.PAGE), reader.may_see("organisation"), user__in=speaking.values("member")
        )
        .filter(organisation=organisation)
        .select_related("user")
        .prefetch_related("languages")
        .order_by("user__name")
    )
    return [_person(profile, reader) for profile in found]


def _person(profile: Profile, reader: disclosure.Reader) -> dict[str, Any]:
    languages = profile.languages.all() if reader.sees(profile, "languages") else []
    function = profile.function if reader.sees(profile, "function") else ""
    return {
        "name": profile.user.name,
        "profile": profile,
        "detail": ". ".join(part for part in (function, ", ".join(term.slug.upper() for term in languages)) if part),
    }


@dataclass(frozen=True)
class Ties:
    """To whom an organisation is tied, as everybody sees it."""

    networks: list[Organisation]
    members: list[Organisation]
    follows: int
    followers: int


def ties(organisation: Organisation) -> Ties:
    """Return confirmed memberships in both directions, and how many follow each other."""
    joined = organisation.ties_from.memberships().select_related("target").order_by("target__name")
    members = organisation.ties_to.memberships().select_related("source").order_by("source__name")
    return Ties(
        networks=[tie.target for tie in joined],
        members=[tie.source for tie in members],
        follows=organisation.ties_from.following().count(),
        followers=organisation.ties_to.following().count(),
    )
