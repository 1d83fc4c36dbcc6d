"""Forms of organisations: the filters of the list, a proposal, the profile, the contact roles."""

from datetime import datetime
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from community.members import domains
from community.members.enums import ContactRole, Direction
from community.members.models import Organisation, User
from community.members.offers import MOST_LINES, Line, subject_choices, subject_of
from community.members.validators import check_founded, tidy_name
from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term
from community.taxonomy.words import terms_of
from community.territories.models import Country, Territory

Choices = list[tuple[str, Any]]


def term_choices(vocabulary: Vocabulary, empty: Any) -> Choices:
    """Return the terms of a vocabulary by slug, those below another one set in."""
    rows: Choices = [("", empty)]
    return rows + [(term.slug, f"– {term.label}" if term.parent_id else term.label) for term in terms_of(vocabulary)]


class OrganisationFilterForm(forms.Form):
    """What narrows the list of organisations."""

    q = forms.CharField(label=_("Place or name"), required=False, max_length=160)
    subject = forms.ChoiceField(label=_("Offers or looks for"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    level = forms.ChoiceField(label=_("Level"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    verified = forms.BooleanField(label=_("Verified only"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = {
            "subject": subject_choices(_("Anything")),
            "kind": term_choices(Vocabulary.ACTOR_KINDS, _("Any")),
            "country": [("", _("Any")), *sorted(((one.iso, one.name) for one in Country.objects.all()), key=_second)],
            "level": term_choices(Vocabulary.TERRITORY_LEVELS, _("Any")),
            "language": term_choices(Vocabulary.LANGUAGES, _("Any")),
        }
        for name, rows in choices.items():
            self.fields[name].choices = rows  # type: ignore[attr-defined]

    @property
    def rarer(self) -> list[forms.BoundField]:
        """The fields that are folded away until asked for."""
        return [self[name] for name in ("level", "language", "verified")]

    @property
    def has_rarer(self) -> bool:
        """Whether one of the folded fields is in use."""
        return any(self.data.get(name) for name in ("level", "language", "verified"))


def _second(pair: tuple[str, str]) -> str:
    return pair[1]


class FoundedInMixin(forms.ModelForm):
    """A founding year that is not in the future; `now` comes from the view."""

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        self.now = now
        super().__init__(*args, **kwargs)

    def clean_founded_in(self) -> int | None:
        """A year that has begun."""
        year: int | None = self.cleaned_data["founded_in"]
        try:
            check_founded(year, now=self.now)
        except forms.ValidationError as error:
            raise forms.ValidationError(error.messages) from None
        return year


class OrganisationProposalForm(FoundedInMixin):
    """What a member tells of an organisation that is not here yet."""

    class Meta:
        model = Organisation
        fields = ("name", "kind", "level", "territory", "founded_in", "website", "domain", "description")
        widgets = {"description": forms.Textarea(attrs={"rows": 4, "maxlength": 2000})}
        help_texts = {
            "name": _("As it is written on its letters."),
            "territory": _("The place it answers for or works in. Leave it empty if the list lacks it."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = Term.objects.of(Vocabulary.ACTOR_KINDS)  # type: ignore[attr-defined]
        self.fields["level"].queryset = Term.objects.of(Vocabulary.TERRITORY_LEVELS)  # type: ignore[attr-defined]
        self.fields["territory"].queryset = Territory.objects.all()  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        """A name on one line, without addresses."""
        return tidy_name(self.cleaned_data["name"])

    def clean_domain(self) -> str:
        """A domain that can be an organisation's own, or nothing."""
        domain: str = self.cleaned_data["domain"]
        return domains.official(domain) if domain else ""


class OrganisationProfileForm(FoundedInMixin):
    """What those who speak for an organisation change of its profile."""

    class Meta:
        model = Organisation
        fields = ("description", "capacities", "limits", "languages", "founded_in", "website")
        widgets = {
            "description": forms.Textarea(attrs={"rows": 4, "maxlength": 2000}),
            "capacities": forms.Textarea(attrs={"rows": 3, "maxlength": 1000}),
            "limits": forms.Textarea(attrs={"rows": 3, "maxlength": 1000}),
            "languages": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["languages"].queryset = Term.objects.of(Vocabulary.LANGUAGES)  # type: ignore[attr-defined]


class LineForm(forms.Form):
    """One thing that an organisation offers or looks for; a row without a subject counts for nothing."""

    direction = forms.ChoiceField(label=_("Offered or sought"), choices=Direction.choices)
    subject = forms.ChoiceField(label=_("Subject"), required=False)
    note = forms.CharField(label=_("In your own words"), required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subject"].choices = subject_choices("---------")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A note needs a subject, so that others find it."""
        cleaned = super().clean() or {}
        if cleaned.get("note") and not cleaned.get("subject"):
            self.add_error("subject", _("Choose a subject, so that others find this line."))
        return cleaned


class BaseLineFormSet(BaseFormSet):
    """The lines of an organisation; emptied rows go."""

    @property
    def lines(self) -> list[Line]:
        """What the rows say."""
        rows = (form.cleaned_data for form in self.forms if form.cleaned_data)
        found = ((row, subject_of(row.get("subject") or "")) for row in rows if not row.get("DELETE"))
        return [Line(row["direction"], term, " ".join(row["note"].split())) for row, term in found if term]


LineFormSet = formset_factory(
    LineForm, formset=BaseLineFormSet, extra=3, max_num=MOST_LINES, validate_max=True, absolute_max=MOST_LINES + 10
)


def lines_of(organisation: Organisation) -> list[dict[str, str]]:
    """Return the initial rows of the form set."""
    return [
        {"direction": line.direction, "subject": f"{line.term.vocabulary}/{line.term.slug}", "note": line.note}
        for line in organisation.expertise.select_related("term")
    ]


class ContactRolesForm(forms.Form):
    """Who holds which contact role."""

    def __init__(self, *args: Any, able: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.able = {str(user.pk): user for user in able}
        choices: Choices = [("", _("Nobody: messages reach everybody who speaks for it"))]
        choices += [(key, str(user)) for key, user in self.able.items()]
        for role in ContactRole:
            self.fields[role.value] = forms.ChoiceField(label=role.label, required=False, choices=choices)

    @property
    def holders(self) -> dict[str, User | None]:
        """The holder chosen for each role."""
        return {role.value: self.able.get(self.cleaned_data[role.value]) for role in ContactRole}
