"""Versions of briefs: one for each changed text that was published."""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from wagtail.models import Revision

from home.briefs import standing
from home.briefs.models import BriefPage, BriefVersion

# What readers cite. Withdrawing a brief, filing it under a theme or moving its address makes no new text.
TEXT = (
    "title",
    "kind",
    "number",
    "standfirst",
    "audience",
    "plain_summary",
    "key_messages",
    "context",
    "evidence_text",
    "recommendations",
    "steps",
    "references",
    "cites",
    "unknowns",
    "made_how",
    "issuing_level",
    "issuing_country",
    "forum",
    "forum_year",
)


@transaction.atomic
def record(*, brief: BriefPage, revision: Revision | None, now: datetime) -> BriefVersion | None:
    """Give the published text a version, unless it is the one it had; None for a stand-in for a translation."""
    if brief.alias_of_id is not None:
        return None
    BriefPage.objects.select_for_update(of=("self",)).order_by().get(pk=brief.pk)
    content = brief.serializable_data()
    checksum = digest(content)
    last = brief.versions.order_by("-number").first()
    if last is not None and last.digest == checksum:
        return last
    number = last.number + 1 if last else 1
    return BriefVersion.objects.create(
        brief=brief,
        number=number,
        identifier=standing.identifier(brief, number),
        revision=revision,
        content=json.loads(json.dumps(content, cls=DjangoJSONEncoder)),
        digest=checksum,
        published_at=(brief.first_published_at if number == 1 else None) or now,
    )


def digest(content: dict[str, Any]) -> str:
    """Return the checksum of a text, whatever the editor numbered its blocks."""
    text = {name: _without_ids(json.loads(value) if _is_stream(value) else value) for name, value in _kept(content)}
    return hashlib.sha256(json.dumps(text, sort_keys=True, cls=DjangoJSONEncoder).encode()).hexdigest()


def _kept(content: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(name, content.get(name)) for name in TEXT]


def _is_stream(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("[") and value.endswith("]") and '"type"' in value


def _without_ids(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_ids(part) for name, part in value.items() if name != "id"}
    if isinstance(value, list):
        return [_without_ids(part) for part in value]
    return value


def read(*, brief: BriefPage, number: int) -> tuple[BriefPage, BriefVersion]:
    """Return a brief as it was in one of its versions.

    Raises:
        BriefVersion.DoesNotExist: there is no such version.
    """
    version = BriefVersion.objects.get(brief=brief.original_id, number=number)
    page = brief.with_content_json(dict(version.content))
    # What concerns the brief as a whole is told as it is now.
    page.withdrawn_on, page.withdrawn_reason = brief.withdrawn_on, brief.withdrawn_reason
    page.slug, page.url_path, page.locale = brief.slug, brief.url_path, brief.locale
    page.alias_of = brief.alias_of
    return page, version
