"""Figures and references: indicators, coverage, maturity over time, sources."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from community.taxonomy.blocks import TermBlock
from community.taxonomy.enums import Vocabulary
from home.practices.blocks.telling import PartialDateBlock, SideBlock
from home.practices.enums import Service


class YearBlock(blocks.IntegerBlock):
    """A year."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**({"label": _("Year"), "required": False, "min_value": 1000, "max_value": 2100} | kwargs))


class IndicatorBlock(blocks.StructBlock):
    """One measured result."""

    side = SideBlock()
    name = blocks.CharBlock(label=_("What was counted"), max_length=160)
    baseline = blocks.DecimalBlock(label=_("Before"), required=False, help_text=_("Leave empty if not known."))
    value = blocks.DecimalBlock(label=_("After"))
    unit = blocks.CharBlock(label=_("Unit"), max_length=60, help_text=_("For example: people, euros, projects."))
    year = YearBlock()
    source = blocks.CharBlock(label=_("Source"), required=False, max_length=200)

    class Meta:
        icon = "table"
        label = _("Indicator")


class CoverageBlock(blocks.StructBlock):
    """What is done at one stage of the migration cycle."""

    stage = TermBlock(vocabulary=Vocabulary.MIGRATION_STAGES, label=_("Stage"))
    services = blocks.MultipleChoiceBlock(choices=Service.choices, label=_("Services"))

    class Meta:
        icon = "table"
        label = _("Stage and services")


class MaturityBlock(blocks.StructBlock):
    """How firmly the practice was anchored, from a moment on."""

    maturity = TermBlock(vocabulary=Vocabulary.INITIATIVE_MATURITY, label=_("Maturity"))
    since = PartialDateBlock(label=_("Since"))
    note = blocks.CharBlock(label=_("What changed"), required=False, max_length=300)

    class Meta:
        icon = "history"
        label = _("Maturity over time")


class SourceBlock(blocks.StructBlock):
    """Where this can be read."""

    title = blocks.CharBlock(label=_("Title"), max_length=255)
    author = blocks.CharBlock(label=_("Author or publisher"), required=False, max_length=160)
    number = blocks.CharBlock(label=_("Number or page"), required=False, max_length=60)
    year = YearBlock()
    url = blocks.URLBlock(label=_("Address"), required=False, max_length=500)

    class Meta:
        icon = "link"
        label = _("Source")
