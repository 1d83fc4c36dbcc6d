"""Submissions as a table: a row each, a column for each question."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from community.ediscussions.models import EDiscussion


def table(discussion: EDiscussion) -> tuple[list[str], Iterator[list[Any]]]:
    """Return header and rows of all submissions of a discussion, the confidential ones marked."""
    questions = list(discussion.form_questions.all())
    header = [_("Number"), _("Handed in"), _("Author"), _("Language"), _("Confidential")]
    rows = discussion.submissions.select_related("author").prefetch_related("answers")

    def lines() -> Iterator[list[Any]]:
        for row in rows:
            told = {answer.question_id: answer.text for answer in row.answers.all()}
            marked = _("yes") if row.is_confidential else _("no")
            own = [row.pk, row.created_at.date().isoformat(), row.author.name, row.language, marked]
            yield [*own, *(told.get(question.pk, "") for question in questions)]

    return [*header, *(question.label for question in questions)], lines()
