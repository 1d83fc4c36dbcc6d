"""Shapes: how long a proposal may be, and how its text falls into paragraphs."""

from foundation import markup

TITLE_LENGTH = 160
INTRODUCTION_LENGTH = 4_000
# So that a form kept for who was signed out is kept whole: community/members/drafts.py.
TEXT_LENGTH = 20_000
PARAGRAPH_LENGTH = 4_000
REASON_LENGTH = 1_000
ANSWER_LENGTH = 10_000
MOST_PARAGRAPHS = 200


def split(text: str) -> list[str]:
    """Return the paragraphs of a text: what blank lines part. A list stays one paragraph."""
    return [part.strip("\n") for part in markup.tidy(text).split("\n\n") if part.strip()]


def joined(paragraphs: list[str]) -> str:
    """Return paragraphs as they stand in one field."""
    return "\n\n".join(paragraphs)
