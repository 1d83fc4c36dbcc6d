"""What a brief has gathered: its versions, and who endorses it."""

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings

from home.briefs.enums import BriefKind

if TYPE_CHECKING:
    from home.briefs.models import BriefPage, BriefVersion


def versions_of(page: "BriefPage") -> "list[BriefVersion]":
    """Return the versions of the text that a page shows, the newest first, without their texts."""
    rows = apps.get_model("briefs", "BriefVersion")._default_manager.filter(brief=page.original_id)
    return list(rows.defer("content").order_by("-number"))


def of(page: "BriefPage") -> dict[str, Any]:
    """Return versions and, of a joint submission, endorsements."""
    versions = versions_of(page)
    return {
        "versions": versions,
        "version": versions[0] if versions else None,
        "endorsements": endorsements_of(page) if page.kind == BriefKind.JOINT else [],
    }


def endorsements_of(page: "BriefPage") -> list[Any]:
    """Return who endorses a brief now, in whichever language it was read."""
    rows = apps.get_model("briefs", "Endorsement")._default_manager.standing()
    return list(
        rows.filter(brief__translation_key=page.translation_key).select_related("organisation").order_by("endorsed_at")
    )


def identifier(page: "BriefPage", version: int) -> str:
    """Return the lasting identifier of one text: the brief's number, its language unless the first, its version."""
    language = page.content_language
    code = "" if language == settings.LANGUAGE_CODE else f".{language}"
    return f"corridor:brief:{page.number}{code}:v{version}"
