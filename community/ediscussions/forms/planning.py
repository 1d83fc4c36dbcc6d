"""Making a discussion, and a room in one more language."""

import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from community.discussions.forms import SlugChoice, SlugChoices
from community.discussions.models import TITLE_LENGTH, Space
from community.ediscussions import stories
from community.ediscussions.forms.lines import MemberLines, QuestionLines, StoryLines
from community.ediscussions.models import EDiscussion
from community.ediscussions.models.discussion import REPLY_DUE_DAYS
from community.ediscussions.plans import Plan
from community.members.contribution_forms import ContributionField
from community.members.forms.profile import zone_choices
from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term
from foundation import markup


class DayInput(forms.DateInput):
    """A day, picked in the browser's own calendar where it has one."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class RoomForm(forms.Form):
    """The words of a room in one language."""

    use_required_attribute = False

    title = forms.CharField(label=_("Title"), max_length=TITLE_LENGTH)
    note = ContributionField(
        label=_("Concept note"),
        help_text=_("What it is about, whom it is for, what will come of it. It stands above the posts."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    def clean_title(self) -> str:
        """Keep one line."""
        return " ".join(markup.tidy(self.cleaned_data["title"]).split())


class PlanForm(RoomForm):
    """A discussion. Its days are those of the zone it names."""

    space = SlugChoice(label=_("Space"), queryset=Space.objects.none(), to_field_name="slug")
    themes = SlugChoices(
        label=_("Themes"),
        queryset=Term.objects.none(),
        to_field_name="slug",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Members who follow a theme read of it in their digest."),
    )
    facilitators = MemberLines(
        label=_("Facilitators"),
        help_text=_("One a line, by the name in the address of the member's page, as in /members/amina/."),
    )
    zone = forms.ChoiceField(
        label=_("Time zone"), choices=zone_choices, help_text=_("It opens and closes at midnight there.")
    )
    starts_on = forms.DateField(label=_("First day"), widget=DayInput)
    ends_on = forms.DateField(label=_("Last day"), widget=DayInput)
    questions = QuestionLines(
        label=_("Weekly questions"),
        help_text=_("One a line: the day it opens, then the question. 2026-03-16 What was on your agenda?"),
    )
    reply_due_days = forms.IntegerField(
        label=_("Days from the end to the consolidated reply"), min_value=1, max_value=365, initial=REPLY_DUE_DAYS
    )
    stories = StoryLines(
        label=_("Stories in this discussion"), required=False, help_text=_("Addresses of their pages, one a line.")
    )
    base = forms.IntegerField(widget=forms.HiddenInput, required=False)
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, user: Any, discussion: EDiscussion | None = None, **kwargs: Any) -> None:
        first = {"form_key": uuid.uuid4(), "language": get_language()} if discussion is None else _as_told(discussion)
        kwargs["initial"] = {**first, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        spaces = Space.objects.writable(user)
        themes = Term.objects.of(Vocabulary.THEMES).filter(parent__isnull=True)
        if discussion is not None:
            # Threads stay where they are.
            spaces = Space.objects.filter(pk=discussion.space_id)
            # A finer theme that it has already is offered too, so that saving does not take it away.
            own = discussion.themes.values("pk")
            themes = Term.objects.of(Vocabulary.THEMES).filter(Q(parent__isnull=True) | Q(pk__in=own))
            self.fields["language"].widget = forms.HiddenInput()
        self.fields["space"].queryset = spaces  # type: ignore[attr-defined]
        self.fields["themes"].queryset = themes  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Keep the days in their order: the first question opens the discussion."""
        values = super().clean() or {}
        starts, ends, questions = values.get("starts_on"), values.get("ends_on"), values.get("questions")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("It ends before it begins. Choose a later last day."))
        elif starts and ends and questions:
            if questions[0][0] != starts:
                self.add_error("questions", _("The first question opens with the discussion: give it the first day."))
            if questions[-1][0] > ends:
                self.add_error("questions", _("A question opens after the last day. Move one of the two."))
        return values

    def plan(self) -> Plan:
        """Return what was told of the discussion."""
        values = {name: value for name, value in self.cleaned_data.items() if name not in {"base", "form_key"}}
        return Plan(**{**values, "questions": tuple(values["questions"]), "stories": tuple(values["stories"])})


def _as_told(row: EDiscussion) -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in ("title", "note", "zone", "starts_on", "ends_on", "reply_due_days")}
    questions = row.questions.values_list("opens_on", "text")
    room = row.rooms.order_by("pk").first()
    leaders = row.facilitators.order_by("pk").values_list("profile__handle", flat=True)
    return {
        **plain,
        "language": room.language if room else get_language(),
        "space": row.space.slug,
        "themes": [term.slug for term in row.themes.all()],
        "facilitators": "\n".join(filter(None, leaders)),
        "questions": "\n".join(f"{day} {text}" for day, text in questions),
        "stories": "\n".join(story.url for story in stories.shown(row.stories, get_language() or "en")),
        "base": row.version,
    }
