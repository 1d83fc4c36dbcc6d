"""What a practice rests on: resources, arrangements, acts and plans, powers, how long it lasts."""

from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.fields import LeanStreamField
from home.practices import blocks
from home.practices.enums import Known
from home.practices.validators import validate_partial_date

PARTIAL_HELP = _("A year, a month or a day: 2009, 2009-03 or 2009-03-26.")


def known(label: Any, help_text: Any = "") -> models.CharField:
    """Return a field that answers yes, no or not known."""
    return models.CharField(label, max_length=8, choices=Known.choices, default=Known.UNKNOWN, help_text=help_text)


class Standing(models.Model):
    """Facts by which another place judges whether it could do the same. All may stay unknown."""

    begins = models.CharField(
        _("begins"), max_length=10, blank=True, validators=[validate_partial_date], help_text=PARTIAL_HELP
    )
    ends = models.CharField(
        _("ends"),
        max_length=10,
        blank=True,
        validators=[validate_partial_date],
        help_text=_("Leave empty while it goes on, or if nobody knows."),
    )
    budget = models.DecimalField(
        _("budget"), max_digits=14, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    currency = models.CharField(_("currency"), max_length=3, blank=True, help_text=_("For example: EUR, XOF, MAD."))
    budget_note = models.CharField(
        _("what the budget covers"), max_length=300, blank=True, help_text=_("Per year or in all, and who pays.")
    )
    staff = models.CharField(
        _("staff"), max_length=200, blank=True, help_text=_("For example: one officer, half of her time.")
    )
    duration = models.CharField(_("time it took"), max_length=200, blank=True)
    low_resource = known(_("works with few resources"), _("Could a small town do it with what it has?"))
    needs_migration_power = known(
        _("needs a competence on migration"), _("Most authorities decide on services and land, not on entry or stay.")
    )
    who_decides = models.TextField(
        _("who decides"), blank=True, max_length=600, help_text=_("Which level decides on what this practice touches.")
    )
    framework_origin = models.TextField(_("national framework, place of origin"), blank=True, max_length=600)
    framework_residence = models.TextField(_("national framework, place of residence"), blank=True, max_length=600)
    arrangements = LeanStreamField(
        [
            ("matching", blocks.MatchingBlock()),
            ("risk_cover", blocks.RiskCoverBlock()),
            ("memorandum", blocks.MemorandumBlock()),
            ("council", blocks.CouncilBlock()),
        ],
        verbose_name=_("arrangements"),
        blank=True,
    )
    act = known(_("legal act"), _("Does an act, by-law or decision of the council carry it?"))
    act_note = models.CharField(_("which act"), max_length=300, blank=True)
    budget_line = known(_("regular budget line"))
    budget_line_note = models.CharField(_("which budget line"), max_length=300, blank=True)
    plan = known(_("part of the local development plan"))
    plan_note = models.CharField(_("which plan"), max_length=300, blank=True)
    plan_url = models.URLField(_("address of the plan"), max_length=500, blank=True)
    maturity_history = LeanStreamField(
        [("stage", blocks.MaturityBlock())], verbose_name=_("maturity over time"), blank=True
    )
    coverage = LeanStreamField([("stage", blocks.CoverageBlock())], verbose_name=_("stages and services"), blank=True)
    sources = LeanStreamField([("source", blocks.SourceBlock())], verbose_name=_("sources"), blank=True)

    class Meta:
        abstract = True
