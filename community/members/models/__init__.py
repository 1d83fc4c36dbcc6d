"""Members: who signs in, who they are, for which organisation, and who says so."""

from community.members.models.claim import Claim, ClaimDecision, ContactPost
from community.members.models.look import LookingDay, ProfileLook
from community.members.models.organisation import Organisation, OrganisationExpertise, OrganisationTie
from community.members.models.profile import MemberExpertise, Profile
from community.members.models.user import User

__all__ = [
    "Claim",
    "ClaimDecision",
    "ContactPost",
    "LookingDay",
    "MemberExpertise",
    "Organisation",
    "OrganisationExpertise",
    "OrganisationTie",
    "Profile",
    "ProfileLook",
    "User",
]
