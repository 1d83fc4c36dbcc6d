"""The form of a member's digest."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.digests.enums import Frequency, Weekday
from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term


class DigestForm(forms.Form):
    """How often, when, and about what."""

    frequency = forms.ChoiceField(label=_("How often"), choices=Frequency.choices, widget=forms.RadioSelect)
    weekday = forms.TypedChoiceField(label=_("Day"), choices=Weekday.choices, coerce=int)
    hour = forms.TypedChoiceField(label=_("Hour"), choices=[(hour, f"{hour:02}:00") for hour in range(24)], coerce=int)
    themes = forms.MultipleChoiceField(
        label=_("Themes"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("You hear of new practices, briefs, discussions and exchanges on these."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        terms = Term.objects.of(Vocabulary.THEMES).top()
        self.fields["themes"].choices = [(term.slug, term.label) for term in terms]  # type: ignore[attr-defined]
