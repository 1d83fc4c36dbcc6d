"""A link to one exact revision for a person without an account."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision

from community.members.enums import InterfaceLanguage
from home.reviews.enums import Verdict
from home.reviews.querysets import OutsideLinkQuerySet


class OutsideLink(models.Model):
    """Opens one revision to one named person for a while; what she says is kept under her name."""

    page = models.ForeignKey(Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="outside_links")
    revision = models.ForeignKey(Revision, verbose_name=_("revision"), on_delete=models.RESTRICT, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail address"), max_length=254)
    language = models.CharField(
        _("language of the mail"),
        max_length=5,
        choices=InterfaceLanguage.choices,
        default=InterfaceLanguage.ENGLISH,
    )
    nonce = models.CharField(max_length=32, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("made by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(_("made"))
    expires_at = models.DateTimeField(_("ends"))
    revoked_at = models.DateTimeField(_("taken back"), null=True)
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict.choices, blank=True)
    reason = models.TextField(_("in her words"), blank=True, max_length=2000)
    decided_at = models.DateTimeField(_("answered"), null=True)

    objects = OutsideLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link for an outside reviewer")
        verbose_name_plural = _("links for outside reviewers")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(verdict="", decided_at__isnull=True)
                | models.Q(verdict__in=[Verdict.APPROVE.value, Verdict.CHANGES.value], decided_at__isnull=False),
                name="reviews_outside_answer_with_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.page}"

    @property
    def title(self) -> str:
        """The title as she reads it."""
        return str(self.revision.content.get("title") or "")

    def is_standing(self, *, now: datetime) -> bool:
        """Whether it still opens the text."""
        return self.expires_at > now and self.revoked_at is None and self.decided_at is None
