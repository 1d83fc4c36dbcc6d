"""How a discussion runs: the days of its questions, and what of it is done, going on, or to come."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from community.ediscussions import timetable
from community.members.contributions import Contribution

DONE, HERE, TO_COME = "done", "current", "todo"


@dataclass(frozen=True)
class Phase:
    """The days of one question. first, last: included. text: the question."""

    number: int
    first: date
    last: date
    text: str
    state: str = TO_COME

    @property
    def anchor(self) -> str:
        """Id of its heading on the thread's page."""
        return f"week-{self.number}"


@dataclass(frozen=True)
class Heading:
    """What stands above the posts of a phase. before: the phase before it on the same page."""

    phase: Phase
    before: Phase | None = None


@dataclass(frozen=True)
class Step:
    """One line of the timetable. last: None for a single day or an open end."""

    state: str
    first: date
    last: date | None
    words: str
    url: str = ""
    is_after: bool = False


def phases(questions: Sequence[tuple[int, date, str]], ends_on: date, today: date) -> list[Phase]:
    """Return the phases of a discussion. questions: number, first day and text, in their order."""
    found = []
    for at, (number, first, text) in enumerate(questions):
        last = questions[at + 1][1] - timetable.DAY if at + 1 < len(questions) else ends_on
        state = TO_COME if today < first else HERE if today <= last else DONE
        found.append(Phase(number, first, last, text, state))
    return found


def phase_at(known: Sequence[Phase], day: date) -> Phase:
    """Return the phase that a day falls in; days before the first count to it, days after the last to that."""
    return next((phase for phase in reversed(known) if phase.first <= day), known[0])


def grouped(
    entries: list[Contribution], known: Sequence[Phase], zone: str
) -> list[tuple[Heading | None, list[Contribution]]]:
    """Return the posts of a page by phase: a reply stands where the post stands that it answers.

    Only posts at the margin begin a phase: those below one may be younger than the next post at the margin.
    """
    groups: list[tuple[Heading | None, list[Contribution]]] = []
    for entry in entries:
        here = groups[-1][0] if groups else None
        phase = phase_at(known, timetable.today(zone, entry.created_at))
        if here is None or (not entry.level and phase.number > here.phase.number):
            groups.append((Heading(phase, here.phase if here else None), []))
        groups[-1][1].append(entry)
    return groups


def steps(known: Sequence[Phase], ends_on: date, reply_due_on: date, today: date, *, is_published: bool) -> list[Step]:
    """Return the timetable, ending with what comes of it."""
    lines = [Step(phase.state, phase.first, phase.last, phase.text) for phase in known]
    over = DONE if today > ends_on else TO_COME
    lines.append(Step(over, ends_on, None, _("Closed for new posts"), is_after=True))
    final = DONE if is_published else HERE if today > ends_on else TO_COME
    lines.append(Step(final, reply_due_on, None, _("Final summary, with credit to all who wrote")))
    return lines


def with_summaries(lines: list[Step], summaries: Sequence[tuple[int, date, str]]) -> list[Step]:
    """Return the timetable with the weekly summaries linked. summaries: week, day and address."""
    addresses = {week: url for week, _day, url in summaries}
    return [replace(line, url=addresses.get(at, line.url)) for at, line in enumerate(lines, start=1)]


def moment_range(phase: Phase, zone: str) -> tuple[datetime, datetime]:
    """Return the moments between which a phase lies: from the first included to the second excluded."""
    return timetable.midnight(phase.first, zone), timetable.midnight(phase.last + timetable.DAY, zone)
