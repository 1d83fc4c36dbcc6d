"""What a member can help with and would like to learn: lines of a subject and a note, and always an empty one."""

from typing import Any, cast

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.members.enums import Direction
from community.members.models import Profile
from community.members.offers import subject_choices, subject_of
from community.taxonomy.models import Term

MOST = 10


class ExpertiseForm(forms.Form):
    """One line; without a subject it counts for nothing."""

    subject = forms.ChoiceField(label=gettext_lazy("Subject"), required=False)
    note = forms.CharField(label=gettext_lazy("In your own words"), required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subject"].choices = subject_choices(_("Choose a subject"))  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A note needs a subject, so that others find it."""
        cleaned = super().clean() or {}
        if cleaned.get("note") and not cleaned.get("subject") and "subject" not in self.errors:
            self.add_error("subject", _("Choose a subject, so that others find this line."))
        return cleaned


class BaseExpertiseFormSet(BaseFormSet):
    """The lines of one direction; emptied lines go."""

    def clean(self) -> None:
        """One line a subject: two would be one in every list."""
        seen: set[str] = set()
        for form in self.forms:
            subject = getattr(form, "cleaned_data", {}).get("subject")
            if subject and subject in seen:
                form.add_error("subject", _("This subject is already in a line above."))
            seen.add(subject or "")

    def is_valid(self) -> bool:
        """Also wrong when two lines name one subject."""
        return super().is_valid() and not any(form.errors for form in self.forms)

    @property
    def lines(self) -> list[tuple[Term, str]]:
        """Subject and note of each line."""
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("subject")]
        found = [(subject_of(row["subject"]), " ".join(row["note"].split())) for row in rows]
        return [(term, note) for term, note in found if term is not None]


ExpertiseFormSet = formset_factory(
    ExpertiseForm, formset=BaseExpertiseFormSet, extra=1, max_num=MOST, validate_max=True, absolute_max=MOST + 5
)


def lines_for(profile: Profile, direction: Direction, data: Any = None) -> BaseExpertiseFormSet:
    """Return the form of one direction. data: what was sent; one line more when "add another" was pressed.

    Who sends nothing of a direction leaves it as it is.
    """
    if data is not None and f"{direction}-TOTAL_FORMS" not in data:
        data = None
    if data is not None and data.get("add") == direction:
        data = data.copy()
        key = f"{direction}-TOTAL_FORMS"
        total = str(data.get(key, ""))
        data[key] = min(int(total) + 1, MOST) if total.isdecimal() and len(total) < 4 else 1
    initial = [
        {"subject": f"{line.term.vocabulary}/{line.term.slug}", "note": line.note}
        for line in profile.expertise.filter(direction=direction).select_related("term")
    ]
    return cast("BaseExpertiseFormSet", ExpertiseFormSet(data, initial=initial, prefix=str(direction)))
