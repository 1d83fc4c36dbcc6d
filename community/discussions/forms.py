"""The forms of discussions. They validate; services write."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.attachments.forms import AttachingForm
from community.discussions.enums import Audience, ThreadKind
from community.discussions.models import TITLE_LENGTH, Space
from community.groups.enums import GroupKind
from community.groups.models import Group
from community.members.forms import named
from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term
from community.territories.models import Corridor, Territory

# Announcements are for the facilitators.
KINDS = [ThreadKind.QUESTION, ThreadKind.EXPERIENCE, ThreadKind.PROBLEM]


class SlugChoice(forms.ModelChoiceField):
    """One row by its slug. What can be no slug is refused before the database is asked: it would fail on it."""

    def to_python(self, value: Any) -> Any:
        """Find the row."""
        if "\0" in str(value):
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().to_python(value)


class SlugChoices(forms.ModelMultipleChoiceField):
    """Several rows by their slugs, with the same care."""

    def clean(self, value: Any) -> Any:
        """Find the rows."""
        if any("\0" in str(one) for one in value or []):
            raise forms.ValidationError(self.error_messages["invalid_list"], code="invalid_list")
        return super().clean(value)


class ReplyForm(AttachingForm):
    """An answer. `parent` is the post that is answered, empty for the thread's own text."""

    parent = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**62)


class ThreadForm(AttachingForm):
    """A new thread."""

    title = forms.CharField(
        label=_("Your question, or what you want to tell, in one line"),
        max_length=TITLE_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=_("This is"), widget=forms.RadioSelect)
    space = SlugChoice(label=_("Space"), queryset=Space.objects.none(), to_field_name="slug")
    territories = named.NamedLinesField(
        label=_("Places it is about"),
        required=False,
        model=Territory,
        find=named.territory_named,
        like=named.territories_like,
        help_text=_("Territories, one name a line."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    corridors = forms.ModelMultipleChoiceField(
        label=_("Corridors it is about"),
        queryset=Corridor.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    themes = SlugChoices(
        label=_("Themes"),
        queryset=Term.objects.none(),
        to_field_name="slug",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Members who follow a theme read of it in their digest."),
    )
    seen = forms.BooleanField(widget=forms.HiddenInput, required=False)
    field_order = (
        "title",
        "text",
        "kind",
        "space",
        "themes",
        "territories",
        "corridors",
        "attachments",
        "language",
        "speaks_for",
        "watch",
        "submission",
        "seen",
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = list(ThreadKind) if getattr(user, "is_facilitator", False) else KINDS
        self.fields["title"].widget.attrs |= {
            "hx-get": reverse("discussions:similar"),
            "hx-target": "#similar",
            "hx-trigger": "change",
        }
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]
        self.fields["kind"].initial = ThreadKind.QUESTION.value
        self.fields["space"].queryset = Space.objects.writable(user)  # type: ignore[attr-defined]
        self.fields["corridors"].queryset = Corridor.objects.with_ends()  # type: ignore[attr-defined]
        self.fields["themes"].queryset = Term.objects.of(Vocabulary.THEMES).top()  # type: ignore[attr-defined]

    def mark_seen(self) -> None:
        """Let the form say, when it is sent again, that its sender saw what was asked before."""
        known: Any = self.data
        self.data = known.copy()
        self.data["seen"] = "on"  # type: ignore[index]  # a copy can be changed


class SpaceForm(forms.Form):
    """A new space of a group. The group's members write its words in their own language; they stand for all four."""

    title = forms.CharField(label=_("Title of the space"), max_length=120)
    purpose = forms.CharField(
        label=_("What it is for"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}), strip=True
    )
    audience = forms.ChoiceField(
        label=_("Who may read"), choices=Audience.choices, widget=forms.RadioSelect, initial=Audience.GROUP
    )

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if group.kind != GroupKind.PUBLIC:
            self.fields["audience"].choices = [(Audience.GROUP.value, Audience.GROUP.label)]  # type: ignore[attr-defined]
