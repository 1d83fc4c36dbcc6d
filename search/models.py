"""The search table: one row a thing and language. What the engines add to it is in migrations and `engines/`."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from search.enums import Kind


class Entry(models.Model):
    """One thing in one language, as search knows it. Derived: a rebuild makes it anew."""

    thing = models.CharField(_("thing"), max_length=80, help_text=_("Kind and key, the same in all languages."))
    kind = models.CharField(_("kind"), max_length=14, choices=Kind.choices)
    source_pk = models.BigIntegerField(_("primary key of the row it was read from"))
    language = models.CharField(_("language"), max_length=5)
    audience = models.CharField(
        _("who may find it"), max_length=30, help_text=_("A value of Audience, or the one group whose members may.")
    )
    title = models.CharField(_("title"), max_length=300)
    body = models.TextField(_("text"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    path = models.CharField(_("address after the language"), max_length=300)
    themes = models.JSONField(_("slugs of themes and their parents"), default=list)
    folded_title = models.TextField(_("title, folded for matching"))
    folded_body = models.TextField(_("text, folded for matching"))
    stamp = models.DateTimeField(_("last change"))

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        indexes = [models.Index(fields=["kind", "source_pk"], name="search_entry_by_source")]
        constraints = [
            models.UniqueConstraint(fields=["thing", "language"], name="search_one_entry_a_language"),
        ]

    def __str__(self) -> str:
        return f"{self.thing} {self.language}"
