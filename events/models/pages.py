"""Exchanges: sittings where members learn from one another, and the list of them."""

from datetime import datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, ObjectList, TabbedInterface
from wagtail.blocks import PageChooserBlock
from wagtail.models import Page, PageManager
from wagtail_localize.fields import SynchronizedField

from community.comments.closing import PANEL, SYNCHRONIZED, CommentSection, TakesComments
from community.members.models import Organisation
from community.members.models.profile import validate_zone
from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term
from community.territories.models import Territory
from events import display, panels, validators
from events.blocks import AgendaBlock
from events.enums import ExchangeState, Kind, Mode, Phase
from events.page_forms import ExchangeForm
from events.querysets import ExchangeQuerySet
from foundation import clock
from foundation.blocks import SentenceBlock
from foundation.fields import LeanStreamField
from foundation.pages import BasePage

# The same in every language version: the source's are copied to the others at each publication.
FACTS = (
    "kind",
    "mode",
    "starts_at",
    "ends_at",
    "zone",
    "host",
    "territory",
    "capacity",
    "opens_at",
    "closes_at",
    "state",
)
MANY_FACTS = ("themes", "languages")


class ExchangeIndexPage(CommentSection):
    """All exchanges: the coming first, then the past."""

    section = "exchanges"
    introduction = models.TextField(_("introduction"), blank=True, help_text=_("One or two sentences under the title."))

    # The header names the list by its address.
    override_translatable_fields = [SynchronizedField("slug", overridable=False), *SYNCHRONIZED]
    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]
    settings_panels: ClassVar[list[Any]] = [PANEL, *BasePage.settings_panels]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["events.ExchangePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of exchanges")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the exchanges that fit the address's filters."""
        exchanges = ExchangePage.objects.published(locale=self.locale)
        context = super().get_context(request, *args, **kwargs)
        return context | display.listing(exchanges, query=request.GET, now=clock.now())

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Find an exchange in one query instead of two."""
        if len(path_components) == 1:
            page = ExchangePage.objects.child_of(self).filter(slug=path_components[0]).select_related("locale").first()
            if page is not None:
                return page.route(request, [])
        return super().route(request, path_components)


class ExchangePage(TakesComments):
    """One exchange: what it promises, when it is, how many can come."""

    section = "exchanges"

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.WEBINAR)
    mode = models.CharField(_("where people take part"), max_length=10, choices=Mode.choices, default=Mode.ONLINE)
    promise = models.TextField(
        _("promise"), max_length=600, help_text=_("Two or three sentences: what people get, and what they bring.")
    )
    starts_at = models.DateTimeField(_("starts"), help_text=_("On the clock of the host's place."))
    ends_at = models.DateTimeField(_("ends"), help_text=_("On the clock of the host's place."))
    zone = models.CharField(
        _("time zone of the host"),
        max_length=64,
        default="UTC",
        validators=[validate_zone],
        help_text=_("All four times on this page are read on this clock. Readers see them on their own."),
    )
    place = models.CharField(
        _("place"), max_length=160, blank=True, help_text=_("Where people meet, for example: Town hall, Kayes.")
    )
    host = models.ForeignKey(
        Organisation, verbose_name=_("host"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    territory = models.ForeignKey(
        Territory,
        verbose_name=_("territory"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    themes = ParentalManyToManyField(
        Term,
        verbose_name=_("themes"),
        blank=True,
        related_name="exchanges",
        limit_choices_to={"vocabulary": Vocabulary.THEMES},
    )
    languages = ParentalManyToManyField(
        Term,
        verbose_name=_("languages people can listen in"),
        blank=True,
        related_name="+",
        limit_choices_to={"vocabulary": Vocabulary.LANGUAGES},
        help_text=_("Spoken or interpreted. With more than one, people say at registration which they need."),
    )
    capacity = models.PositiveIntegerField(
        _("places"),
        default=30,
        validators=[MinValueValidator(1)],
        help_text=_("More places: people on the waiting list move up when you publish. Fewer: nobody loses a place."),
    )
    opens_at = models.DateTimeField(
        _("registration opens"), null=True, blank=True, help_text=_("Leave empty to open at once.")
    )
    closes_at = models.DateTimeField(
        _("registration closes"), null=True, blank=True, help_text=_("Leave empty to close at the start.")
    )
    state = models.CharField(_("state"), max_length=10, choices=ExchangeState.choices, default=ExchangeState.SCHEDULED)
    cancelled_reason = models.TextField(
        _("reason for cancelling"),
        blank=True,
        max_length=400,
        help_text=_("One sentence. It stands on the page and in the mail to everybody registered."),
    )
    take_home = LeanStreamField([("point", SentenceBlock())], verbose_name=_("what you take home"), blank=True)
    agenda = LeanStreamField([("part", AgendaBlock())], verbose_name=_("how the time is used"), blank=True)
    good_to_know = LeanStreamField(
        [("point", SentenceBlock())],
        verbose_name=_("good to know"),
        blank=True,
        help_text=_("Interpretation, captions, recording, weak connections."),
    )
    preparation = LeanStreamField(
        [("page", PageChooserBlock())],
        verbose_name=_("before you come"),
        blank=True,
        help_text=_("Stories and briefs worth reading first."),
    )
    outcome_note = models.TextField(
        _("what came of it"), blank=True, help_text=_("After the exchange: two or three sentences, nobody named.")
    )

    objects: ClassVar[Any] = PageManager.from_queryset(ExchangeQuerySet)()

    override_translatable_fields = [
        SynchronizedField(name, overridable=False) for name in (*FACTS, *MANY_FACTS, "slug")
    ] + SYNCHRONIZED
    base_form_class = ExchangeForm
    edit_handler = TabbedInterface(
        [
            ObjectList([*BasePage.content_panels, *panels.OFFER], heading=_("What it offers")),
            ObjectList(panels.CIRCUMSTANCES, heading=_("When, where, for whom")),
            ObjectList(panels.REGISTRATION, heading=_("Registration")),
            ObjectList(BasePage.promote_panels, heading=_("Address")),
            ObjectList([PANEL, *BasePage.settings_panels], heading=_("Settings")),
        ]
    )
    parent_page_types: ClassVar[list[str]] = ["events.ExchangeIndexPage"]

    class Meta:
        verbose_name = _("exchange")
        verbose_name_plural = _("exchanges")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="events_ends_after_start"
            ),
            models.CheckConstraint(
                condition=models.Q(closes_at__isnull=True) | models.Q(closes_at__lte=models.F("starts_at")),
                name="events_closes_before_start",
            ),
            models.CheckConstraint(
                condition=models.Q(opens_at__isnull=True) | models.Q(opens_at__lt=models.F("starts_at")),
                name="events_opens_before_start",
            ),
            models.CheckConstraint(condition=models.Q(capacity__gte=1), name="events_at_least_one_place"),
        ]
        indexes = [models.Index(fields=["starts_at"], name="events_by_start")]

    def clean(self) -> None:
        """Refuse facts that contradict one another."""
        super().clean()
        if found := validators.problems(self):
            raise ValidationError(found)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the times, the registration panel and who is coming."""
        context = super().get_context(request, *args, **kwargs)
        return context | display.exchange(self, user=request.user, now=clock.now())

    @cached_property
    def versions(self) -> "list[ExchangePage]":
        """Every language version, drafts included, the oldest first, with what is shown of them."""
        return list(
            ExchangePage.objects.filter(translation_key=self.translation_key)
            .select_related("host", "territory", "locale")
            .order_by("pk")
        )

    @cached_property
    def source(self) -> Page:
        """The version that people register for."""
        return next((page for page in self.versions if page.alias_of_id is None), self)

    @cached_property
    def facts(self) -> "ExchangePage":
        """The version whose dates and places count: this one if it is the source (in a preview, as edited)."""
        source = self.source
        if source.pk != self.pk:
            return source
        for name in ("host", "territory"):
            if getattr(self, f"{name}_id") == getattr(source, f"{name}_id"):
                setattr(self, name, getattr(source, name))
        return self

    def addresses(self, request: HttpRequest) -> dict[str, str]:
        """Return the address of each live language version, by language code."""
        found = {page.locale.language_code: page.get_url(request) for page in self.versions if page.live}
        return {code: url for code, url in found.items() if code in dict(settings.LANGUAGES) and url}

    @property
    def host_zone(self) -> ZoneInfo:
        """The clock of the host's place."""
        return ZoneInfo(self.zone)

    @property
    def host_start(self) -> datetime:
        """The start as the host's clock shows it; naive, so that templates leave it on that clock."""
        return self.starts_at.astimezone(self.host_zone).replace(tzinfo=None)

    @property
    def host_end(self) -> datetime:
        """The end as the host's clock shows it; naive."""
        return self.ends_at.astimezone(self.host_zone).replace(tzinfo=None)

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    @property
    def agenda_lines(self) -> list[tuple[str, str]]:
        """Time since the start and what happens, as ("1:10", "What we would do on Monday")."""
        parts = [block.value for block in self.agenda]
        return [(f"{part['minute'] // 60}:{part['minute'] % 60:02}", part["text"]) for part in parts]

    @property
    def is_cancelled(self) -> bool:
        """Does not take place."""
        return self.state == ExchangeState.CANCELLED

    @property
    def closing_at(self) -> datetime:
        """When registration ends: at the start unless the editor set an earlier time."""
        return self.closes_at or self.starts_at

    def phase(self, now: datetime) -> Phase:
        """Where the exchange stands at `now` (aware), whoever looks."""
        if self.is_cancelled:
            return Phase.CANCELLED
        if now >= self.ends_at:
            return Phase.PAST
        if self.opens_at and now < self.opens_at:
            return Phase.BEFORE
        return Phase.OPEN if now < self.closing_at else Phase.CLOSED

    def version_in(self, language: str) -> "ExchangePage":
        """Return the live version in `language` (code), stand-ins included; this one if there is none."""
        fits = (page for page in self.versions if page.live and page.locale.language_code == language)
        return next(fits, self)

    @property
    def path_on_site(self) -> str:
        """The page's address without scheme and host, as "/fr/exchanges/a-title/"; empty outside every site."""
        parts = self.get_url_parts()
        return parts[2] if parts and parts[2] else ""
