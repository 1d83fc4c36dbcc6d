"""Stories: what an authority tried, what came of it, what others need to repeat it."""

from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.blocks import PageChooserBlock
from wagtail.fields import RichTextField
from wagtail.models import PageManager
from wagtail_localize.fields import SynchronizedField

from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term
from community.territories.models import Corridor, Territory
from foundation.blocks import HeadedTextBlock, SentenceBlock
from foundation.fields import LeanStreamField
from foundation.pages import BasePage
from home.practices import display, facets
from home.practices.blocks import PartnerBlock, StepBlock
from home.practices.enums import Detail, Evidence, Movement, Status, Tie
from home.practices.querysets import StoryQuerySet

PROSE = ["bold", "italic", "link", "ol", "ul"]


def _terms(vocabulary: Vocabulary, label: Any) -> ParentalManyToManyField:
    return ParentalManyToManyField(
        Term, verbose_name=label, blank=True, related_name="+", limit_choices_to={"vocabulary": vocabulary}
    )


class PracticeIndexPage(BasePage):
    """All stories, narrowed by facets, as a list and on a map."""

    section = "practices"
    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["practices.StoryPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of practices")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the stories that fit the address's filters, the facets with their counts, and the map."""
        context = super().get_context(request, *args, **kwargs)
        chosen = facets.Chosen.from_query(request.GET)
        everything = StoryPage.objects.readable(locale=self.locale)
        found = everything.fitting(chosen)
        page_obj = Paginator(found.for_listing().newest_first(), display.PER_PAGE).get_page(request.GET.get("page"))
        return context | {
            "chosen": chosen,
            "removals": facets.removals(chosen),
            "followable": facets.known_theme(chosen),
            "facets": facets.count(everything, chosen),
            "page_obj": page_obj,
            "items": display.items(page_obj.object_list),
            "found": page_obj.paginator.count,
            "total": everything.count(),
            "nearest": facets.nearest(everything, chosen) if not page_obj.paginator.count else None,
            "map": display.browse_map(everything, found),
        }


class StoryPage(BasePage):
    """One practice, told as a story, with what is not known said as such."""

    section = "practices"
    takes_comments = True

    standfirst = models.TextField(_("standfirst"), help_text=_("Two sentences: what was done, and why it matters."))
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
    contributions = _terms(Vocabulary.AUTHORITY_CONTRIBUTIONS, _("what the authority contributed"))
    beneficiary_groups = _terms(Vocabulary.BENEFICIARY_GROUPS, _("groups it serves"))
    capitals = _terms(Vocabulary.MIGRANT_CAPITALS, _("capitals of migrants it draws on"))
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
    context = RichTextField(_("context"), blank=True, features=PROSE)
    challenge = RichTextField(_("challenge"), blank=True, features=PROSE)
    steps = LeanStreamField([("step", StepBlock())], verbose_name=_("what was done"), blank=True)
    partners = LeanStreamField([("partner", PartnerBlock())], verbose_name=_("partners and their roles"), blank=True)
    results = LeanStreamField([("result", SentenceBlock())], verbose_name=_("results"), blank=True)
    lessons = LeanStreamField([("lesson", SentenceBlock())], verbose_name=_("lessons"), blank=True)
    transfer = LeanStreamField(
        [("need", HeadedTextBlock())], verbose_name=_("what others need to transfer it"), blank=True
    )
    gaps = LeanStreamField(
        [("gap", SentenceBlock())],
        verbose_name=_("not stated in the source"),
        blank=True,
        help_text=_("What a reader would want to know and the source does not say: cost, staff time, numbers."),
    )
    related = LeanStreamField(
        [("story", PageChooserBlock(page_type="practices.StoryPage"))], verbose_name=_("related practices"), blank=True
    )
    detail = models.CharField(_("detail of the source"), max_length=10, choices=Detail.choices, default=Detail.BOX)
    source_reference = models.CharField(_("source"), max_length=255, blank=True)
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
            "contributions",
            "beneficiary_groups",
            "capitals",
            "slug",
        )
    ]
    story_panels = [
        *BasePage.content_panels,
        FieldPanel("standfirst"),
        FieldPanel("context"),
        FieldPanel("challenge"),
        FieldPanel("steps"),
        FieldPanel("partners"),
        FieldPanel("results"),
        FieldPanel("gaps"),
        FieldPanel("transfer"),
        FieldPanel("lessons"),
        FieldPanel("related"),
    ]
    place_panels = [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("place"), FieldPanel("partner_place")]), FieldPanel("tie")],
            heading=_("The line above the title"),
        ),
        FieldPanel("territories"),
        FieldPanel("corridors"),
        FieldPanel("movement"),
    ]
    filing_panels = [
        FieldRowPanel([FieldPanel("status"), FieldPanel("evidence")]),
        FieldRowPanel([FieldPanel("maturity"), FieldPanel("since")]),
        FieldPanel("themes"),
        FieldPanel("stages"),
        FieldPanel("instruments"),
        FieldPanel("contributions"),
        FieldPanel("beneficiary_groups"),
        FieldPanel("capitals"),
        MultiFieldPanel(
            [FieldPanel("source_reference"), FieldPanel("source_title"), FieldPanel("detail")],
            heading=_("Where this is told"),
        ),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(story_panels, heading=_("Story")),
            ObjectList(place_panels, heading=_("Places")),
            ObjectList(filing_panels, heading=_("Filing")),
            ObjectList(BasePage.promote_panels, heading=_("Address")),
            ObjectList(BasePage.settings_panels, heading=_("Settings")),
        ]
    )
    parent_page_types: ClassVar[list[str]] = ["practices.PracticeIndexPage"]

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what is shown beside the story's own text."""
        return super().get_context(request, *args, **kwargs) | display.story(self)
