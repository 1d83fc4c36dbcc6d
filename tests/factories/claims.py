"""Claims and who speaks for what, for tests."""

from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress

from community.members.enums import ClaimState, Proof, RoleGroup
from community.members.models import Claim, Organisation, User
from foundation import clock
from tests.factories.members import UserFactory

TERM = timedelta(days=730)


def mailbox(user: User, domain: str, *, verified: bool = True) -> str:
    """Give the account an address at a domain, verified unless told otherwise."""
    address = f"office{user.pk}@{domain}"
    EmailAddress.objects.create(user=user, email=address, verified=verified)
    return address


def claim_of(user: User, organisation: Organisation, **fields: Any) -> Claim:
    """Return a claim by mailbox that waits, with address and domain where they are missing."""
    if not organisation.domain:
        organisation.domain = f"{organisation.slug}.example"
        organisation.save()
    values: dict[str, Any] = {
        "proof": Proof.DOMAIN,
        "address_domain": organisation.domain,
        "created_at": clock.now() - timedelta(days=1),
        **fields,
    }
    if values["proof"] == Proof.DOMAIN and "address" not in values:
        values["address"] = mailbox(user, organisation.domain)
    if values["proof"] == Proof.DOCUMENT:
        values |= {"address": "", "address_domain": ""}
    return Claim.objects.create(member=user, organisation=organisation, **values)


def approved(user: User, organisation: Organisation, **fields: Any) -> Claim:
    """Return a claim that a facilitator approved an hour ago."""
    decided_at = fields.pop("decided_at", clock.now() - timedelta(hours=1))
    values = {"state": ClaimState.APPROVED, "decided_at": decided_at, "valid_until": decided_at + TERM, **fields}
    return claim_of(user, organisation, **values)


def speaker_of(organisation: Organisation, **fields: Any) -> User:
    """Return a member who speaks for the organisation now and names it in her profile."""
    user = UserFactory(**fields)
    approved(user, organisation)
    user.profile.organisation = organisation
    user.profile.save()
    return user


def facilitator(**fields: Any) -> User:
    """Return a facilitator with a second factor."""
    return UserFactory(role=RoleGroup.FACILITATORS, second_factor=True, **fields)
