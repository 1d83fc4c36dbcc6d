"""The forms of the moderation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.members.contributions import REASON_LENGTH
from community.moderation.contributions import Case
from community.moderation.enums import Action, Reason


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


class DecisionForm(forms.Form):
    """What to do with a contribution: only what its state leaves to do."""

    action = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=REASON_LENGTH,
        help_text=_("When you hide it, readers and the author see these words. Name nobody."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, case: Case, is_flagged: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wanted = [Action.HIDE] if case.is_published else [Action.RESTORE] if case.is_hidden else []
        if is_flagged:
            wanted.append(Action.DISMISS)
        self.fields["action"].choices = [(one.value, one.label) for one in wanted]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for the reason where readers will see it."""
        values = super().clean() or {}
        if values.get("action") == Action.HIDE and not values.get("reason", "").strip() and "reason" not in self.errors:
            self.add_error("reason", _("Write the reason: readers and the author will see it."))
        return values
