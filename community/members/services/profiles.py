"""Every account has a profile from its first moment; its owner changes it, and says who sees what."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from anyascii import anyascii
from django.db import transaction
from django.utils.text import slugify

from community.members.enums import Direction
from community.members.models import MemberExpertise, Profile, User
from community.members.services import photographs
from community.taxonomy.models import Term

MANY = ("languages", "themes", "territories", "corridors")


@dataclass(frozen=True)
class Change:
    """What a member changed of her profile.

    Attributes:
        name: the account's name.
        fields: columns of the profile and its lists, by name.
        expertise: for a direction, the subjects with a note each; a direction that is not named stays as it was.
        photograph: a picture made by `pictures.prepared`.
        remove_photograph: take the old one away.
    """

    name: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    expertise: Mapping[Direction, Sequence[tuple[Term, str]]] = field(default_factory=dict)
    photograph: bytes | None = None
    remove_photograph: bool = False


@transaction.atomic
def open_profile(*, user: User, interface_language: str = "en", **fields: Any) -> Profile:
    """Return the profile of `user`, made if there is none; `fields` are set on a new one."""
    profile, _ = Profile.objects.get_or_create(
        user=user,
        defaults={"handle": handle_for(user.name), "interface_language": interface_language, **fields},
    )
    return profile


def handle_for(name: str) -> str:
    """Return a name for the address of a profile."""
    # The random end keeps addresses of members from being guessed one after the other.
    return "-".join(part for part in (slugify(anyascii(name))[:40].strip("-"), secrets.token_hex(4)) if part)


@transaction.atomic
def update_profile(*, profile: Profile, change: Change) -> Profile:
    """Write what the member changed: her name, fields with their audiences, lists, expertise, photograph.

    Raises:
        ValidationError: a value that the profile refuses.
    """
    held = Profile.objects.select_for_update(no_key=True, of=("self",)).select_related("user").get(pk=profile.pk)
    held.user.name = change.name
    held.user.save(update_fields=["name"])
    for key, value in change.fields.items():
        if key not in MANY:
            setattr(held, key, value)
    held.full_clean(exclude=["user", "photograph"])
    for key in MANY:
        if key in change.fields:
            getattr(held, key).set(change.fields[key])
    for direction, lines in change.expertise.items():
        _write_expertise(held, direction, lines)
    # Last, so that nothing after it can fail and leave a file that nobody knows.
    if change.photograph is not None:
        photographs.replace(profile=held, picture=change.photograph)
    elif change.remove_photograph:
        photographs.remove(profile=held)
    held.save()
    return held


def _write_expertise(profile: Profile, direction: Direction, lines: Sequence[tuple[Term, str]]) -> None:
    old = list(profile.expertise.filter(direction=direction).values_list("term_id", "note"))
    new = [(term.pk, note) for term, note in lines]
    if old == new:
        return
    profile.expertise.filter(direction=direction).delete()
    MemberExpertise.objects.bulk_create(
        MemberExpertise(profile=profile, direction=direction, term_id=term, note=note) for term, note in new
    )
