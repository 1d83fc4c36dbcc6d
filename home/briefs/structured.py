"""A brief for machines: schema.org as JSON-LD."""

from typing import TYPE_CHECKING, Any

from home.briefs.addresses import Addresses

if TYPE_CHECKING:
    from home.briefs.models import BriefPage


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
