"""Facilitated discussions: their timetable, what is written of them, and what members hand in."""

from community.ediscussions.models.discussion import EDiscussion, Question, Room
from community.ediscussions.models.submission import FormAnswer, FormQuestion, Submission
from community.ediscussions.models.summary import Proceedings, Quote, Summary

__all__ = [
    "EDiscussion",
    "FormAnswer",
    "FormQuestion",
    "Proceedings",
    "Question",
    "Quote",
    "Room",
    "Submission",
    "Summary",
]
