"""What is told of a consultation, from the form to the row."""

from dataclasses import dataclass
from datetime import date

from community.groups.models import Group
from community.territories.models import Corridor, Territory


@dataclass(frozen=True)
class Told:
    """What its facilitators tell. text: all paragraphs, parted by blank lines."""

    title: str
    introduction: str
    text: str
    submitted_to: str
    language: str
    closes_on: date
    zone: str
    territory: Territory | None = None
    corridor: Corridor | None = None
    group: Group | None = None
