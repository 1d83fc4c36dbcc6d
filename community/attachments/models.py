"""Pictures and documents that came with a contribution."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.storage import private_storage


class Attachment(models.Model):
    """One file. The contribution keeps what its page shows of it, so that reading a thread asks nothing here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind of contribution"), max_length=10, help_text=_("post or comment"))
    target = models.PositiveBigIntegerField(_("contribution"))
    title = models.CharField(_("title"), max_length=120)
    file = models.FileField(_("file"), upload_to="attachments/", storage=private_storage)
    ending = models.CharField(_("ending"), max_length=5, help_text=_("Judged by what the file holds."))
    size = models.PositiveBigIntegerField(_("size in bytes"))
    width = models.PositiveIntegerField(_("width in pixels"), default=0)
    height = models.PositiveIntegerField(_("height in pixels"), default=0)
    uploader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="attachments",
    )
    created_at = models.DateTimeField(_("uploaded"))

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        indexes = [models.Index(fields=["kind", "target"], name="attachments_by_contribution")]

    def __str__(self) -> str:
        return self.title

    @property
    def shown(self) -> dict[str, Any]:
        """What the contribution keeps of it."""
        return {
            "id": str(self.pk),
            "title": self.title,
            "ending": self.ending,
            "size": self.size,
            "width": self.width,
            "height": self.height,
        }
