"""Who looked at whose page on which day: only so that nobody reads the whole directory page by page."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from community.members.models.profile import Profile


class LookingDay(models.Model):
    """One day of one reader: the row that is locked while her looks are counted.

    A visitor has no account: a keyed hash of the network address and the day stands for her, of no use on another day.
    """

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reader"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="looking_days",
    )
    visitor = models.CharField(_("visitor, hashed for the day"), max_length=64, blank=True)
    on = models.DateField(_("day"), db_index=True)
    pages = models.PositiveIntegerField(_("pages of the directory"), default=0)

    class Meta:
        verbose_name = _("day of looking at profiles")
        verbose_name_plural = _("days of looking at profiles")
        constraints = [
            models.UniqueConstraint(
                fields=["member", "on"],
                condition=models.Q(member__isnull=False),
                name="members_one_looking_day_a_member",
            ),
            models.UniqueConstraint(
                fields=["visitor", "on"],
                condition=models.Q(member__isnull=True),
                name="members_one_looking_day_a_visitor",
            ),
            models.CheckConstraint(
                condition=models.Q(member__isnull=False, visitor="")
                | models.Q(member__isnull=True) & ~models.Q(visitor=""),
                name="members_looking_day_has_one_reader",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on}"


class ProfileLook(models.Model):
    """A reader opened a profile on a day; a second time is no second row."""

    day = models.ForeignKey(LookingDay, verbose_name=_("day"), on_delete=models.CASCADE, related_name="looks")
    profile = models.ForeignKey(Profile, verbose_name=_("profile"), on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("look at a profile")
        verbose_name_plural = _("looks at profiles")
        constraints = [models.UniqueConstraint(fields=["day", "profile"], name="members_one_look_a_day")]

    def __str__(self) -> str:
        return f"{self.day_id}: {self.profile_id}"
