"""Items of the library for tests."""

import io
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from community.members.enums import RoleGroup
from community.members.models import User
from community.taxonomy.enums import Vocabulary
from foundation import clock
from home.library.models import Item
from home.library.services import items
from home.library.telling import Told
from tests.factories.members import UserFactory
from tests.factories.taxonomy import TermFactory

PDF = b"%PDF-1.7 words"


def told(**values: Any) -> Told:
    """Return what a proposer tells."""
    themes = values.pop("themes", None) or [TermFactory(vocabulary=Vocabulary.THEMES, slug="remittances")]
    return Told(
        **{
            "title": "A guide to help desks",
            "kind": "guideline",
            "themes": themes,
            "year": 2020,
            "language": "en",
            "country": "ML",
            "author": "A network of towns",
            "licence": "cc-by",
            "description": "How to open a desk, step by step.",
            "url": "" if values.get("document") else "https://example.org/guide",
        }
        | {name: value for name, value in values.items() if name != "document"}
    )


def proposed(by: User | None = None, *, document: bytes | None = None, **values: Any) -> Item:
    """Return a proposal: a link, or a document where its content is given."""
    held = ("pdf", ContentFile(document)) if document else None
    return items.propose(
        by=by or UserFactory(), told=told(document=document, **values), document=held, form_key=None, now=clock.now()
    )


def public(by: User | None = None, **values: Any) -> Item:
    """Return an item that everybody reads."""
    row = proposed(by, **values)
    return items.move(item=row, to="public", by=UserFactory(role=RoleGroup.FACILITATORS), now=clock.now())


def form(**values: Any) -> dict[str, Any]:
    """Return what the form of a proposal sends, for a link."""
    TermFactory(vocabulary=Vocabulary.THEMES, slug="remittances")
    return {
        "title": "A guide to help desks",
        "url": "https://example.org/guide",
        "kind": "guideline",
        "themes": ["remittances"],
        "author": "A network of towns",
        "year": "2020",
        "language": "en",
        "country": "ML",
        "licence": "cc-by",
        "description": "How to open a desk, step by step.",
    } | values


def picture() -> bytes:
    """Return a picture that says where it was taken."""
    target = io.BytesIO()
    plain = Image.new("RGB", (8, 8), "red")
    exif = plain.getexif()
    exif[0x010E] = "taken at the town hall"
    plain.save(target, "JPEG", exif=exif)
    return target.getvalue()
