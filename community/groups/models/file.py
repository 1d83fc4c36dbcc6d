"""What a group keeps for its members."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.groups.models.group import Group
from community.groups.querysets import GroupFileQuerySet
from foundation.storage import private_storage


class GroupFile(models.Model):
    """A file that the members of a group can download. Its name in the storage tells nothing."""

    group = models.ForeignKey(Group, verbose_name=_("group"), on_delete=models.CASCADE, related_name="files")
    title = models.CharField(_("title"), max_length=120)
    file = models.FileField(_("file"), upload_to="groups/", storage=private_storage)
    kind = models.CharField(_("kind"), max_length=5, help_text=_("The ending of its name, judged by what it holds."))
    size = models.PositiveBigIntegerField(_("size in bytes"))
    uploader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="group_files",
    )
    created_at = models.DateTimeField(_("uploaded"))

    objects = GroupFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of a group")
        verbose_name_plural = _("files of groups")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where members download it."""
        return reverse("groups:file", args=[self.group.slug, self.pk])
