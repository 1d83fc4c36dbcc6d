"""The back office: territories, corridors, countries, regions of the world."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from community.territories.models import Corridor, Country, Region, Territory

NAMES = MultiFieldPanel([FieldPanel(f"name_{language}") for language in ("en", "fr", "es", "ar")], _("Name"))
POINT = FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")])
SEARCHED = ("name_en", "name_fr", "name_es", "name_ar")


class TerritoryViewSet(SnippetViewSet):
    """Places that authorities answer for."""

    model = Territory
    icon = "site"
    list_display = ("name_en", "level", "parent")
    list_filter = ("level",)
    search_fields = (*SEARCHED, "external_id")
    panels: ClassVar[list[Any]] = [
        NAMES,
        FieldPanel("slug"),
        FieldPanel("external_id"),
        FieldPanel("level"),
        FieldPanel("parent"),
        FieldPanel("countries", widget=forms.CheckboxSelectMultiple),
        POINT,
        FieldPanel("basis"),
        MultiFieldPanel(
            [FieldPanel("population"), FieldPanel("population_year"), FieldPanel("population_source")],
            _("Population"),
        ),
        FieldPanel("languages", widget=forms.CheckboxSelectMultiple),
        FieldPanel("decentralisation"),
        FieldPanel("next_election_on"),
        InlinePanel(
            "competences",
            [FieldPanel("subject"), FieldPanel("decided_at"), FieldPanel("note")],
            label=_("Who decides on what"),
        ),
        InlinePanel(
            "links",
            [
                FieldPanel("kind"),
                FieldPanel("title"),
                FieldPanel("url"),
                FieldPanel("owner"),
                FieldPanel("licence"),
                FieldPanel("period"),
            ],
            label=_("Plans and data"),
        ),
        FieldPanel("note"),
    ]


class CorridorViewSet(SnippetViewSet):
    """Ties between where people come from and where they live."""

    model = Corridor
    icon = "link"
    list_display = ("__str__", "basis")
    search_fields = ("slug", "turned_slug")
    panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [FieldPanel("origin_territory"), FieldPanel("origin"), FieldPanel("origin_region")],
            _("Where people come from: one of the three"),
        ),
        MultiFieldPanel(
            [FieldPanel("residence_territory"), FieldPanel("residence"), FieldPanel("residence_region")],
            _("Where they live: one of the three"),
        ),
        FieldPanel("basis"),
    ]


class CountryViewSet(SnippetViewSet):
    """Countries, and how free their authorities are."""

    model = Country
    icon = "globe"
    list_display = ("name_en", "iso")
    search_fields = (*SEARCHED, "iso")
    panels: ClassVar[list[Any]] = [
        NAMES,
        FieldRowPanel([FieldPanel("iso"), FieldPanel("world_region")]),
        POINT,
        FieldPanel("decentralisation"),
    ]


class RegionViewSet(SnippetViewSet):
    """Regions of the world."""

    model = Region
    icon = "globe"
    list_display = ("name_en",)
    search_fields = SEARCHED
    panels: ClassVar[list[Any]] = [NAMES, FieldPanel("slug")]


class PlacesGroup(SnippetViewSetGroup):
    """All places, in one entry of the menu."""

    items = (TerritoryViewSet, CorridorViewSet, CountryViewSet, RegionViewSet)
    menu_icon = "site"
    menu_label = _("Places")
    menu_name = "places"
    menu_order = 320


register_snippet(PlacesGroup)
