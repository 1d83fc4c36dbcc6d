"""What facilitators write of a discussion: a summary a week, and at the end the consolidated reply."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.discussions.models import TITLE_LENGTH, Post
from community.ediscussions.models.discussion import EDiscussion
from community.members.contributions import LONGEST
from foundation import markup


class Summary(models.Model):
    """What one week brought, in one language, resting on posts that the reader can open."""

    discussion = models.ForeignKey(
        EDiscussion, verbose_name=_("discussion"), on_delete=models.CASCADE, related_name="summaries"
    )
    week = models.PositiveSmallIntegerField(_("number of the week"))
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    title = models.CharField(_("title"), max_length=TITLE_LENGTH)
    text = models.TextField(_("text, as written"), max_length=LONGEST)
    html = models.TextField(_("HTML, cleaned when written"), editable=False)
    posts = models.ManyToManyField(Post, verbose_name=_("posts behind it"), blank=True, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("author"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    published_at = models.DateTimeField(_("published"))
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        verbose_name = _("weekly summary")
        verbose_name_plural = _("weekly summaries")
        ordering = ["-week", "pk"]
        indexes = [models.Index(fields=["published_at"], name="ediscussions_summary_by_time")]
        constraints = [
            models.UniqueConstraint(
                fields=["discussion", "week", "language"], name="ediscussions_one_summary_a_week_and_language"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the HTML with the text."""
        self.html = markup.render(self.text)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """The summary with the posts behind it."""
        return reverse("ediscussions:summary", args=[self.discussion.slug, self.pk])


class Proceedings(models.Model):
    """The consolidated reply: a synopsis, contributions with their authors, resources. A draft until published."""

    discussion = models.OneToOneField(
        EDiscussion, verbose_name=_("discussion"), on_delete=models.CASCADE, related_name="proceedings"
    )
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    synopsis = models.TextField(_("synopsis"), max_length=2 * LONGEST)
    html = models.TextField(_("HTML, cleaned when written"), editable=False)
    resources = models.JSONField(_("resources"), default=list, blank=True, help_text=_("Titles with addresses."))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("author"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField(_("written"))
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        verbose_name = _("consolidated reply")
        verbose_name_plural = _("consolidated replies")

    def __str__(self) -> str:
        return str(self.discussion)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the HTML with the text."""
        self.html = markup.render(self.synopsis)
        super().save(*args, **kwargs)


class Quote(models.Model):
    """A post that the consolidated reply rests on. Its words are read from the post, so that hiding one hides both."""

    proceedings = models.ForeignKey(
        Proceedings, verbose_name=_("consolidated reply"), on_delete=models.CASCADE, related_name="quotes"
    )
    post = models.ForeignKey(Post, verbose_name=_("post"), on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        verbose_name = _("attributed contribution")
        verbose_name_plural = _("attributed contributions")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["proceedings", "post"], name="ediscussions_one_quote_a_post"),
        ]

    def __str__(self) -> str:
        return f"{self.proceedings_id} {self.post_id}"
