"""Policy briefs: a few decisions, who takes them, and the practices they rest on."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.fields import RichTextField
from wagtail.models import PageManager
from wagtail_localize.fields import SynchronizedField

from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term
from foundation.blocks import SentenceBlock
from foundation.fields import LeanStreamField
from foundation.pages import BasePage
from home.briefs import display
from home.briefs.blocks import RecommendationBlock
from home.briefs.querysets import BriefQuerySet


class BriefIndexPage(BasePage):
    """All briefs, by number."""

    section = "briefs"
    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["briefs.BriefPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of briefs")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the briefs, those of the theme in the address where it names one."""
        briefs = BriefPage.objects.readable(locale=self.locale)
        theme = request.GET.get("theme", "")
        if theme:
            briefs = briefs.filter(themes__in=Term.objects.of(Vocabulary.THEMES).with_children([theme])).distinct()
        context = super().get_context(request, *args, **kwargs)
        return context | {"briefs": display.rows(briefs), "theme": theme}


class BriefPage(BasePage):
    """One brief."""

    section = "briefs"
    takes_comments = True

    number = models.PositiveSmallIntegerField(_("number"), default=1)
    standfirst = models.TextField(_("standfirst"), help_text=_("One sentence: what the decisions bring about."))
    audience = models.CharField(_("for whom"), max_length=200, blank=True)
    themes = ParentalManyToManyField(
        Term,
        verbose_name=_("themes"),
        blank=True,
        related_name="briefs",
        limit_choices_to={"vocabulary": Vocabulary.THEMES},
    )
    recommendations = LeanStreamField(
        [("recommendation", RecommendationBlock())], verbose_name=_("recommendations"), blank=True
    )
    unknowns = LeanStreamField([("unknown", SentenceBlock())], verbose_name=_("what we do not know"), blank=True)
    made_how = RichTextField(_("how this brief was made"), blank=True, features=["bold", "italic", "link"])
    source_lines = models.JSONField(_("lines of the source"), default=list, blank=True, editable=False)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawn_reason = models.CharField(
        _("why it was withdrawn"), max_length=300, blank=True, help_text=_("Shown on top; the text stays readable.")
    )

    objects: ClassVar[Any] = PageManager.from_queryset(BriefQuerySet)()

    override_translatable_fields = [SynchronizedField("themes"), SynchronizedField("slug")]
    brief_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("number"), FieldPanel("audience")]),
        FieldPanel("standfirst"),
        FieldPanel("recommendations"),
        FieldPanel("unknowns"),
        FieldPanel("made_how"),
        FieldPanel("themes"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(brief_panels, heading=_("Brief")),
            ObjectList(
                [
                    MultiFieldPanel(
                        [FieldPanel("withdrawn_on"), FieldPanel("withdrawn_reason")], heading=_("Withdrawing it")
                    ),
                    *BasePage.settings_panels,
                ],
                heading=_("Settings"),
            ),
            ObjectList(BasePage.promote_panels, heading=_("Address")),
        ]
    )
    parent_page_types: ClassVar[list[str]] = ["briefs.BriefIndexPage"]

    class Meta:
        verbose_name = _("brief")
        verbose_name_plural = _("briefs")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the decisions with their evidence, names of addressees, and languages."""
        return super().get_context(request, *args, **kwargs) | display.brief(self)


class Citation(models.Model):
    """A brief rests on a story. Derived from the brief's text each time it is published."""

    brief = models.ForeignKey(BriefPage, verbose_name=_("brief"), on_delete=models.CASCADE, related_name="citations")
    story_key = models.UUIDField(_("translation key of the story"))
    reference = models.CharField(_("reference of the recommendation"), max_length=60)

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        constraints = [
            models.UniqueConstraint(fields=["brief", "story_key", "reference"], name="briefs_one_citation_each"),
        ]
        indexes = [models.Index(fields=["story_key"], name="briefs_citation_by_story")]

    def __str__(self) -> str:
        return self.reference
