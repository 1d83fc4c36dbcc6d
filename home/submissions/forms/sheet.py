"""One step as a page shows it: its form, its lines, what was wrong, and writing all of it into a story."""

from typing import Any

from django.forms import BaseForm
from django.http import QueryDict

from community.members.models import Organisation
from home.practices.enums import Form
from home.practices.models import StoryPage
from home.submissions.forms.lines import BaseLines, Lines
from home.submissions.forms.steps import QUESTIONS, STEPS, TITLES, StepForm


class Sheet:
    """The forms of one step, bound to what was sent or filled from the story."""

    def __init__(
        self,
        step: str,
        story: StoryPage,
        *,
        organisations: list[Organisation],
        data: QueryDict | None = None,
        files: Any = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        self.step, self.story = step, story
        self.title = TITLES[step]
        self.question, self.hint = QUESTIONS[step]
        self.adds = data.get("add", "") if data is not None else ""
        kind = STEPS[step]
        self.form: StepForm = kind(
            data, files, story=story, organisations=organisations, initial=initial or {}, prefix=None
        )
        self.lines: list[tuple[Lines, BaseLines]] = [
            (lines, lines.bind(_values(story, lines.part), data))
            for lines in kind.lines
            if story.form == Form.FULL or not lines.full_only
        ]

    def is_valid(self) -> bool:
        """Everything can be kept."""
        return all([self.form.is_valid(), *(lines.is_valid() for _kind, lines in self._sent)])

    @property
    def _sent(self) -> list[tuple[Lines, BaseLines]]:
        """The lines that came with the form; who sends none of a part leaves it as it is."""
        return [(kind, lines) for kind, lines in self.lines if lines.is_bound]

    @property
    def forms(self) -> list[BaseForm]:
        """Every form, in reading order, for the summary of what to put right."""
        return [self.form, *(form for _kind, lines in self.lines for form in lines.forms)]

    @property
    def has_errors(self) -> bool:
        """Something is to be put right; pressing "add another" is no time to say so."""
        return not self.adds and any(form.is_bound and form.errors for form in self.forms)

    def write(self, story: StoryPage) -> None:
        """Set the story's fields as the forms say."""
        self.form.write(story)
        for kind, lines in self._sent:
            before = {row.get(kind.form.main): row for row in _values(story, kind.part)}
            # What an editor wrote into a line beyond what the form asks, as a step's words for when, stays with it.
            rows = [before.get(row.get(kind.form.main), {}) | row for row in lines.values()]
            setattr(story, kind.part, [(kind.block, row) for row in rows])


def _values(story: StoryPage, part: str) -> list[dict[str, Any]]:
    return [dict(block.value) for block in getattr(story, part)]
