"""What a brief has gathered: its versions, and who endorses it."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.db.models import CharField, Value

from community.members.models import Organisation
from home.briefs.enums import BriefKind

if TYPE_CHECKING:
    from home.briefs.models import BriefPage, BriefVersion


def versions_of(page: "BriefPage") -> "list[BriefVersion]":
    """Return the versions of the text that a page shows, the newest first, without their texts."""
    rows = apps.get_model("briefs", "BriefVersion")._default_manager.filter(brief=page.original_id)
    return list(rows.defer("content").order_by("-number"))


def of(page: "BriefPage") -> dict[str, Any]:
    """Return versions and, of a joint submission, who endorses it: one query."""
    versions = versions_of(page) if page.kind != BriefKind.JOINT else []
    endorsed: list[Endorsed] = []
    if page.kind == BriefKind.JOINT:
        versions, endorsed = _both(page)
    return {"versions": versions, "version": versions[0] if versions else None, "endorsements": endorsed}


@dataclass(frozen=True)
class Endorsed:
    """An organisation that endorses a joint submission now. version: the one that was read."""

    organisation: Organisation
    version: int
    endorsed_at: datetime


def _both(page: "BriefPage") -> "tuple[list[BriefVersion], list[Endorsed]]":
    """Versions and endorsements in one query; endorsements whichever language was read."""
    model = apps.get_model("briefs", "BriefVersion")
    blank = Value("", output_field=CharField())
    versions = model._default_manager.filter(brief=page.original_id).order_by()
    endorsements = apps.get_model("briefs", "Endorsement")._default_manager.standing().order_by()
    found = versions.values_list("number", "published_at", blank, blank).union(
        endorsements.filter(brief__translation_key=page.translation_key).values_list(
            "version", "endorsed_at", "organisation__slug", "organisation__name"
        ),
        all=True,
    )
    rows = list(found)
    own = [model(brief_id=page.original_id, number=row[0], published_at=row[1]) for row in rows if not row[2]]
    endorsed = [Endorsed(Organisation(slug=row[2], name=row[3]), row[0], row[1]) for row in rows if row[2]]
    own.sort(key=lambda version: -version.number)
    return own, sorted(endorsed, key=lambda row: (row.endorsed_at, row.organisation.name))


def identifier(page: "BriefPage", version: int) -> str:
    """Return the lasting identifier of one text: the brief's number, its language unless the first, its version."""
    language = page.content_language
    code = "" if language == settings.LANGUAGE_CODE else f".{language}"
    return f"corridor:brief:{page.number}{code}:v{version}"
