"""Claims to speak for an organisation: made, withdrawn, approved, refused, revoked; each once, under a lock."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from community.members import claim_emails, domains, pacing, permissions
from community.members.enums import ClaimState, ContactRole, Proof, RoleGroup
from community.members.models import Claim, ClaimDecision, ContactPost, Organisation, Profile, User
from community.members.services import profiles, proofs

TERM_IN_YEARS = 2
REMIND_BEFORE = timedelta(days=30)
OPEN = (ClaimState.WAITING, ClaimState.APPROVED)


class ClaimRefused(Exception):
    """A claim cannot be made or changed as asked; says why, to the one who asked."""


class NotEntitled(ClaimRefused):
    """The member has no part in the organisation."""

    def __init__(self) -> None:
        super().__init__(_("Choose somebody who speaks for the organisation or names it in her profile."))


class AlreadyOpen(ClaimRefused):
    """One open claim a member and organisation."""

    def __init__(self, claim: Claim | None = None) -> None:
        approved = claim is not None and claim.state == ClaimState.APPROVED
        super().__init__(
            _("You already speak for this organisation.")
            if approved
            else _("Your claim is with the facilitators already. One at a time is enough.")
        )


class NotAProof(ClaimRefused):
    """The address proves nothing about this organisation."""


class Decided(ClaimRefused):
    """Somebody decided meanwhile, or the member withdrew."""

    def __init__(self, claim: Claim) -> None:
        super().__init__(_("This claim is “%(state)s” by now.") % {"state": claim.get_state_display()})


class NotYours(ClaimRefused):
    """The one who asks may not decide this claim."""

    def __init__(self) -> None:
        super().__init__(_("Nobody decides a claim of her own. Ask another facilitator."))


def speakers(*, organisation: Organisation, now: datetime) -> QuerySet[User]:
    """Return the members whose claim to speak for the organisation is current."""
    current = Claim.objects.current(now=now).filter(organisation=organisation)
    return User.objects.filter(pk__in=current.values("member")).select_related("profile").order_by("name", "pk")


def addresses(*, member: User) -> list[str]:
    """Return the member's verified addresses."""
    return list(
        EmailAddress.objects.filter(user=member, verified=True).order_by("email").values_list("email", flat=True)
    )


def proving(*, member: User, organisation: Organisation) -> list[str]:
    """Return those of the member's verified addresses that lie at the organisation's domain."""
    return [address for address in addresses(member=member) if domains.lies_in(address, organisation.domain)]


def moments(member_id: int, since: datetime) -> pacing.Moments:
    """Return when the member made claims after `since`, for the pace."""
    return Claim.objects.filter(member=member_id, created_at__gt=since).values_list("created_at", flat=True)


@transaction.atomic
def submit(
    *,
    member: User,
    organisation: Organisation,
    proof: str,
    now: datetime,
    address: str = "",
    document: UploadedFile | None = None,
    statement: str = "",
) -> Claim:
    """Claim to speak for an organisation.

    Raises:
        NotAProof: the address is not hers, not verified, or not at the organisation's domain.
        AlreadyOpen: she has a claim on this organisation that waits or is approved.
        ContributionRefused: she wrote too much in too short a while, or her account is closed.
    """
    member = pacing.enter(member)
    pacing.check(member, now=now)
    organisation = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    _end_lapsed(member, organisation, now)
    known = Claim.objects.filter(member=member, organisation=organisation, state__in=OPEN).first()
    if known is not None:
        raise AlreadyOpen(known)
    claim = Claim(member=member, organisation=organisation, proof=proof, statement=statement, created_at=now)
    if proof == Proof.DOMAIN:
        _check_address(member, organisation, address)
        claim.address, claim.address_domain = address, organisation.domain
    elif document is None:
        raise NotAProof(_("Add the document that shows it."))
    try:
        with transaction.atomic():
            claim.save()
    except IntegrityError:
        raise AlreadyOpen from None
    if proof == Proof.DOCUMENT and document is not None:
        proofs.keep(claim=claim, document=document)
    for facilitator in _facilitators().exclude(pk=member.pk):
        claim_emails.owe(claim, claim_emails.WAITING, to=facilitator, now=now)
    return claim


@transaction.atomic
def withdraw(*, claim: Claim, by: User, now: datetime) -> Claim:
    """Take one's own claim back, waiting or approved; the badge falls.

    Raises:
        Decided: it is closed already.
    """
    claim = _locked(claim)
    if not permissions.can_withdraw_claim(by, claim):
        raise NotYours
    if claim.state not in OPEN:
        raise Decided(claim)
    claim.state = ClaimState.WITHDRAWN
    claim.decided_at = now
    claim.save(update_fields=["state", "decided_at"])
    _note(claim, by=by, now=now)
    _vacate(claim, now)
    return claim


@transaction.atomic
def approve(*, claim: Claim, by: User, now: datetime) -> Claim:
    """Let the member speak for the organisation for two years.

    Raises:
        NotYours: it is her own claim, or she is no facilitator.
        Decided: it does not wait any more.
        NotAProof: the address is gone, or the organisation's domain is another one now.
    """
    claim = _decide(claim, by=by, needs=ClaimState.WAITING)
    if claim.proof == Proof.DOMAIN:
        _check_address(claim.member, claim.organisation, claim.address)
        claim.address_domain = claim.organisation.domain
    claim.state, claim.decided_at, claim.decided_by, claim.valid_until = ClaimState.APPROVED, now, by, term_end(now)
    claim.save()
    _note(claim, by=by, now=now)
    _welcome(claim, now)
    claim_emails.owe(claim, claim_emails.APPROVED, to=claim.member, now=now)
    return claim


@transaction.atomic
def refuse(*, claim: Claim, by: User, reason: str, now: datetime) -> Claim:
    """Turn a waiting claim down, with a reason that the member reads."""
    claim = _decide(claim, by=by, needs=ClaimState.WAITING)
    _close(claim, ClaimState.REFUSED, by=by, reason=reason, now=now)
    claim_emails.owe(claim, claim_emails.REFUSED, to=claim.member, now=now)
    return claim


@transaction.atomic
def revoke(*, claim: Claim, by: User, reason: str, now: datetime) -> Claim:
    """Take an approved claim away, with a reason that the member reads; the badge falls at once."""
    claim = _decide(claim, by=by, needs=ClaimState.APPROVED)
    _close(claim, ClaimState.REVOKED, by=by, reason=reason, now=now)
    _vacate(claim, now)
    claim_emails.owe(claim, claim_emails.REVOKED, to=claim.member, now=now)
    return claim


def remind(*, now: datetime) -> int:
    """Owe each member whose claim lapses within 30 days a word of it, once a claim; return how many."""
    soon = Claim.objects.current(now=now).filter(valid_until__lte=now + REMIND_BEFORE).select_related("member__profile")
    return sum(claim_emails.owe(claim, claim_emails.LAPSING, to=claim.member, now=now) for claim in soon)


@transaction.atomic
def lapse(*, now: datetime) -> int:
    """Close the claims whose two years are over; return how many. Their badges fell at the moment itself."""
    over = Claim.objects.filter(state=ClaimState.APPROVED, valid_until__lte=now).select_for_update(of=("self",))
    claims = list(over)
    for claim in claims:
        claim.state = ClaimState.LAPSED
        claim.save(update_fields=["state"])
        _note(claim, by=None, now=now)
    return len(claims)


def decided_documents(before: datetime) -> "QuerySet[Claim]":
    """Return the claims decided before a moment whose documents are still kept."""
    return Claim.objects.filter(decided_at__lte=before).exclude(document="")


def drop_documents(rows: "QuerySet[Claim]") -> int:
    """Delete the documents of claims; return how many. The decision and its reason stay."""
    return sum(proofs.drop(claim=claim) for claim in rows)


def _locked(claim: Claim) -> Claim:
    return Claim.objects.select_for_update(of=("self",)).select_related("member", "organisation").get(pk=claim.pk)


def _decide(claim: Claim, *, by: User, needs: ClaimState) -> Claim:
    fresh = _locked(claim)
    if not permissions.can_decide_claim(by, fresh):
        raise NotYours
    if fresh.state != needs:
        raise Decided(fresh)
    return fresh


def _close(claim: Claim, state: ClaimState, *, by: User, reason: str, now: datetime) -> None:
    if not reason.strip():
        raise ClaimRefused(_("Write the reason. The member reads it."))
    claim.state, claim.decided_at, claim.decided_by, claim.reason = state, now, by, reason.strip()[:300]
    claim.save()
    _note(claim, by=by, now=now)


def _note(claim: Claim, *, by: User | None, now: datetime) -> None:
    """Add a line to what was decided on a claim; the columns of the claim say only the last of it."""
    ClaimDecision.objects.create(claim=claim, state=claim.state, by=by, at=now, reason=claim.reason)


def _check_address(member: User, organisation: Organisation, address: str) -> None:
    verified = EmailAddress.objects.filter(user=member, email__iexact=address, verified=True).exists()
    if not verified:
        raise NotAProof(_("This address is not one of the account's verified addresses."))
    if domains.lies_in(address, organisation.domain):
        return
    if domains.is_free(domains.host_of(address)):
        raise NotAProof(_("Anybody can get a mailbox at this provider: it proves nothing."))
    if domains.looks_like(address, organisation.domain):
        raise NotAProof(_("This address is at a domain that only looks like the organisation's."))
    raise NotAProof(_("This address is not at the organisation's domain."))


def _end_lapsed(member: User, organisation: Organisation, now: datetime) -> None:
    """Close what is approved in name only, so that the member can claim anew."""
    approved = Claim.objects.filter(member=member, organisation=organisation, state=ClaimState.APPROVED)
    current = Claim.objects.current(now=now).filter(member=member, organisation=organisation)
    for claim in approved.exclude(pk__in=current.values("pk")).select_for_update(of=("self",)):
        claim.state = ClaimState.LAPSED
        claim.save(update_fields=["state"])
        _note(claim, by=None, now=now)


def _welcome(claim: Claim, now: datetime) -> None:
    """Make the first speaker focal point, and name the organisation in her profile unless she proved another one."""
    post, _made = ContactPost.objects.select_for_update().get_or_create(
        organisation=claim.organisation, role=ContactRole.FOCAL_POINT, defaults={"since": now}
    )
    if post.holder_id is None:
        post.holder, post.since = claim.member, now
        post.save(update_fields=["holder", "since"])
    profile = profiles.open_profile(user=claim.member)
    proved = Claim.objects.current(now=now).filter(member=claim.member, organisation=profile.organisation)
    if profile.organisation_id is None or not proved.exists():
        Profile.objects.filter(pk=profile.pk).update(organisation=claim.organisation)


def _vacate(claim: Claim, now: datetime) -> None:
    held = ContactPost.objects.filter(organisation=claim.organisation, holder=claim.member)
    held.update(holder=None, since=now)


def _facilitators() -> QuerySet[User]:
    able = Q(is_superuser=True) | Q(groups__name=RoleGroup.FACILITATORS.value)
    return User.objects.filter(able, is_active=True).select_related("profile").distinct()


def term_end(now: datetime) -> datetime:
    """Return until when a claim approved at `now` holds."""
    try:
        return now.replace(year=now.year + TERM_IN_YEARS)
    except ValueError:  # 29 February
        return now.replace(year=now.year + TERM_IN_YEARS, day=28)
