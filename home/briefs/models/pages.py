"""Policy briefs: a few decisions, who takes them, and what they rest on."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import RichTextField
from wagtail.models import PageManager
from wagtail_localize.fields import SynchronizedField

from community.comments.closing import PANEL, SYNCHRONIZED, CommentSection, TakesComments
from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term
from community.territories.models import Country
from foundation.blocks import SentenceBlock
from foundation.fields import LeanStreamField
from foundation.pages import BasePage
from home.briefs import display, listing, locks, numbers, panels, validators
from home.briefs.blocks import RecommendationBlock, ReferenceBlock, RoadStepBlock, citations
from home.briefs.enums import BriefKind
from home.briefs.page_forms import BriefForm
from home.briefs.querysets import BriefQuerySet

PROSE = ["bold", "italic", "link", "ol", "ul"]


class BriefIndexPage(CommentSection):
    """All briefs, by number."""

    section = "briefs"
    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*BasePage.content_panels, *panels.INDEX]
    settings_panels: ClassVar[list[Any]] = [PANEL, *BasePage.settings_panels]
    override_translatable_fields = SYNCHRONIZED
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["briefs.BriefPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of briefs")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the briefs that fit the kind and the theme in the address, and how many fit each."""
        context = super().get_context(request, *args, **kwargs)
        briefs = BriefPage.objects.readable(locale=self.locale, walls=getattr(request, "walls", None))
        return context | listing.gather(briefs, request.GET)


class BriefPage(TakesComments):
    """One brief."""

    section = "briefs"

    kind = models.CharField(_("kind"), max_length=10, choices=BriefKind.choices, default=BriefKind.BRIEF)
    number = models.PositiveSmallIntegerField(
        _("number"), default=1, help_text=_("Part of the lasting address. It stays the same for ever.")
    )
    standfirst = models.TextField(_("standfirst"), help_text=_("One sentence: what the decisions bring about."))
    audience = models.CharField(_("for whom"), max_length=200, blank=True)
    themes = ParentalManyToManyField(
        Term,
        verbose_name=_("themes"),
        blank=True,
        related_name="briefs",
        limit_choices_to={"vocabulary": Vocabulary.THEMES},
    )
    plain_summary = models.TextField(
        _("summary in plain words"),
        blank=True,
        help_text=_("Needed to publish. Short sentences, no terms of art: for who reads in a second language."),
    )
    key_messages = LeanStreamField(
        [("message", SentenceBlock())],
        verbose_name=_("key messages"),
        blank=True,
        help_text=_("Needed to publish: two to five, one sentence each."),
    )
    context = RichTextField(_("context"), blank=True, features=PROSE, help_text=_("Why this matters now, and to whom."))
    evidence_text = RichTextField(
        _("evidence"), blank=True, features=PROSE, help_text=_("What is known, and how well. Say who found it out.")
    )
    recommendations = LeanStreamField(
        [("recommendation", RecommendationBlock())], verbose_name=_("recommendations"), blank=True
    )
    steps = LeanStreamField(
        [("step", RoadStepBlock())],
        verbose_name=_("steps of the roadmap"),
        blank=True,
        help_text=_("In the order in which they are taken. Each is linked to a practice."),
    )
    references = LeanStreamField(
        [("reference", ReferenceBlock())],
        verbose_name=_("references"),
        blank=True,
        help_text=_("Publications, each with its year. To publish, a brief names a publication or a practice."),
    )
    cites = LeanStreamField(
        citations(),
        verbose_name=_("also cites"),
        blank=True,
        help_text=_("Practices, other briefs, posts and comments. Each of them then names this brief."),
    )
    unknowns = LeanStreamField([("unknown", SentenceBlock())], verbose_name=_("what we do not know"), blank=True)
    made_how = RichTextField(_("how this brief was made"), blank=True, features=["bold", "italic", "link"])
    issuing_level = models.ForeignKey(
        Term,
        verbose_name=_("issued at the level"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.TERRITORY_LEVELS},
        help_text=_("A guideline is issued by a level of government."),
    )
    issuing_country = models.ForeignKey(
        Country,
        verbose_name=_("issued in"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Leave it empty when it is issued for several countries."),
    )
    forum = models.CharField(_("forum"), max_length=200, blank=True, help_text=_("Where a joint submission goes."))
    forum_year = models.PositiveSmallIntegerField(
        _("year of the forum"), null=True, blank=True, validators=[MinValueValidator(1945), MaxValueValidator(2100)]
    )
    source_lines = models.JSONField(_("lines of the source"), default=list, blank=True, editable=False)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawn_reason = models.CharField(
        _("why it was withdrawn"), max_length=300, blank=True, help_text=_("Shown on top; the text stays readable.")
    )

    objects: ClassVar[Any] = PageManager.from_queryset(BriefQuerySet)()

    override_translatable_fields = [
        SynchronizedField("themes"),
        SynchronizedField("slug"),
        SynchronizedField("cites"),
        SynchronizedField("number"),
        *SYNCHRONIZED,
    ]
    base_form_class = BriefForm
    edit_handler = panels.brief(BasePage)
    parent_page_types: ClassVar[list[str]] = ["briefs.BriefIndexPage"]

    class Meta:
        verbose_name = _("brief")
        verbose_name_plural = _("briefs")

    def save(self, clean: bool = True, **kwargs: Any) -> None:
        """Write the page; a public one has what a public brief needs, and a number of its own.

        Raises:
            NotPublishable: something is missing, or it would cite itself by a detour; says what to do.
        """
        if self._state.adding and self.alias_of_id is None and numbers.owner_of(self):
            # A copy of a page brings along the number of the first.
            self.number = numbers.next_free()
        if not (clean and self.live and self.alias_of_id is None):
            super().save(clean=clean, **kwargs)
            return
        with locks.publishing():
            if found := self.obstacles():
                raise validators.NotPublishable(self, found)
            super().save(clean=clean, **kwargs)

    def obstacles(self) -> dict[str, str]:
        """Return what keeps the brief from being published, by field."""
        return validators.gaps(self) | numbers.obstacle(self) | display.detour(self)

    @cached_property
    def language_versions(self) -> list["BriefPage"]:
        """The live versions in all languages, stand-ins included; the page that is served knows them already."""
        rows = type(self).objects.filter(translation_key=self.translation_key, live=True)
        return list(rows.select_related("locale", "alias_of__locale").without_texts().order_by("pk"))

    @property
    def is_joint(self) -> bool:
        """Organisations can endorse it."""
        return self.kind == BriefKind.JOINT

    @property
    def original_id(self) -> int:
        """Key of the page whose text this one shows: its own, or of the one it stands in for."""
        return self.alias_of_id or self.pk

    def addresses(self, request: HttpRequest) -> dict[str, str]:
        """Return the address of each live language version, by language code."""
        return {page.locale.language_code: page.address for page in self.language_versions}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the decisions with what they rest on, who cites the brief, its versions and languages."""
        walls = getattr(request, "walls", None)
        draft = bool(getattr(request, "is_preview", False))
        shown = display.brief(self, user=request.user, walls=walls, draft=draft)
        return super().get_context(request, *args, **kwargs) | shown
