"""The demo's organisations come alive: what they offer and look for, who speaks for them, whom they follow.

Only invented organisations are verified: nobody of the real ones takes part.
"""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction

from community.members.enums import ClaimState, ContactRole, Direction, Proof, RoleGroup, Tie
from community.members.models import Claim, ContactPost, Organisation, OrganisationTie, User
from community.members.offers import Line
from community.members.services import claims, organisations
from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term

PEOPLE = Path(__file__).resolve().parents[1] / "fixtures" / "demo.json"
SOURCE = Path(__file__).resolve().parents[1] / "fixtures" / "demo_organisations.json"
CHECKED_BEFORE = timedelta(days=60)
ASKED_BEFORE = timedelta(days=2)


@transaction.atomic
def load(*, now: datetime, people: Path = PEOPLE, source: Path = SOURCE) -> None:
    """Fill in what is missing; what somebody changed since stays. Needs the demo's members."""
    known = {one.slug: one for one in Organisation.objects.all()}
    for row in json.loads(people.read_text(encoding="utf-8"))["organisations"]:
        if row["slug"] in known:
            _place(known[row["slug"]], row)
    rows = json.loads(source.read_text(encoding="utf-8"))
    for row in rows["profiles"]:
        if row["slug"] in known:
            _profile(known[row["slug"]], row)
    for row in rows["claims"]:
        _claim(known.get(row["organisation"]), row, now)
    for source_slug, target_slug in rows["follows"]:
        if source_slug in known and target_slug in known:
            OrganisationTie.objects.get_or_create(
                source=known[source_slug],
                target=known[target_slug],
                kind=Tie.FOLLOWS,
                defaults={"confirmed_at": now},
            )


def _place(organisation: Organisation, row: dict[str, Any]) -> None:
    if organisation.level is None and row.get("level"):
        levels = Term.objects.of(Vocabulary.TERRITORY_LEVELS)
        organisation.level = levels.filter(slug=row["level"]).first()
        organisation.save()
    if not organisation.languages.exists():
        spoken = Term.objects.of(Vocabulary.LANGUAGES)
        organisation.languages.set(spoken.filter(slug__in=row.get("languages") or []))


def _profile(organisation: Organisation, row: dict[str, Any]) -> None:
    if organisation.expertise.exists():
        return
    for name in ("domain", "capacities", "limits"):
        if not getattr(organisation, name):
            setattr(organisation, name, row.get(name) or "")
    organisation.save()
    wanted = [(Direction.OFFERED, *line) for line in row["offers"]]
    wanted += [(Direction.SOUGHT, *line) for line in row["seeks"]]
    subjects = Term.objects.filter(vocabulary__in=[Vocabulary.THEMES, Vocabulary.INSTRUMENTS])
    terms = {term.slug: term for term in subjects.filter(slug__in=[slug for _direction, slug, _note in wanted])}
    lines = [Line(direction, terms[slug], note) for direction, slug, note in wanted if slug in terms]
    organisations.set_lines(organisation, lines)


def _claim(organisation: Organisation | None, row: dict[str, Any], now: datetime) -> None:
    member = User.objects.filter(email=row["member"]).first()
    if organisation is None or member is None:
        return
    if Claim.objects.filter(member=member, organisation=organisation).exists():
        return
    claim = Claim(member=member, organisation=organisation, proof=Proof.DOCUMENT, created_at=now - ASKED_BEFORE)
    if row.get("mailbox"):
        claim.proof, claim.address_domain = Proof.DOMAIN, organisation.domain
        claim.address = f"{row['mailbox']}@{organisation.domain}"
        EmailAddress.objects.get_or_create(user=member, email=claim.address, defaults={"verified": True})
    if row["state"] == ClaimState.APPROVED:
        claim.state, claim.created_at = ClaimState.APPROVED, now - CHECKED_BEFORE - ASKED_BEFORE
        claim.decided_at = now - CHECKED_BEFORE
        claim.valid_until = claims.term_end(claim.decided_at)
        claim.decided_by = User.objects.filter(groups__name=RoleGroup.FACILITATORS.value).exclude(pk=member.pk).first()
        ContactPost.objects.get_or_create(
            organisation=organisation,
            role=ContactRole.FOCAL_POINT,
            defaults={"holder": member, "since": claim.decided_at},
        )
    claim.save()
