"""Organisations from a table: found by their external id, refused when they look like another one."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from anyascii import anyascii
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from community.members import domains
from community.members.models import Organisation
from community.members.services.organisations import RESERVED
from community.members.validators import check_founded, skeleton, tidy_name
from community.taxonomy.enums import Vocabulary
from community.territories.models import Territory
from community.territories.services.imports import term_in, terms_in
from foundation import csv_import
from foundation.csv_import import Column, Importer, Report, text_of, whole_number

NAME_LENGTH = 160


def name_of(cell: str) -> str:
    """Return a name on one line."""
    return tidy_name(text_of(NAME_LENGTH)(cell))


def domain_of(cell: str) -> str:
    """Return a domain that can be an organisation's own; empty for an empty cell."""
    return domains.official(cell) if cell else ""


class Organisations(Importer):
    """Rows of organisations."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.columns = columns(self)
        rows = list(Organisation.objects.select_related("kind", "level", "territory").prefetch_related("languages"))
        self.by_id = {row.external_id: row for row in rows if row.external_id}
        self.by_look = {row.name_skeleton: row for row in rows}
        self.by_domain_look = {row.domain_look: row for row in rows if row.domain}
        self.slugs = {row.slug for row in rows} | RESERVED
        places = list(Territory.objects.all())
        self.places = {place.slug: place for place in places}
        self.places |= {place.external_id: place for place in places if place.external_id}

    def find(self, external_id: str) -> Organisation:
        """Return the organisation with this id, or a new one."""
        return self.by_id.get(external_id) or Organisation(external_id=external_id)

    def territory(self, cell: str) -> Territory | None:
        """Return the territory named by id or slug."""
        if cell and cell not in self.places:
            raise ValidationError(_("No territory has this id. Import the territories first."))
        return self.places.get(cell)

    def check(self, thing: Organisation) -> None:
        """Refuse look-alikes of name and domain, and a founding year to come."""
        check_founded(thing.founded_in, now=self.now)
        twin = self.by_look.get(skeleton(thing.name))
        if twin is not None and twin is not thing and skeleton(twin.name) == skeleton(thing.name):
            words = _("%(organisation)s is here already, or a name that looks the same.") % {"organisation": twin}
            raise ValidationError({"name": words})
        twin = self.by_domain_look.get(domains.look(thing.domain)) if thing.domain else None
        if twin is not None and twin is not thing and twin.domain not in {"", thing.domain}:
            words = _("This domain looks like the one of %(organisation)s, and is not the same.")
            raise ValidationError({"domain": words % {"organisation": twin}})
        thing.clean_fields(
            exclude=["slug", "name_skeleton", "domain_look", "kind", "level", "territory", "proposed_by"]
        )

    def write(self, thing: Organisation, sets: dict[str, list[Any]]) -> None:
        """Save the organisation under an address of its own."""
        if not thing.slug:
            thing.slug = self._free_slug(thing.name)
        thing.save()
        self.slugs.add(thing.slug)
        self.by_id[thing.external_id or ""], self.by_look[thing.name_skeleton] = thing, thing
        if thing.domain:
            self.by_domain_look[thing.domain_look] = thing
        for name, rows in sets.items():
            getattr(thing, name).set(rows)

    def _free_slug(self, name: str) -> str:
        stem = slugify(anyascii(name))[:70].strip("-") or "organisation"
        slug, number = stem, 1
        while slug in self.slugs:
            number += 1
            slug = f"{stem}-{number}"
        return slug


def columns(importer: Organisations | None = None) -> list[Column]:
    """Return the columns of the table; those that look things up need an importer to convert."""
    territory: Callable[[str], Any] = importer.territory if importer else str
    return [
        Column("external_id", text_of(80), "ml-kayes-assembly", required=True),
        Column("name", name_of, "Regional Assembly of Kayes", required=True),
        Column("kind", term_in(Vocabulary.ACTOR_KINDS), "local-authority", required=True),
        Column("level", term_in(Vocabulary.TERRITORY_LEVELS), "region"),
        Column("territory", territory, "region-of-kayes"),
        Column("founded_in", whole_number, ""),
        Column("languages", terms_in(Vocabulary.LANGUAGES), "fr", many=True),
        Column("website", text_of(200), ""),
        Column("domain", domain_of, ""),
        Column("description", text_of(2000), ""),
        Column("capacities", text_of(1000), ""),
        Column("limits", text_of(1000), ""),
    ]


def run(*, text: str, now: datetime, dry_run: bool) -> Report:
    """Write a table of organisations, all of it or nothing; or try it out."""
    return csv_import.run(text, lambda: Organisations(now), columns(), dry_run=dry_run)
