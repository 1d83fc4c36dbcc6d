"""Terms and places for tests."""

import factory

from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term
from community.territories.models import Corridor, Country, Territory


class TermFactory(factory.django.DjangoModelFactory):
    """A term; the same vocabulary and slug give the same term."""

    class Meta:
        model = Term
        django_get_or_create = ("vocabulary", "slug")

    vocabulary = Vocabulary.THEMES
    slug = factory.Sequence(lambda number: f"term-{number}")
    label_en = factory.LazyAttribute(lambda term: f"{term.slug} in English")
    label_fr = factory.LazyAttribute(lambda term: f"{term.slug} en français")
    label_es = factory.LazyAttribute(lambda term: f"{term.slug} en español")
    label_ar = factory.LazyAttribute(lambda term: f"{term.slug} بالعربية")


class TerritoryFactory(factory.django.DjangoModelFactory):
    """A place without countries."""

    class Meta:
        model = Territory

    slug = factory.Sequence(lambda number: f"place-{number}")
    name_en = factory.Sequence(lambda number: f"Place {number}")
    name_fr = factory.LazyAttribute(lambda place: place.name_en)
    name_es = factory.LazyAttribute(lambda place: place.name_en)
    name_ar = factory.LazyAttribute(lambda place: place.name_en)
    level = factory.SubFactory(TermFactory, vocabulary=Vocabulary.TERRITORY_LEVELS, slug="municipality")
    latitude = 10
    longitude = 20


class CountryFactory(factory.django.DjangoModelFactory):
    """A country without a point."""

    class Meta:
        model = Country
        django_get_or_create = ("iso",)

    iso = factory.Sequence(lambda number: f"{chr(65 + number // 26 % 26)}{chr(65 + number % 26)}")
    name_en = factory.LazyAttribute(lambda country: f"Country {country.iso}")
    name_fr = factory.LazyAttribute(lambda country: country.name_en)
    name_es = factory.LazyAttribute(lambda country: country.name_en)
    name_ar = factory.LazyAttribute(lambda country: country.name_en)


class CorridorFactory(factory.django.DjangoModelFactory):
    """A corridor between two countries."""

    class Meta:
        model = Corridor

    origin = factory.SubFactory(CountryFactory)
    residence = factory.SubFactory(CountryFactory)
    basis = "stated"
