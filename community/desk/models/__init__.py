"""Questions at the desk, to whom they were passed on, and what became public."""

from community.desk.models.publication import Publication
from community.desk.models.question import Question, Step
from community.desk.models.route import Answer, Route

__all__ = ["Answer", "Publication", "Question", "Route", "Step"]
