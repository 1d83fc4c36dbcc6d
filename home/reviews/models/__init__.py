"""Tables of reviews."""

from home.reviews.models.outside import OutsideLink
from home.reviews.models.remark import Remark
from home.reviews.models.review import Conflict, Review
from home.reviews.models.round import Round
from home.reviews.models.task import PeerReviewTask

__all__ = ["Conflict", "OutsideLink", "PeerReviewTask", "Remark", "Review", "Round"]
