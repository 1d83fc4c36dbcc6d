"""Opening a space in a group."""

from typing import Any

from anyascii import anyascii
from django.utils.text import slugify

from community.discussions.enums import Audience
from community.discussions.models import Space
from community.groups.enums import GroupKind
from community.groups.models import Group
from community.groups.services.groups import held_by_manager
from community.groups.services.refusals import GroupArchived
from community.members.models import User


def open_space(*, group: Group, by: User, title: str, purpose: str, audience: str) -> Space:
    """Open a space; in a restricted or private group it is for the members, whatever was asked.

    Raises:
        GroupRefused: NotManager, GroupArchived.
    """
    with held_by_manager(group, by) as held:
        if held.is_archived:
            raise GroupArchived
        stem = slugify(anyascii(title))[:40].strip("-") or "space"
        values: dict[str, Any] = {
            "slug": _free(f"{held.slug[:15]}-{stem}"),
            "title_en": title,
            "purpose_en": purpose,
            "audience": audience if held.kind == GroupKind.PUBLIC else Audience.GROUP,
            "position": Space.objects.filter(group=held).count(),
        }
        space = Space(group=held, **values)
        space.full_clean()
        space.save()
        return space


def _free(stem: str) -> str:
    known = set(Space.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(
        slug
        for number in range(1, len(known) + 2)
        if (slug := stem if number == 1 else f"{stem}-{number}") not in known
    )
