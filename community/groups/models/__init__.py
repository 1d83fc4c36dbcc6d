"""Groups: who is in them, who was invited, what they keep."""

from community.groups.models.file import GroupFile
from community.groups.models.group import Group
from community.groups.models.membership import Invitation, Membership

__all__ = ["Group", "GroupFile", "Invitation", "Membership"]
