"""A member's sign to a contribution. There is a row or there is none: what is counted is a set of members."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from community.reactions.enums import Sign
from community.reactions.querysets import ReactionQuerySet


class Reaction(models.Model):
    """One member, one contribution, one sign."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("member"), on_delete=models.CASCADE, related_name="reactions"
    )
    kind = models.CharField(_("kind"), max_length=10, help_text=_("post or comment"))
    target = models.PositiveBigIntegerField(_("contribution"))
    sign = models.CharField(_("sign"), max_length=10, choices=Sign.choices)
    created_at = models.DateTimeField(_("given"))

    objects = ReactionQuerySet.as_manager()

    class Meta:
        verbose_name = _("reaction")
        verbose_name_plural = _("reactions")
        constraints = [
            models.UniqueConstraint(fields=["kind", "target", "sign", "member"], name="reactions_one_of_a_member"),
        ]

    def __str__(self) -> str:
        return f"{self.sign} {self.kind} {self.target}"
