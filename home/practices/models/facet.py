"""What a story can be found by: one narrow row a value, so that every facet is counted in one query."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from home.practices.querysets import StoryFacetQuerySet


class StoryFacet(models.Model):
    """A story, known by its translation key, has a value of a facet. Derived each time the story is saved."""

    story_key = models.UUIDField(_("translation key of the story"))
    facet = models.CharField(_("facet"), max_length=20)
    value = models.CharField(_("value"), max_length=80)

    objects = StoryFacetQuerySet.as_manager()

    class Meta:
        verbose_name = _("facet of a story")
        verbose_name_plural = _("facets of stories")
        constraints = [
            models.UniqueConstraint(fields=["story_key", "facet", "value"], name="practices_one_row_a_value"),
        ]
        indexes = [models.Index(fields=["facet", "value", "story_key"], name="practices_by_facet")]

    def __str__(self) -> str:
        return f"{self.facet}: {self.value}"
