"""What somebody offers or seeks: a term of the vocabularies, with a note in the person's own words."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from community.members.enums import Direction
from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term


class Expertise(models.Model):
    """One line of what is offered or sought."""

    direction = models.CharField(_("offered or sought"), max_length=10, choices=Direction.choices)
    term = models.ForeignKey(
        Term,
        verbose_name=_("subject"),
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"vocabulary__in": [Vocabulary.THEMES, Vocabulary.INSTRUMENTS]},
    )
    note = models.CharField(_("in your own words"), max_length=200, blank=True)

    class Meta:
        abstract = True
        verbose_name = _("expertise")
        verbose_name_plural = _("expertise")
        ordering = ["direction", "id"]

    def __str__(self) -> str:
        return self.note or self.term.label
