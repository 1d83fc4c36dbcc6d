"""Where an imported story came from, so that a second import finds it again."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportedStory(models.Model):
    """The id that a story has in the list it came from."""

    external_id = models.CharField(_("external id"), max_length=80, unique=True)
    story_key = models.UUIDField(_("translation key of the story"), unique=True)
    imported_at = models.DateTimeField(_("imported"))

    class Meta:
        verbose_name = _("imported story")
        verbose_name_plural = _("imported stories")

    def __str__(self) -> str:
        return self.external_id
