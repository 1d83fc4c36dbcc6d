"""What the moderation writes down."""

from community.moderation.models.appeal import Appeal, Repair
from community.moderation.models.decision import Decision, LogIsClosed
from community.moderation.models.desk import CannedReply, Remark
from community.moderation.models.flag import Flag
from community.moderation.models.trust import Trust

__all__ = ["Appeal", "CannedReply", "Decision", "Flag", "LogIsClosed", "Remark", "Repair", "Trust"]
