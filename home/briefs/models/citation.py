"""What a brief rests on, written down so that it can be shown on both ends and cannot vanish silently."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from community.comments.models import PageComment
from community.discussions.models import Post
from home.briefs.enums import Cited
from home.briefs.models.pages import BriefPage
from home.briefs.querysets import CitationQuerySet


class Citation(models.Model):
    """A brief rests on a story, a brief or a contribution. Derived from its text each time it is published.

    `title` and `gone_on` outlive what is cited: the brief then says that it is no longer public.
    """

    brief = models.ForeignKey(BriefPage, verbose_name=_("brief"), on_delete=models.CASCADE, related_name="citations")
    kind = models.CharField(_("kind of source"), max_length=10, choices=Cited.choices, default=Cited.STORY)
    key = models.CharField(
        _("key"), max_length=36, help_text=_("Of a page its translation key; of a contribution its number.")
    )
    reference = models.CharField(
        _("reference of the recommendation"), max_length=60, blank=True, help_text=_("Empty: cited as a whole.")
    )
    title = models.CharField(_("title"), max_length=255, blank=True)
    gone_on = models.DateField(_("not public since"), null=True, blank=True)
    post = models.ForeignKey(
        Post, verbose_name=_("post"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    comment = models.ForeignKey(
        PageComment, verbose_name=_("comment"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects: ClassVar[CitationQuerySet] = CitationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        constraints = [
            models.UniqueConstraint(fields=["brief", "kind", "key", "reference"], name="briefs_one_citation_each"),
        ]
        indexes = [models.Index(fields=["kind", "key"], name="briefs_citation_by_source")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
