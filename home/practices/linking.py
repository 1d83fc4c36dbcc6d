"""Stories in discussions: found by the address of their page, shown in the version for the reader's language."""

from urllib.parse import unquote, urlsplit
from uuid import UUID

from community.ediscussions import stories
from community.ediscussions.stories import Story
from home.practices.models import StoryPage


def find(address: str) -> UUID | None:
    """Return the translation key of the public story at an address of this site, with host and language or without."""
    slug = unquote(urlsplit(address).path).strip("/").rpartition("/")[2]
    row = (
        StoryPage.objects.live().public().filter(slug=slug).order_by("pk").first()
        if slug and "\0" not in slug
        else None
    )
    return row.translation_key if row else None


def show(keys: list[UUID], language: str) -> list[Story]:
    """Return the public stories of these names in their order, each in the language asked for, else in another."""
    rows = StoryPage.objects.live().public().filter(translation_key__in=keys, alias_of=None).select_related("locale")
    versions: dict[UUID, list[StoryPage]] = {}
    for row in rows.order_by("pk"):
        versions.setdefault(row.translation_key, []).append(row)
    found = []
    for key in keys:
        known = versions.get(key)
        if known:
            best = next((row for row in known if row.locale.language_code == language), known[0])
            found.append(
                Story(
                    best.title,
                    best.url or "",
                    best.locale.language_code,
                    tuple(filter(None, (best.place, best.partner_place))),
                )
            )
    return found


def join() -> None:
    """Let discussions link to stories."""
    stories.register(find, show)
