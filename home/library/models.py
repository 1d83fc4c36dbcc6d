"""The library: documents and links, and the way of each from a proposal to the shelf."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.taxonomy.models import Term
from foundation import countries
from foundation.storage import private_storage
from home.library.enums import Kind, Language, Licence, State
from home.library.querysets import ItemQuerySet


def _person(label: Any, name: str) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=label, null=True, on_delete=models.SET_NULL, related_name=name
    )


class Item(models.Model):
    """A document or a link. A document's name in the storage tells nothing, and no address leads there."""

    slug = models.SlugField(_("slug"), max_length=70, unique=True)
    title = models.CharField(_("title"), max_length=160)
    kind = models.CharField(_("type"), max_length=10, choices=Kind.choices)
    themes = models.ManyToManyField(Term, verbose_name=_("themes"), related_name="library_items")
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=3, choices=Language.choices)
    country = models.CharField(_("country"), max_length=2, blank=True, help_text=_("Empty: of no single country."))
    author = models.CharField(_("author or source"), max_length=160)
    licence = models.CharField(_("licence"), max_length=10, choices=Licence.choices)
    description = models.TextField(_("description"), max_length=2000)
    url = models.URLField(_("link"), max_length=500, blank=True)
    file = models.FileField(_("document"), upload_to="library/", storage=private_storage, blank=True)
    ending = models.CharField(_("ending"), max_length=5, blank=True, help_text=_("Judged by what the document holds."))
    size = models.PositiveBigIntegerField(_("size in bytes"), default=0)
    # Title, author and description without accents and capitals: what the list is searched by.
    found_by = models.TextField(_("found by"), editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PROPOSED)
    # A change to a public item is a proposal of its own until somebody else has read it; the public one stays.
    replaces = models.ForeignKey(
        "self", verbose_name=_("change to"), null=True, blank=True, on_delete=models.CASCADE, related_name="changes"
    )
    # Counts the texts, so that nobody puts one into the library that she has not read.
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    proposer = _person(_("proposed by"), "library_items")
    # A form sent twice makes one proposal.
    form_key = models.UUIDField(_("form that sent it"), null=True, unique=True, editable=False)
    created_at = models.DateTimeField(_("proposed"))
    moved_at = models.DateTimeField(_("moved"))
    public_at = models.DateTimeField(_("first public"), null=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("item of the library")
        verbose_name_plural = _("items of the library")
        ordering = ["-public_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(url="") ^ Q(file=""),
                name="library_link_or_document",
            ),
            models.UniqueConstraint(fields=["replaces"], name="library_one_change_an_item"),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | Q(state__in=[State.PROPOSED, State.DECLINED]),
                name="library_change_not_public",
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="library_known_state"),
            models.CheckConstraint(condition=~Q(state=State.PUBLIC) | Q(public_at__isnull=False), name="library_dated"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where it is read."""
        return reverse("library:item", args=[self.slug])

    @property
    def country_name(self) -> str:
        """The country in the active language; empty when it is of no single one."""
        return countries.name_of(self.country) if self.country else ""

    @property
    def lang(self) -> str:
        """The language for an element's `lang`; empty where it is not one."""
        return self.language if self.language not in {Language.SEVERAL, Language.OTHER} else ""


class Move(models.Model):
    """An item went from one state to another. Rows are added, never changed."""

    item = models.ForeignKey(Item, verbose_name=_("item"), on_delete=models.CASCADE, related_name="moves")
    before = models.CharField(_("from"), max_length=10, choices=State.choices)
    after = models.CharField(_("to"), max_length=10, choices=State.choices)
    by = _person(_("by"), "+")
    reason = models.TextField(_("reason"), blank=True, max_length=1000)
    moved_at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("move of an item")
        verbose_name_plural = _("moves of items")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_before_display()} – {self.get_after_display()}"
