"""One table of terms: the words by which everything else is filed, in four languages."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from community.taxonomy.enums import Vocabulary
from community.taxonomy.querysets import TermQuerySet


class Term(models.Model):
    """A word of a vocabulary, such as the theme "Remittances for local development"."""

    vocabulary = models.CharField(_("vocabulary"), max_length=40, choices=Vocabulary.choices)
    slug = models.SlugField(_("slug"), max_length=60)
    parent = models.ForeignKey(
        "self", verbose_name=_("parent"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    label_en = models.CharField(_("label in English"), max_length=160)
    label_fr = models.CharField(_("label in French"), max_length=160)
    label_es = models.CharField(_("label in Spanish"), max_length=160)
    label_ar = models.CharField(_("label in Arabic"), max_length=160)
    position = models.PositiveIntegerField(_("position"), default=0)
    depth = models.CharField(_("depth"), max_length=20, blank=True, help_text=_("Minor, substantial or structural."))
    definitions = models.JSONField(_("definitions"), default=dict, blank=True)
    source_lines = models.JSONField(_("lines of the founding report"), default=list, blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["vocabulary", "position"]
        constraints = [
            models.UniqueConstraint(fields=["vocabulary", "slug"], name="taxonomy_one_slug_a_vocabulary"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The label in the active language, English when that one has none."""
        language = (get_language() or "en")[:2]
        return getattr(self, f"label_{language}", "") or self.label_en

    @property
    def definition(self) -> str:
        """What the term means, in the active language; empty when nobody wrote it down."""
        return self.definitions.get((get_language() or "en")[:2]) or self.definitions.get("en", "")

    @property
    def branch(self) -> tuple[str, ...]:
        """The slugs of the term and its parent: what a thing filed under it is found by."""
        return (self.slug, self.parent.slug) if self.parent else (self.slug,)
