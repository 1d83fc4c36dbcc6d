"""Consultations, their text in numbered paragraphs, and what was said to it."""

from community.consultations.models.consultation import Consultation, Move
from community.consultations.models.paragraph import Paragraph, Version
from community.consultations.models.statement import Response, Statement

__all__ = ["Consultation", "Move", "Paragraph", "Response", "Statement", "Version"]
