"""Calls, their answers and their scores."""

from home.calls.models.answer import Answer, Declaration
from home.calls.models.call import Call, Criterion, Panelist
from home.calls.models.score import Mark, Score

__all__ = ["Answer", "Call", "Criterion", "Declaration", "Mark", "Panelist", "Score"]
