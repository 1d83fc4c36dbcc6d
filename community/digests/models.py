"""What a member follows, when her digest comes, and what it has told her already."""

import secrets

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from community.digests.enums import FollowKind, Frequency, Weekday


def new_token() -> str:
    """Return an unguessable name for the links in a member's mails; it says nothing about her."""
    return secrets.token_urlsafe(24)


class Preference(models.Model):
    """When a member's digest comes, in her own time."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name=_("member"), on_delete=models.CASCADE, related_name="digest_preference"
    )
    frequency = models.CharField(_("how often"), max_length=10, choices=Frequency.choices, default=Frequency.WEEKLY)
    weekday = models.PositiveSmallIntegerField(_("day"), choices=Weekday.choices, default=Weekday.MONDAY)
    hour = models.PositiveSmallIntegerField(_("hour"), default=7, validators=[MaxValueValidator(23)])
    token = models.CharField(_("token of the links in mails"), max_length=64, unique=True, default=new_token)
    started_at = models.DateTimeField(_("started"), help_text=_("Nothing older than a week before is told."))

    class Meta:
        verbose_name = _("digest preference")
        verbose_name_plural = _("digest preferences")
        constraints = [
            models.CheckConstraint(condition=models.Q(weekday__lte=6, hour__lte=23), name="digests_hour_of_the_week"),
        ]

    def __str__(self) -> str:
        return self.get_frequency_display()


class Follow(models.Model):
    """A member follows something, known by its kind and key."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("member"), on_delete=models.CASCADE, related_name="follows"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=FollowKind.choices)
    key = models.CharField(_("key"), max_length=80, help_text=_("For a theme, its slug."))
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("follow")
        verbose_name_plural = _("follows")
        constraints = [models.UniqueConstraint(fields=["member", "kind", "key"], name="digests_follow_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Told(models.Model):
    """An item that a digest has told a member of; it is told again only when it has moved on since."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("member"), on_delete=models.CASCADE, related_name="told"
    )
    key = models.CharField(_("item"), max_length=80)
    stamp = models.DateTimeField(_("state of the item that was told"))

    class Meta:
        verbose_name = _("item told")
        verbose_name_plural = _("items told")
        constraints = [models.UniqueConstraint(fields=["member", "key"], name="digests_tell_once")]

    def __str__(self) -> str:
        return self.key
