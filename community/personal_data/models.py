"""Archives of what is kept about a member, erasures, and what retention did."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from community.personal_data.enums import ArchiveState
from foundation.storage import private_storage

# How long the link to an archive lives, and how long somebody can think again: FEATURES C18.
ARCHIVE_LIVES = timedelta(days=7)
COOLING_OFF = timedelta(days=7)


class Archive(models.Model):
    """Everything held on a member, in one file that only she can fetch."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("member"), on_delete=models.CASCADE, related_name="archives"
    )
    state = models.CharField(_("state"), max_length=10, choices=ArchiveState.choices, default=ArchiveState.WANTED)
    wanted_at = models.DateTimeField(_("asked for"))
    ready_at = models.DateTimeField(_("ready since"), null=True, blank=True)
    file = models.FileField(_("file"), upload_to="archives/", storage=private_storage, blank=True)

    class Meta:
        verbose_name = _("archive")
        verbose_name_plural = _("archives")
        ordering = ["-wanted_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["member"],
                condition=models.Q(state=ArchiveState.WANTED),
                name="personal_data_one_archive_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.wanted_at:%Y-%m-%d}"

    @property
    def dies_at(self) -> datetime | None:
        """When the link stops working."""
        return self.ready_at + ARCHIVE_LIVES if self.ready_at else None

    def is_open(self, *, now: datetime) -> bool:
        """Return whether it can be fetched at `now`."""
        return self.state == ArchiveState.READY and self.dies_at is not None and now < self.dies_at


class ErasureRequest(models.Model):
    """A member's wish to be erased; carried out at `due_at` unless she takes it back."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name=_("member"), on_delete=models.CASCADE, related_name="erasure_request"
    )
    wanted_at = models.DateTimeField(_("asked for"))
    due_at = models.DateTimeField(_("carried out at"), db_index=True)

    class Meta:
        verbose_name = _("wish to be erased")
        verbose_name_plural = _("wishes to be erased")

    def __str__(self) -> str:
        return f"{self.member_id} {self.due_at:%Y-%m-%d}"


class FormerAddress(models.Model):
    """An address that an account had: mails went to it, and go with the account."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("member"), on_delete=models.CASCADE, related_name="former_addresses"
    )
    address = models.EmailField(_("address"), max_length=254)
    left_at = models.DateTimeField(_("taken away"))

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")

    def __str__(self) -> str:
        return f"{self.member_id} {self.left_at:%Y-%m-%d}"


class Erased(models.Model):
    """The ledger: that an account was erased, so that restoring an older backup erases it again."""

    account = models.BigIntegerField(_("number of the account"), unique=True)
    account_digest = models.CharField(
        _("keyed digest of the account"), max_length=64, help_text=_("Of what never changes: number and joining.")
    )
    erased_at = models.DateTimeField(_("erased"))

    class Meta:
        verbose_name = _("erased account")
        verbose_name_plural = _("erased accounts")
        ordering = ["erased_at"]

    def __str__(self) -> str:
        return f"{self.account} {self.erased_at:%Y-%m-%d}"


class RetentionRun(models.Model):
    """What one rule of retention found and removed, and when."""

    rule = models.CharField(_("rule"), max_length=60)
    ran_at = models.DateTimeField(_("ran"))
    is_dry_run = models.BooleanField(_("only counted"), default=False)
    days = models.PositiveIntegerField(_("days kept"))
    found = models.PositiveIntegerField(_("found"))
    removed = models.PositiveIntegerField(_("removed"))

    class Meta:
        verbose_name = _("run of a retention rule")
        verbose_name_plural = _("runs of retention rules")
        ordering = ["-ran_at", "rule"]

    def __str__(self) -> str:
        return f"{self.rule} {self.ran_at:%Y-%m-%d}"
