"""One member and one thread or page: what she wants to hear of it, and how far she has read."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from community.following.enums import Level
from community.following.querysets import FollowingQuerySet


class Following(models.Model):
    """One row a member and place. Unread posts are those with a key above `read_to`, so none is marked by itself."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("member"), on_delete=models.CASCADE, related_name="followings"
    )
    kind = models.CharField(_("kind"), max_length=10, help_text=_("thread or page"))
    target = models.PositiveBigIntegerField(_("thread or page"))
    level = models.CharField(_("what comes"), max_length=10, choices=Level.choices, default=Level.PLAIN)
    read_to = models.PositiveBigIntegerField(_("key of the last post read"), default=0)
    changed_at = models.DateTimeField(_("chosen"), null=True, blank=True)

    objects = FollowingQuerySet.as_manager()

    class Meta:
        verbose_name = _("following")
        verbose_name_plural = _("followings")
        constraints = [
            models.UniqueConstraint(fields=["member", "kind", "target"], name="following_one_row_a_place"),
        ]
        indexes = [
            models.Index(fields=["kind", "target"], condition=models.Q(level=Level.WATCHED), name="following_watchers"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.target}"
