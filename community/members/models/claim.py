"""Who speaks for an organisation, how that was proved, and whom to write to."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from community.members.enums import ClaimState, ContactRole, Proof
from community.members.models.organisation import Organisation
from community.members.querysets import ClaimQuerySet
from foundation.storage import private_storage


class Claim(models.Model):
    """A member's claim to speak for an organisation; approved and current, it is her badge and the organisation's.

    Whether it is current is never stored: `Claim.objects.current(now=now)` asks for the state, the term of 24 months
    and, for a mailbox, that the address is still verified with the account and still at the organisation's domain.
    """

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("member"), on_delete=models.CASCADE, related_name="claims"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="claims"
    )
    proof = models.CharField(_("proof"), max_length=10, choices=Proof.choices)
    address = models.EmailField(_("mailbox"), max_length=254, blank=True)
    address_domain = models.CharField(
        _("domain that was verified"),
        max_length=253,
        blank=True,
        help_text=_("The organisation's domain when the claim was made; once that changes, the proof is gone."),
    )
    document = models.FileField(_("document"), upload_to="claims/", storage=private_storage, blank=True)
    statement = models.TextField(_("in the member's words"), blank=True, max_length=1000)
    state = models.CharField(_("state"), max_length=10, choices=ClaimState.choices, default=ClaimState.WAITING)
    created_at = models.DateTimeField(_("claimed"))
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    valid_until = models.DateTimeField(_("valid until"), null=True, blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim to speak for an organisation")
        verbose_name_plural = _("claims to speak for organisations")
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "organisation"],
                condition=models.Q(state__in=[ClaimState.WAITING, ClaimState.APPROVED]),
                name="members_one_open_claim",
            ),
            models.CheckConstraint(
                condition=models.Q(proof=Proof.DOMAIN) & ~models.Q(address="") & ~models.Q(address_domain="")
                | models.Q(proof=Proof.DOCUMENT, address="", address_domain=""),
                name="members_claim_has_its_proof",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} – {self.organisation}"


class ClaimDecision(models.Model):
    """What was decided on a claim, by whom and when. Only ever added to: the claim itself says how it stands now."""

    claim = models.ForeignKey(Claim, verbose_name=_("claim"), on_delete=models.CASCADE, related_name="decisions")
    state = models.CharField(_("state"), max_length=10, choices=ClaimState.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField(_("decided"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("decision on a claim")
        verbose_name_plural = _("decisions on claims")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.state}"


class ContactPost(models.Model):
    """A role in which an organisation is written to; the message reaches whoever holds it now."""

    organisation = ParentalKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="contact_posts"
    )
    role = models.CharField(_("role"), max_length=10, choices=ContactRole.choices)
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("holder"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="contact_posts",
    )
    since = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("contact role")
        verbose_name_plural = _("contact roles")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "role"], name="members_one_holder_a_role"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_role_display()}"
