"""The filters of the directory of people."""

from dataclasses import fields
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from community.members.directory import BY_NAME, NEWEST, Choice
from community.members.offers import subject_choices
from community.taxonomy.enums import Vocabulary
from community.taxonomy.words import terms_of
from community.territories.models import Country

SWITCHES = ("mentor", "expert", "verified")
RARER = ("sought", "theme", "level", "kind", *SWITCHES, "sort")


def term_choices(vocabulary: Vocabulary, empty: Any) -> list[tuple[str, Any]]:
    """Return the terms of a vocabulary by slug, those below another one set in."""
    rows = [(term.slug, f"– {term.label}" if term.parent_id else term.label) for term in terms_of(vocabulary)]
    return [("", empty), *rows]


class PeopleFilterForm(forms.Form):
    """What narrows the list of people; each filter sees only what the reader may see."""

    q = forms.CharField(label=_("Place or name"), required=False, max_length=100)
    offered = forms.ChoiceField(label=_("Can help with"), required=False)
    sought = forms.ChoiceField(label=_("Would like to learn"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    # Too many to choose from: links lead here, and the chip takes it away again.
    territory = forms.SlugField(label=_("Territory"), required=False, max_length=80, widget=forms.HiddenInput)
    level = forms.ChoiceField(label=_("Level of the territory"), required=False)
    kind = forms.ChoiceField(label=_("Kind of organisation"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    mentor = forms.BooleanField(label=_("Can be a mentor"), required=False)
    expert = forms.BooleanField(label=_("Can be asked as an expert"), required=False)
    verified = forms.BooleanField(label=_("Verified only"), required=False)
    sort = forms.ChoiceField(label=_("Order"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        countries = sorted(((one.iso, one.name) for one in Country.objects.all()), key=lambda pair: pair[1])
        choices: dict[str, Any] = {
            "offered": subject_choices(_("Anything")),
            "sought": subject_choices(_("Anything")),
            "theme": term_choices(Vocabulary.THEMES, _("Any")),
            "country": [("", _("Any")), *countries],
            "level": term_choices(Vocabulary.TERRITORY_LEVELS, _("Any")),
            "kind": term_choices(Vocabulary.ACTOR_KINDS, _("Any")),
            "language": term_choices(Vocabulary.LANGUAGES, _("Any")),
            "sort": [("", _("By name")), (NEWEST, _("Newest first"))],
        }
        for name, rows in choices.items():
            self.fields[name].choices = rows  # type: ignore[attr-defined]

    def choice(self) -> Choice | None:
        """Return what is asked for; None when a value is none of those offered, which fits nobody."""
        if not self.is_valid():
            return None
        given = {one.name: self.cleaned_data[one.name] for one in fields(Choice)}
        return Choice(**given | {"sort": given["sort"] or BY_NAME, "q": " ".join(given["q"].split())})

    @property
    def rarer(self) -> list[forms.BoundField]:
        """The fields that are folded away until asked for."""
        return [self[name] for name in RARER]

    @property
    def has_rarer(self) -> bool:
        """Whether one of the folded fields is in use."""
        return any(self.data.get(name) for name in RARER)

    def removals(self, *, place: str = "") -> list[tuple[str, str]]:
        """Return, for each filter in use, its words and the query string that leaves it out.

        Args:
            place: the name of the chosen territory; the form knows only what its address says.
        """
        found = []
        for name, value in self.cleaned_data.items():
            if value and name != "sort":
                rest = QueryDict(mutable=True)
                rest.update(self.data)
                for key in (name, "after", "before"):
                    rest.pop(key, None)
                found.append(
                    (self._words(name, place or value if name == "territory" else value), f"?{rest.urlencode()}")
                )
        return found

    def _words(self, name: str, value: Any) -> str:
        label = str(self.fields[name].label)
        if name in SWITCHES:
            return label
        return f"{label}: {self._labels(name).get(value, value)}"

    def _labels(self, name: str) -> dict[str, str]:
        flat: dict[str, str] = {}
        for key, label in getattr(self.fields[name], "choices", ()):
            pairs = label if isinstance(label, list | tuple) else [(key, label)]
            flat |= {str(inner): str(words).removeprefix("– ") for inner, words in pairs}
        return flat
