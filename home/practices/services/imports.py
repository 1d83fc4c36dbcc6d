"""Stories from a table: found by their external id, kept as drafts that somebody finishes and sends on."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.html import escape
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Page

from community.members.models import User
from community.members.validators import skeleton
from community.taxonomy.enums import Vocabulary
from community.territories.models import Territory
from community.territories.services.imports import terms_in
from foundation import csv_import
from foundation.csv_import import Column, Importer, Report, text_of
from foundation.pages import tree_of
from home.practices import enums
from home.practices.models import ImportedStory, PracticeIndexPage, StoryPage
from home.practices.validators import validate_partial_date

LONG = 6_000


class Stories(Importer):
    """Rows of stories."""

    def __init__(self, now: datetime, by: User | None) -> None:
        self.now, self.by = now, by
        self.columns = columns(self)
        self.index = PracticeIndexPage.objects.get(locale=tree_of("en"))
        keys = dict(ImportedStory.objects.values_list("external_id", "story_key"))
        stories = {
            story.translation_key: story
            for story in StoryPage.objects.filter(translation_key__in=keys.values(), alias_of__isnull=True)
        }
        self.by_id = {external: stories[key] for external, key in keys.items() if key in stories}
        self.by_look = {
            skeleton(title): title
            for title in StoryPage.objects.filter(alias_of__isnull=True).values_list("title", flat=True)
        }
        self.slugs = set(Page.objects.values_list("slug", flat=True))
        places = list(Territory.objects.all())
        self.places = {place.slug: place for place in places}
        self.places |= {place.external_id: place for place in places if place.external_id}

    def find(self, external_id: str) -> Any:
        """Return the newest text of the story with this id, or a new story."""
        known = self.by_id.get(external_id)
        story = known.get_latest_revision_as_object() if known else StoryPage(locale=self.index.locale, live=False)
        story.external_id = external_id
        return story

    def territories(self, cell: str) -> list[Territory]:
        """Return the territories named by id or slug."""
        names = csv_import.names_in(cell)
        unknown = [name for name in names if name not in self.places]
        if unknown:
            raise ValidationError(
                _("No territory has this id: %(names)s. Import the territories first.") % {"names": ", ".join(unknown)}
            )
        return [self.places[name] for name in names]

    def check(self, thing: Any) -> None:
        """Refuse a row that could be no draft."""
        if not thing.slug:
            thing.slug = self._free_slug(thing.title)
        thing.draft_title = thing.title
        thing.clean_fields(exclude=["path", "depth", "content_type", "place", "standfirst", "url_path"])
        thing.clean()

    def remark(self, thing: Any) -> str:
        """Say when a story of this title is here."""
        twin = self.by_look.get(skeleton(thing.title))
        self.by_look.setdefault(skeleton(thing.title), thing.title)
        return _("Perhaps a duplicate of “%(title)s”.") % {"title": twin} if twin else ""

    def write(self, thing: Any, sets: dict[str, list[Any]]) -> None:
        """Keep a new draft, or a new version beside the public one."""
        if thing.pk is None:
            thing.owner = self.by
            self.index.add_child(instance=thing)
            ImportedStory.objects.create(
                external_id=thing.external_id, story_key=thing.translation_key, imported_at=self.now
            )
        for name, rows in sets.items():
            setattr(thing, name, rows)
        thing.save_revision(user=self.by, clean=False, log_action=True)

    def _free_slug(self, title: str) -> str:
        stem = slugify(title)[:60].strip("-") or "story"
        slug, number = stem, 1
        while slug in self.slugs:
            number += 1
            slug = f"{stem}-{number}"
        self.slugs.add(slug)
        return slug


def _prose(cell: str) -> str:
    text = text_of(LONG)(cell)
    return "".join(f"<p>{escape(part)}</p>" for part in text.split("\n\n") if part)


def _partial_date(cell: str) -> str:
    if cell:
        validate_partial_date(cell)
    return cell


def _one_of(choices: Any) -> Callable[[str], str]:
    known = {str(value) for value, _label in choices}

    def convert(cell: str) -> str:
        if cell not in known:
            raise ValidationError(_("Write one of: %(choices)s.") % {"choices": ", ".join(sorted(known))})
        return cell

    return convert


def columns(importer: Stories | None = None) -> list[Column]:
    """Return the columns of the table, in its order."""
    of = importer.territories if importer else (lambda _cell: [])
    return [
        Column("external_id", text_of(80), "kayes-1", required=True, attribute="external_id"),
        Column("title", text_of(120), "A region maps forty years of its emigrants’ projects", required=True),
        Column("standfirst", text_of(600), "What was done, and why it matters."),
        Column("place", text_of(160), "Kayes, Mali"),
        Column("partner_place", text_of(160), "France"),
        Column("kind", _one_of(enums.Kind.choices), "practice"),
        Column("movement", _one_of([("", ""), *enums.Movement.choices]), "leave"),
        Column("begins", _partial_date, "1993"),
        Column("ends", _partial_date, ""),
        Column("context", _prose, "What a stranger must know."),
        Column("challenge", _prose, "What had to be solved."),
        Column("territories", of, "region-of-kayes", many=True),
        Column("themes", terms_in(Vocabulary.THEMES), "co-development evidence-data", many=True),
        Column("source_reference", text_of(255), "Annual report 2024"),
    ]


def run(*, text: str, by: User | None, now: datetime, dry_run: bool) -> Report:
    """Write a table of stories as drafts, all of it or nothing; or try it out."""
    return csv_import.run(text, lambda: Stories(now, by), columns(), dry_run=dry_run)
