"""A remark on one paragraph."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from home.reviews.models.outside import OutsideLink
from home.reviews.models.review import Review


class Remark(models.Model):
    """What a reviewer asks of one paragraph. It is answered when the authors change that paragraph."""

    page = models.ForeignKey(Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="review_remarks")
    review = models.ForeignKey(
        Review, verbose_name=_("review"), null=True, on_delete=models.CASCADE, related_name="remarks"
    )
    link = models.ForeignKey(
        OutsideLink, verbose_name=_("outside review"), null=True, on_delete=models.CASCADE, related_name="remarks"
    )
    part = models.CharField(_("part of the text"), max_length=40)
    place = models.PositiveSmallIntegerField(_("number of the paragraph"))
    paragraph = models.TextField(_("paragraph, as it was read"), blank=True)
    text = models.TextField(_("remark"), max_length=1000)
    created_at = models.DateTimeField(_("written"))
    resolved_at = models.DateTimeField(_("paragraph changed"), null=True)

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ["part", "place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "part", "place"],
                condition=models.Q(review__isnull=False),
                name="reviews_one_remark_a_paragraph",
            ),
            models.UniqueConstraint(
                fields=["link", "part", "place"],
                condition=models.Q(link__isnull=False),
                name="reviews_one_outside_remark",
            ),
            models.CheckConstraint(
                condition=models.Q(review__isnull=False, link__isnull=True)
                | models.Q(review__isnull=True, link__isnull=False),
                name="reviews_remark_of_one_person",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
