"""A brief for machines: schema.org as JSON-LD."""

import json
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString, mark_safe

from home.briefs.addresses import Addresses

if TYPE_CHECKING:
    from home.briefs.models import BriefPage

# As Django's json_script does: nothing in the data can end the element or open another.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def describe(page: "BriefPage", *, identifier: str, keywords: list[str], cited: list[Any]) -> dict[str, Any]:
    """Return what the page is, in schema.org's words. cited: nodes that can be read."""
    addresses = Addresses(page)
    site = addresses.online.removesuffix(page.address)
    return {
        "@context": "https://schema.org",
        "@type": "Report",
        "@id": addresses.lasting,
        "name": page.title,
        "headline": page.title,
        "abstract": page.standfirst,
        "reportNumber": str(page.number),
        "identifier": identifier,
        "inLanguage": page.content_language,
        "url": addresses.online,
        "datePublished": page.first_published_at.isoformat() if page.first_published_at else None,
        "dateModified": page.last_published_at.isoformat() if page.last_published_at else None,
        "keywords": keywords,
        "isAccessibleForFree": True,
        "publisher": {"@type": "Organization", "name": "Corridor", "url": f"{site}/"},
        "citation": [{"@type": "CreativeWork", "name": one.title, "url": f"{site}{one.url}"} for one in cited],
        "encoding": {
            "@type": "MediaObject",
            "encodingFormat": "application/pdf",
            "contentUrl": f"{site}{addresses.pdf}",
        },
    }


def script(data: dict[str, Any]) -> SafeString:
    """Return the element. A block of data is not run, so the content policy lets it stand."""
    text = json.dumps({name: value for name, value in data.items() if value is not None}, ensure_ascii=False)
    return mark_safe(f'<script type="application/ld+json">{text.translate(ESCAPES)}</script>')  # noqa: S308  # escaped above
