"""Stories: what an authority tried, what came of it, what others need to repeat it."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import TabbedInterface
from wagtail.blocks import PageChooserBlock
from wagtail.models import PageManager
from wagtail_localize.fields import SynchronizedField

from community.comments.closing import PANEL, SYNCHRONIZED, TakesComments
from community.members.models import Organisation
from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term
from community.territories.models import Corridor, Territory
from foundation.fields import LeanStreamField
from foundation.pages import BasePage
from home.practices import display, filing, panels
from home.practices.enums import Detail, Evidence, Movement, Status, Tie
from home.practices.models.facet import StoryFacet
from home.practices.models.standing import Standing
from home.practices.models.telling import Told
from home.practices.querysets import StoryFacetQuerySet, StoryQuerySet
from home.practices.validators import validate_order

# Below /practices/ these lead elsewhere.
RESERVED = frozenset({"compare", "share", "stale"})


def _terms(vocabulary: Vocabulary, label: Any) -> ParentalManyToManyField:
    return ParentalManyToManyField(
        Term, verbose_name=label, blank=True, related_name="+", limit_choices_to={"vocabulary": vocabulary}
    )


class StoryPage(Told, Standing, TakesComments):
    """One practice, told as a story, with what is not known said as such."""

    section = "practices"

    authority = models.ForeignKey(
        Organisation,
        verbose_name=_("authority that answers for it"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Who speaks for it confirms once a year that the story is still true."),
    )
    source_title = models.CharField(_("title in the source"), max_length=255, blank=True)
    territories = ParentalManyToManyField(Territory, verbose_name=_("territories"), blank=True, related_name="stories")
    corridors = ParentalManyToManyField(Corridor, verbose_name=_("corridors"), blank=True, related_name="stories")
    themes = ParentalManyToManyField(
        Term,
        verbose_name=_("themes"),
        blank=True,
        related_name="stories",
        limit_choices_to={"vocabulary": Vocabulary.THEMES},
    )
    stages = _terms(Vocabulary.MIGRATION_STAGES, _("stages of migration"))
    instruments = _terms(Vocabulary.INSTRUMENTS, _("instruments"))
    beneficiary_groups = _terms(Vocabulary.BENEFICIARY_GROUPS, _("groups it serves"))
    capitals = _terms(Vocabulary.MIGRANT_CAPITALS, _("capitals of migrants it draws on"))
    directions = _terms(Vocabulary.SHARING_DIRECTIONS, _("directions of sharing"))
    maturity = models.ForeignKey(
        Term,
        verbose_name=_("maturity"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.INITIATIVE_MATURITY},
    )
    movement = models.CharField(_("movement of people"), max_length=10, choices=Movement.choices, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.UNKNOWN)
    evidence = models.CharField(_("evidence"), max_length=12, choices=Evidence.choices, default=Evidence.DESCRIBED)
    place = models.CharField(
        _("place"), max_length=160, help_text=_("As shown above the title, for example: Kayes, Mali.")
    )
    partner_place = models.CharField(_("partner place"), max_length=160, blank=True)
    tie = models.CharField(_("tie between the places"), max_length=12, choices=Tie.choices, default=Tie.PLACE)
    since = models.CharField(_("since"), max_length=120, blank=True, help_text=_("As the source says it."))
    related = LeanStreamField(
        [("story", PageChooserBlock(page_type="practices.StoryPage"))], verbose_name=_("related practices"), blank=True
    )
    detail = models.CharField(_("detail of the source"), max_length=10, choices=Detail.choices, default=Detail.BOX)
    source_reference = models.CharField(_("source"), max_length=255, blank=True)
    filed = models.JSONField(_("where it belongs"), default=dict, editable=False)
    source_lines = models.JSONField(_("lines of the source"), default=list, blank=True, editable=False)

    objects: ClassVar[Any] = PageManager.from_queryset(StoryQuerySet)()

    override_translatable_fields = [
        SynchronizedField(name)
        for name in (
            "territories",
            "corridors",
            "themes",
            "stages",
            "instruments",
            "beneficiary_groups",
            "capitals",
            "directions",
            "slug",
            "begins",
            "ends",
            "currency",
            "plan_url",
        )
    ] + SYNCHRONIZED
    edit_handler = TabbedInterface(
        panels.tabs(BasePage.content_panels, BasePage.promote_panels, [PANEL, *BasePage.settings_panels])
    )
    parent_page_types: ClassVar[list[str]] = ["practices.PracticeIndexPage"]

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    @classmethod
    def facet_rows(cls) -> StoryFacetQuerySet:
        """The rows that stories are found by."""
        return StoryFacet.objects.all()

    def clean(self) -> None:
        """Refuse what no public story may be: silent on failures, ended before it began, a budget without currency."""
        super().clean()
        wrong = {}
        if self.slug in RESERVED:
            wrong["slug"] = ValidationError(_("This address is taken by the site itself."), code="reserved")
        try:
            validate_order(self.begins, self.ends)
        except ValidationError as error:
            wrong["ends"] = error
        if self.live and not self.failures and not self.nothing_reported:
            wrong["nothing_reported"] = ValidationError(
                _("Say what did not work, or that nothing is reported."), code="failures"
            )
        if self.budget is not None and not self.currency:
            wrong["currency"] = ValidationError(_("Say in which currency, for example EUR."), code="currency")
        if wrong:
            raise ValidationError(wrong)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep what the story is found by with what it says."""
        super().save(*args, **kwargs)
        if kwargs.get("update_fields") is None:
            filing.record(self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what is shown beside the story's own text."""
        if getattr(request, "is_preview", False):
            self.filed = filing.snapshot(self, sorted(set(filing.pairs(self))))
        shown = display.story(self, getattr(request, "walls", None))
        return super().get_context(request, *args, **kwargs) | shown

    @cached_property
    def language_versions(self) -> "list[StoryPage]":
        """The versions in all languages, stand-ins included; the page that is served knows them already."""
        return display.versions_of(self)

    def addresses(self, request: HttpRequest) -> dict[str, str]:
        """Return the address of each live language version, by language code."""
        return {one.locale.language_code: one.address for one in self.language_versions if one.live}
