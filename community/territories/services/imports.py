"""Territories from a table: found by their external id, placed in each other, written whole or not at all."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from anyascii import anyascii
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term
from community.taxonomy.words import terms_of
from community.territories.enums import Degree
from community.territories.models import Country, Territory
from foundation import csv_import
from foundation.csv_import import Column, Importer, Report, names_in, text_of, whole_number

NAME_LENGTH = 160


def term_in(vocabulary: Vocabulary) -> Callable[[str], Term | None]:
    """Return a converter from the slug of a term."""

    def convert(cell: str) -> Term | None:
        if not cell:
            return None
        found = next((term for term in terms_of(vocabulary) if term.slug == cell), None)
        if found is None:
            known = ", ".join(term.slug for term in terms_of(vocabulary)[:12])
            raise ValidationError(_("Not one of the vocabulary. It has: %(known)s.") % {"known": known})
        return found

    return convert


def terms_in(vocabulary: Vocabulary) -> Callable[[str], list[Term]]:
    """Return a converter from several slugs."""
    one = term_in(vocabulary)
    return lambda cell: [term for part in names_in(cell) if (term := one(part)) is not None]


def degrees(low: int, high: int) -> Callable[[str], Decimal]:
    """Return a converter for a coordinate."""

    def convert(cell: str) -> Decimal:
        try:
            value = Decimal(cell.replace(",", "."))
        except InvalidOperation:
            raise ValidationError(_("Write degrees, for example 14.5.")) from None
        if not value.is_finite() or not low <= value <= high:
            raise ValidationError(_("Degrees are between %(low)s and %(high)s.") % {"low": low, "high": high})
        return value.quantize(Decimal("0.1"))

    return convert


def day(cell: str) -> date | None:
    """Return a day as 2026-11-30, or None for an empty cell."""
    try:
        return date.fromisoformat(cell) if cell else None
    except ValueError:
        raise ValidationError(_("Write a day as 2026-11-30.")) from None


def degree(cell: str) -> str:
    """Return a degree of decentralisation; an empty cell is unknown."""
    if cell and cell not in Degree.values:
        raise ValidationError(_("One of: %(known)s.") % {"known": ", ".join(Degree.values)})
    return cell or Degree.UNKNOWN


class Territories(Importer):
    """Rows of territories."""

    def __init__(self) -> None:
        self.columns = columns(self)
        rows = list(Territory.objects.select_related("level", "parent").prefetch_related("countries", "languages"))
        self.by_id = {row.external_id: row for row in rows if row.external_id}
        self.by_slug = {row.slug: row for row in rows}
        self.by_key = {row.pk: row for row in rows}
        self.countries = {country.iso: country for country in Country.objects.all()}

    def find(self, external_id: str) -> Territory:
        """Return the territory with this id, or a new one."""
        return self.by_id.get(external_id) or Territory(external_id=external_id)

    def parent(self, cell: str) -> Territory | None:
        """Return the territory named by id or slug; it stands in the list above, or was there."""
        if not cell:
            return None
        found = self.by_id.get(cell) or self.by_slug.get(cell)
        if found is None:
            raise ValidationError(_("No territory has this id. Put the larger one above it in the table."))
        return found

    def countries_in(self, cell: str) -> list[Country]:
        """Return the countries named by their codes."""
        unknown = [iso for iso in names_in(cell) if iso.upper() not in self.countries]
        if unknown:
            raise ValidationError(_("Not known: %(codes)s.") % {"codes": ", ".join(unknown)})
        return [self.countries[iso.upper()] for iso in names_in(cell)]

    def check(self, thing: Territory) -> None:
        """Refuse a circle, and a population without year and source."""
        # What the checks below would fetch one by one is at hand.
        thing.clean_fields(exclude=["slug", "level", "parent"])
        if thing.population is not None and (thing.population_year is None or not thing.population_source):
            raise ValidationError({"population": _("Give the year and the source of the population figure.")})
        above = thing.parent
        while above is not None and thing.pk is not None:
            if above.pk == thing.pk:
                raise ValidationError({"parent": _("This territory lies in itself, directly or through others.")})
            above = self.by_key.get(above.parent_id) if above.parent_id else None

    def write(self, thing: Territory, sets: dict[str, list[Any]]) -> None:
        """Save the territory under an address of its own."""
        if not thing.slug:
            thing.slug = self._free_slug(thing.name_en)
        thing.save()
        self.by_id[thing.external_id or ""], self.by_slug[thing.slug], self.by_key[thing.pk] = thing, thing, thing
        for name, rows in sets.items():
            getattr(thing, name).set(rows)

    def _free_slug(self, name: str) -> str:
        stem = slugify(anyascii(name))[:70].strip("-") or "territory"
        number = 1
        slug = stem
        while slug in self.by_slug:
            number += 1
            slug = f"{stem}-{number}"
        return slug


def columns(importer: Territories | None = None) -> list[Column]:
    """Return the columns of the table; those that look things up need an importer to convert."""
    parent: Callable[[str], Any] = importer.parent if importer else str
    countries: Callable[[str], Any] = importer.countries_in if importer else str
    name = text_of(NAME_LENGTH)
    return [
        Column("external_id", text_of(80), "ml-kayes", required=True),
        Column("name_en", name, "Region of Kayes", required=True),
        Column("name_fr", name, "Région de Kayes"),
        Column("name_es", name, "Región de Kayes"),
        Column("name_ar", name, "إقليم كاي"),
        Column("level", term_in(Vocabulary.TERRITORY_LEVELS), "region", required=True),
        Column("parent", parent, ""),
        Column("countries", countries, "ML", many=True),
        Column("latitude", degrees(-90, 90), "14.5", required=True),
        Column("longitude", degrees(-180, 180), "-11.4", required=True),
        Column("population", whole_number, ""),
        Column("population_year", whole_number, ""),
        Column("population_source", text_of(200), ""),
        Column("languages", terms_in(Vocabulary.LANGUAGES), "fr", many=True),
        Column("decentralisation", degree, "unknown"),
        Column("next_election_on", day, ""),
        Column("note", text_of(2000), ""),
    ]


def run(*, text: str, dry_run: bool) -> Report:
    """Write a table of territories, all of it or nothing; or try it out."""
    return csv_import.run(text, Territories, columns(), dry_run=dry_run)
