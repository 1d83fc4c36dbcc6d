"""Who may do what with organisations and claims. Pure: a service that must be sure asks again under its lock."""

from datetime import datetime

from community.members.models import Claim, Organisation, User


def can_claim_organisation(user: User, organisation: Organisation) -> bool:
    """Any active member may claim to speak for an organisation."""
    return user.is_active


def can_edit_organisation(user: User, organisation: Organisation, *, now: datetime) -> bool:
    """Who speaks for it now."""
    return user.is_active and Claim.objects.current(now=now).filter(member=user, organisation=organisation).exists()


def can_see_claims(user: User) -> bool:
    """Facilitators and administrators."""
    return user.is_facilitator


def can_decide_claim(user: User, claim: Claim) -> bool:
    """Facilitators, but nobody her own."""
    return user.is_facilitator and claim.member_id != user.pk


def can_withdraw_claim(user: User, claim: Claim) -> bool:
    """Whose claim it is."""
    return user.is_active and claim.member_id == user.pk


def can_import(user: User, model: str) -> bool:
    """Who may both add and change the rows that an import writes, as "members.organisation"."""
    app, _dot, name = model.partition(".")
    return user.has_perms([f"{app}.add_{name}", f"{app}.change_{name}"])


def can_see_accounts(user: User) -> bool:
    """Facilitators and administrators."""
    return user.is_facilitator


def can_close_account(user: User, member: User) -> bool:
    """Administrators; facilitators, of members without such power; nobody her own."""
    if not user.is_facilitator or user.pk == member.pk:
        return False
    return user.is_superuser or not (member.is_staff or member.needs_second_factor)
