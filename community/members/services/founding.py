"""The demo's people: clearly fictional members and the organisations they speak of."""

import json
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction

from community.members import disclosure
from community.members.enums import Audience, Direction, RoleGroup
from community.members.models import Organisation, Profile, User
from community.members.services import profiles
from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term
from community.territories.models import Territory

SOURCE = Path(__file__).resolve().parents[1] / "fixtures" / "demo.json"
GROUPS = {"facilitator": RoleGroup.FACILITATORS, "editor": RoleGroup.EDITORS, "organiser": RoleGroup.ORGANISERS}


@transaction.atomic
def load(*, password: str, source: Path = SOURCE) -> dict[str, User]:
    """Make the demo's organisations and members where missing; return the members by address.

    Args:
        password: given to every new account.
        source: a file shaped like fixtures/demo.json.
    """
    rows = json.loads(source.read_text(encoding="utf-8"))
    organisations = {row["slug"]: _organisation(row) for row in rows["organisations"]}
    # Hashed once: a second of work an account would make the first start wait.
    hashed = make_password(password)
    return {row["email"]: _member(row, organisations, hashed) for row in rows["members"]}


def _organisation(row: dict[str, Any]) -> Organisation:
    organisation, _made = Organisation.objects.get_or_create(
        slug=row["slug"],
        defaults={
            "name": row["name"],
            "kind": Term.objects.get(vocabulary=Vocabulary.ACTOR_KINDS, slug=row["kind"]),
            "territory": Territory.objects.filter(slug=row.get("territory") or "").first(),
            "description": row.get("description") or "",
            "website": row.get("website") or "",
            "note": row.get("note") or "",
        },
    )
    return organisation


def _member(row: dict[str, Any], organisations: dict[str, Organisation], hashed: str) -> User:
    user = User.objects.filter(email=row["email"]).first()
    if user is not None:
        return user
    admin = row.get("role") == "admin"
    user = User.objects.create(
        email=row["email"], password=hashed, name=row["name"], is_staff=admin, is_superuser=admin
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if row.get("role") in GROUPS:
        user.groups.add(Group.objects.get_or_create(name=GROUPS[row["role"]].value)[0])
    _fill(profiles.open_profile(user=user), row, organisations)
    return user


def _fill(profile: Profile, row: dict[str, Any], organisations: dict[str, Organisation]) -> None:
    profile.function = row["function"]
    profile.organisation = organisations.get(row.get("organisation") or "")
    profile.territory = Territory.objects.filter(slug=row.get("territory") or "").first()
    profile.introduction = row.get("introduction") or ""
    profile.interface_language = row["interface_language"]
    profile.time_zone = row["time_zone"]
    profile.availability = row.get("availability") or ""
    profile.is_mentor, profile.is_expert = row.get("mentor", False), row.get("expert", False)
    opened = row.get("audiences") or {}
    for part in (disclosure.PAGE, *disclosure.PARTS):
        setattr(profile, f"{part}_audience", Audience[opened.get(part, "MEMBERS")])
    profile.save()
    for direction in Direction:
        for line in row.get(direction, ()):
            term = Term.objects.filter(
                vocabulary__in=[Vocabulary.THEMES, Vocabulary.INSTRUMENTS], slug=line["term"]
            ).first()
            if term is not None:
                profile.expertise.create(direction=direction, term=term, note=line["note"])
    profile.languages.set(Term.objects.of(Vocabulary.LANGUAGES).filter(slug__in=row["languages"]))
    profile.themes.set(Term.objects.of(Vocabulary.THEMES).filter(slug__in=row["themes"]))
