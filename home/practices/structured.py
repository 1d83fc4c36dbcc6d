"""A story for machines: schema.org, and the properties of Open Graph."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse

from home.practices import filed
from home.practices.exporting import LICENCE

if TYPE_CHECKING:
    from home.practices.models import StoryPage


def describe(story: "StoryPage", confirmed_on: Any) -> dict[str, Any]:
    """Return what the page is, in schema.org's words."""
    changed = story.last_published_at or story.first_published_at
    return {
        "@context": "https://schema.org",
        "@type": "Article",
        "@id": f"urn:uuid:{story.translation_key}",
        "headline": story.title,
        "abstract": story.standfirst,
        "inLanguage": story.content_language,
        "url": f"{settings.SITE_URL}{story.address}",
        "image": card(story),
        "datePublished": story.first_published_at.isoformat() if story.first_published_at else None,
        "dateModified": changed.isoformat() if changed else None,
        "about": [term.label for term in filed.themes(story)],
        "contentLocation": [
            {
                "@type": "Place",
                "name": spot.name,
                "geo": {"@type": "GeoCoordinates", "latitude": spot.at[0], "longitude": spot.at[1]},
            }
            for spot in filed.places(story)
            if spot.at
        ],
        "temporalCoverage": f"{story.begins}/{story.ends or '..'}" if story.begins else None,
        "isBasedOn": story.source_reference or None,
        "lastReviewed": confirmed_on.isoformat() if confirmed_on else None,
        "license": LICENCE,
        "isAccessibleForFree": True,
        "publisher": {"@type": "Organization", "name": "Corridor", "url": f"{settings.SITE_URL}/"},
    }


def card(story: "StoryPage") -> str:
    """The whole address of a story's card."""
    return f"{settings.SITE_URL}{reverse('practices:card', args=[story.slug])}"
