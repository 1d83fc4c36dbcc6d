"""The forms of the moderation. They validate; services write."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.discussions.models import TITLE_LENGTH, Space
from community.members.contribution_forms import EditForm
from community.members.contributions import REASON_LENGTH
from community.moderation.contributions import Case
from community.moderation.enums import Action, Reason
from community.moderation.models import CannedReply
from community.moderation.models.appeal import APPEAL_LENGTH
from community.moderation.models.desk import REMARK_LENGTH


class FlagForm(forms.Form):
    """Why something should be looked at."""

    reason = forms.ChoiceField(label=_("What is wrong?"), choices=Reason.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Anything the facilitators should know"),
        required=False,
        max_length=REASON_LENGTH,
        help_text=_("Do not repeat names here."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReasonedForm(forms.Form):
    """A reason in words of one's own, or in ready ones, which its author reads in her language."""

    canned = forms.ModelChoiceField(
        label=_("A ready reason"),
        queryset=CannedReply.objects.all(),
        required=False,
        empty_label=_("In my own words, below"),
        help_text=_("It is written in the language of the contribution."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=REASON_LENGTH,
        help_text=_("When you hide it, readers and the author see these words. Name nobody."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    # Readers of one place read one line: it is written in the language of what it stands for.
    language = "en"
    needs_reason: frozenset[str] = frozenset()

    def clean(self) -> dict[str, Any]:
        """Take the ready words where there are none of one's own, and ask for some where they are needed."""
        values = super().clean() or {}
        canned = values.pop("canned", None)
        if canned is not None and not values.get("reason", "").strip():
            values["reason"] = canned.text_in(self.language)
        missing = not values.get("reason", "").strip() and "reason" not in self.errors
        if values.get("action") in self.needs_reason and missing:
            self.add_error("reason", _("Write the reason: readers and the author will see it."))
        return values


class DecisionForm(ReasonedForm):
    """What to do with a contribution: only what its state leaves to do."""

    action = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    field_order = ("action", "canned", "reason")
    needs_reason = frozenset({Action.HIDE.value, Action.DECLINE.value})

    def __init__(self, *args: Any, case: Case, is_flagged: bool, by_reports: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = language_of(case)
        wanted = _choices(case, is_flagged=is_flagged, by_reports=by_reports)
        self.fields["action"].choices = wanted  # type: ignore[attr-defined]


def _choices(case: Case, *, is_flagged: bool, by_reports: bool) -> list[tuple[str, Any]]:
    """Return the decisions that the state of a contribution leaves. by_reports: reports hid it, or its author
    changed it after they had; then it is not left as it is while it is hidden."""
    if case.is_held:
        return [(one.value, one.label) for one in (Action.ACCEPT, Action.DECLINE)]
    if case.is_unseen:
        return [(Action.ACCEPT.value, Action.ACCEPT.label)]
    if case.is_hidden and by_reports:
        return [(Action.RESTORE.value, Action.RESTORE.label), (Action.HIDE.value, _("Keep it hidden, for this reason"))]
    wanted = [Action.HIDE] if case.is_published else [Action.RESTORE] if case.is_hidden else []
    if is_flagged:
        wanted.append(Action.DISMISS)
    return [(one.value, one.label) for one in wanted]


def language_of(case: Case) -> str:
    """Return the language in which a ready reason is written: that of the text, else of its author's mails."""
    if case.language:
        return case.language
    return case.author.profile.interface_language if case.author and hasattr(case.author, "profile") else "en"


class AppealDecisionForm(ReasonedForm):
    """What another facilitator says to an appeal."""

    action = forms.ChoiceField(
        label=_("Decision on the appeal"),
        choices=[(one.value, one.label) for one in (Action.GRANT, Action.UPHOLD)],
        widget=forms.RadioSelect,
    )
    field_order = ("action", "canned", "reason")
    needs_reason = frozenset({Action.GRANT.value, Action.UPHOLD.value})

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = language_of(case)


class RemarkForm(forms.Form):
    """A word among facilitators."""

    text = forms.CharField(
        label=_("Remark for the other facilitators"),
        max_length=REMARK_LENGTH,
        help_text=_("Nobody else reads it. Name nobody who asked for help."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class TrustForm(forms.Form):
    """Whether what a member writes is held."""

    given = forms.TypedChoiceField(
        choices=[("1", "1"), ("0", "0")], coerce=lambda value: value == "1", widget=forms.HiddenInput
    )
    reason = forms.CharField(label=_("Reason"), max_length=REASON_LENGTH, help_text=_("It stands in the log."))


class RepairForm(EditForm):
    """Other words for what reports hid."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Your words")


class AppealForm(forms.Form):
    """Why an author thinks a decision wrong."""

    text = forms.CharField(
        label=_("Why is the decision wrong?"),
        max_length=APPEAL_LENGTH,
        help_text=_("A facilitator who did not decide before reads it. You can appeal once."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class ThreadToolForm(forms.Form):
    """What all tools ask for: why."""

    reason = forms.CharField(
        label=_("Reason"), max_length=REASON_LENGTH, help_text=_("It stands in the log of decisions.")
    )


class MoveForm(ThreadToolForm):
    """Another space."""

    space = forms.ModelChoiceField(label=_("To the space"), queryset=Space.objects.none(), to_field_name="slug")
    field_order = ("space", "reason")

    def __init__(self, *args: Any, user: Any, here: Space, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["space"].queryset = Space.objects.readable(user).exclude(pk=here.pk)  # type: ignore[attr-defined]


class ThreadNumberForm(ThreadToolForm):
    """Another thread, by the number in its address."""

    into = forms.IntegerField(
        label=_("Into the thread with the number"),
        min_value=1,
        max_value=2**62,
        help_text=_("It stands in its address, before the first hyphen of the last part."),
    )
    field_order = ("into", "reason")


class SplitForm(ThreadToolForm):
    """A thread of its own for an answer."""

    post = forms.IntegerField(
        label=_("Number of the answer"),
        min_value=1,
        max_value=2**62,
        help_text=_("It stands in the answer's link, after “posts”. Everything that answers it goes along."),
    )
    title = forms.CharField(label=_("Title of the new thread"), max_length=TITLE_LENGTH)
    field_order = ("post", "title", "reason")
