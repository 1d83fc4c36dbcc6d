"""Submissions: a member's way from a draft to a public story."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.members.models import Organisation
from home.practices.models import StoryPage
from home.submissions.enums import OPEN, Role, State
from home.submissions.querysets import SubmissionQuerySet


def _person(label: Any, name: str) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=label, null=True, on_delete=models.SET_NULL, related_name=name
    )


class Submission(models.Model):
    """One version of a story on its way. The text is the story's newest revision; this row is its passport."""

    story = models.ForeignKey(StoryPage, verbose_name=_("story"), on_delete=models.CASCADE, related_name="submissions")
    author = _person(_("author"), "submissions")
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("written for"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="submissions",
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    # A form sent twice makes one draft.
    form_key = models.UUIDField(_("form that began it"), null=True, unique=True, editable=False)
    partners_agree = models.BooleanField(_("partners agree to be named"), default=False)
    nobody_named = models.BooleanField(_("no migrant can be recognised"), default=False)
    rights_held = models.BooleanField(_("we may publish text and pictures"), default=False)
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("is being edited by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    edited_at = models.DateTimeField(_("last edited"), null=True)
    created_at = models.DateTimeField(_("begun"))
    moved_at = models.DateTimeField(_("moved"))
    submitted_at = models.DateTimeField(_("submitted"), null=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["-moved_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["story"], condition=models.Q(state__in=sorted(OPEN)), name="submissions_one_open_a_story"
            ),
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="submissions_known_state"),
        ]

    def __str__(self) -> str:
        return str(self.story)

    def get_absolute_url(self) -> str:
        """Where its authors see how it stands."""
        return reverse("submissions:submission", args=[self.pk])


class CoAuthor(models.Model):
    """Somebody who writes too."""

    submission = models.ForeignKey(
        Submission, verbose_name=_("submission"), on_delete=models.CASCADE, related_name="co_authors"
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("member"), on_delete=models.CASCADE, related_name="+"
    )
    role = models.CharField(_("role"), max_length=10, choices=Role.choices, default=Role.COMPILER)
    added_at = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("co-author")
        verbose_name_plural = _("co-authors")
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "member"], name="submissions_one_row_a_co_author"),
        ]

    def __str__(self) -> str:
        return f"{self.member}, {self.get_role_display()}"


class Move(models.Model):
    """A submission went from one state to another. Rows are added, never changed."""

    submission = models.ForeignKey(
        Submission, verbose_name=_("submission"), on_delete=models.CASCADE, related_name="moves"
    )
    before = models.CharField(_("from"), max_length=10, choices=State.choices)
    after = models.CharField(_("to"), max_length=10, choices=State.choices)
    by = _person(_("by"), "+")
    note = models.TextField(_("note to the authors"), blank=True, max_length=2000)
    moved_at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("move of a submission")
        verbose_name_plural = _("moves of submissions")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_before_display()} – {self.get_after_display()}"
