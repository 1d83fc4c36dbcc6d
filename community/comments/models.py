"""Comments on pages: django-comments-xtd's row with what we add."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_comments.managers import CommentManager
from django_comments_xtd.models import XtdComment

from community.comments.querysets import CommentQuerySet
from community.members.contributions import REASON_LENGTH, ContributionState
from community.members.models import Organisation


class SavedTwice(TypeError):  # the house names a refusal by what happened
    """A comment is written once. The library counts a comment again, and shows its hidden replies, at every save."""


class PageComment(XtdComment):
    """A comment on a story, a brief or an exchange.

    `community/comments/services` is its only door: the library's forms, views, mails and API are not used.
    """

    html = models.TextField(_("HTML, cleaned when written"), blank=True)
    language = models.CharField(_("language"), max_length=5, default="en")
    state = models.CharField(
        _("state"), max_length=10, choices=ContributionState.choices, default=ContributionState.PUBLISHED
    )
    hidden_reason = models.CharField(_("reason for hiding"), max_length=REASON_LENGTH, blank=True)
    hidden_at = models.DateTimeField(_("hidden"), null=True, blank=True)
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True)
    speaks_for = models.ForeignKey(
        Organisation,
        verbose_name=_("in the name of"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    files = models.JSONField(
        _("what is shown of its files"), default=list, blank=True, help_text=_("The files themselves lie apart.")
    )
    is_told = models.BooleanField(_("its followers were told"), default=True)
    submission = models.UUIDField(_("seal of the form that sent it"), null=True, blank=True, unique=True)

    objects = CommentManager.from_queryset(CommentQuerySet)()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        indexes = [
            models.Index(fields=["is_told"], condition=models.Q(is_told=False), name="comments_untold"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new comment; a known one is changed by `update()` only.

        Raises:
            SavedTwice: it is in the database already.
        """
        if not self._state.adding:
            raise SavedTwice
        super().save(*args, **kwargs)

    def get_absolute_url(self, anchor_pattern: str = "") -> str:
        """A lasting link to this very comment."""
        return reverse("comments:comment", args=[self.pk])
