"""Tags by which pages show briefs, and a brief its addresses and what machines read."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from foundation import structured_data
from home.briefs import standing, structured
from home.briefs.addresses import Addresses
from home.briefs.models import BriefPage, BriefVersion
from home.practices.models import StoryPage

register = template.Library()


@register.simple_tag(takes_context=True)
def briefs_citing(context: template.Context, story: StoryPage) -> Any:
    """Return the briefs that rest on `story`, in its language."""
    walls = getattr(context.get("request"), "walls", None)
    return BriefPage.objects.citing(story.translation_key, locale=story.locale, walls=walls)


@register.simple_tag
def brief_addresses(page: BriefPage, number: Any, is_past: Any) -> dict[str, str]:
    """Return where the forms of a brief are: of the version `number` when it is past, else of the current one."""
    known = Addresses(page, int(number) if is_past and number else 0)
    return {
        "text": known.text,
        "pdf": known.pdf,
        "bibtex": known.bibtex,
        "ris": known.ris,
        "endorse": known.endorse,
        "online": known.online,
        "lasting": known.lasting,
    }


@register.simple_tag
def brief_identifier(page: BriefPage, version: BriefVersion | None) -> str:
    """Return what a text is cited by."""
    return standing.identifier(page, version.number if version else 1)


@register.simple_tag
def brief_data(page: BriefPage, version: BriefVersion | None, also_cites: Any, decisions: Any) -> SafeString:
    """Return what machines read of a brief."""
    nodes = {node.url: node for part in [also_cites, *(row["evidence"] for row in decisions)] for node in part}
    data = structured.describe(
        page,
        identifier=brief_identifier(page, version),
        keywords=[],
        cited=[node for url, node in nodes.items() if url],
    )
    return structured_data.script(data)
