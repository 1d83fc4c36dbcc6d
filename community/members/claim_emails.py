"""Mails about claims: owed with the step they tell of, judged again at the moment of sending."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from community.members.enums import ClaimState
from community.members.models import Claim, User
from community.outbox import renderers
from community.outbox.models import Mail
from community.outbox.services import debts
from foundation.mail import Letter, compose

WAITING = "claim.waiting"
APPROVED = "claim.approved"
REFUSED = "claim.refused"
REVOKED = "claim.revoked"
LAPSING = "claim.lapsing"
# What must still be so when the mail leaves.
STATES = {
    WAITING: ClaimState.WAITING,
    APPROVED: ClaimState.APPROVED,
    REFUSED: ClaimState.REFUSED,
    REVOKED: ClaimState.REVOKED,
    LAPSING: ClaimState.APPROVED,
}


@dataclass(frozen=True)
class Words:
    """What a mail says: subject and heading, paragraphs, and one link (a path on the site)."""

    title: str
    lines: list[str]
    path: str
    link: str


def owe(claim: Claim, kind: str, *, to: User, now: datetime) -> bool:
    """Owe one person one mail of a kind about a claim, once; return whether it was not owed yet."""
    profile = getattr(to, "profile", None)
    mail = debts.owe(
        kind=kind,
        recipient=to.email,
        period=f"claim {claim.pk}",
        language=profile.interface_language if profile else "en",
        now=now,
        context={"claim": claim.pk, "member": to.pk},
    )
    return mail is not None


def about_claim(mail: Mail, now: datetime) -> Letter | None:
    """Write about a claim, as long as it stands as the mail says and the reader still has to know."""
    claim = Claim.objects.select_related("organisation", "member").filter(pk=mail.context.get("claim")).first()
    reader = User.objects.select_related("profile").filter(pk=mail.context.get("member"), is_active=True).first()
    if claim is None or reader is None or claim.state != STATES[mail.kind]:
        return None
    if reader.email.lower() != mail.recipient.lower():
        return None
    if mail.kind == WAITING and (not reader.is_facilitator or reader == claim.member):
        return None
    zone = reader.profile.time_zone if hasattr(reader, "profile") else "UTC"
    with translation.override(mail.language):
        words = _WRITERS[mail.kind](claim)
    return compose("members/emails/claim", {"words": words}, language=mail.language, zone=zone)


def _waiting(claim: Claim) -> Words:
    return Words(
        title=_("To check: a claim to speak for %(organisation)s") % {"organisation": claim.organisation},
        lines=[
            _("%(member)s says she speaks for %(organisation)s.")
            % {"member": claim.member, "organisation": claim.organisation},
            _("Proof: %(proof)s.") % {"proof": claim.get_proof_display()},
        ],
        path=reverse("verification:detail", args=[claim.pk]),
        link=_("Look at the claim"),
    )


def _approved(claim: Claim) -> Words:
    return Words(
        title=_("You speak for %(organisation)s") % {"organisation": claim.organisation},
        lines=[
            _("A facilitator approved your claim. The badge shows until %(day)s.") % {"day": _day(claim.valid_until)},
            _("You can change the organisation's profile, contact roles and ties, with the others who speak for it."),
        ],
        path=claim.organisation.get_absolute_url(),
        link=_("Open the organisation's page"),
    )


def _refused(claim: Claim) -> Words:
    return Words(
        title=_("Your claim on %(organisation)s was refused") % {"organisation": claim.organisation},
        lines=[
            _("Reason: %(reason)s") % {"reason": claim.reason},
            _("You can claim again with another proof."),
        ],
        path=reverse("members:claim", args=[claim.organisation.slug]),
        link=_("Claim again"),
    )


def _revoked(claim: Claim) -> Words:
    return Words(
        title=_("You no longer speak for %(organisation)s") % {"organisation": claim.organisation},
        lines=[
            _("A facilitator revoked your badge. Reason: %(reason)s") % {"reason": claim.reason},
            _("Is this wrong? Claim again, or answer to the facilitators."),
        ],
        path=reverse("members:claim", args=[claim.organisation.slug]),
        link=_("Claim again"),
    )


def _lapsing(claim: Claim) -> Words:
    return Words(
        title=_("Your badge for %(organisation)s ends soon") % {"organisation": claim.organisation},
        lines=[
            _("It was checked two years ago and ends on %(day)s.") % {"day": _day(claim.valid_until)},
            _("Do you still speak for it? Claim again after that day: it takes a minute with a mailbox there."),
        ],
        path=claim.organisation.get_absolute_url(),
        link=_("Open the organisation's page"),
    )


_WRITERS = {WAITING: _waiting, APPROVED: _approved, REFUSED: _refused, REVOKED: _revoked, LAPSING: _lapsing}


def _day(moment: datetime | None) -> str:
    return date_format(localtime(moment), "j F Y") if moment else ""


def register() -> None:
    """Tell the outbox who writes these mails."""
    for kind in STATES:
        renderers.register(kind, about_claim)
