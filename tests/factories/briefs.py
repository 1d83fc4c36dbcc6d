"""Briefs of each kind, and their changes, for tests."""

from typing import Any

from home.briefs.models import BriefPage
from tests.factories import pages, stories


def joint(**fields: Any) -> BriefPage:
    """Return a joint submission."""
    return stories.brief(**{"kind": "joint", "forum": "Global Forum", "forum_year": 2026, **fields})


def step(*evidence: Any, heading: str = "Ask first") -> tuple[str, dict[str, Any]]:
    """Return a step of a roadmap that rests on stories."""
    return "step", {"heading": heading, "when": "2027", "text": "Go and ask.", "stories": list(evidence)}


def reference(**fields: Any) -> tuple[str, dict[str, Any]]:
    """Return a publication."""
    return "reference", {"title": "A report", "author": "JMDI", "number": "", "year": 2013, "url": "", **fields}


def republish(page: BriefPage, **fields: Any) -> BriefPage:
    """Change a brief and publish it again, as an editor would."""
    return pages.publish(BriefPage.objects.get(pk=page.pk), **fields)
