"""The form of a profile: what a member tells of herself, and beside each part who sees it."""

import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from community.members import disclosure, pictures
from community.members.enums import Audience, Direction
from community.members.forms import named
from community.members.forms.expertise import BaseExpertiseFormSet, lines_for
from community.members.models import Organisation, Profile
from community.members.validators import tidy_name
from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term
from community.territories.models import Corridor, Territory

NAME_LENGTH = 120
AUDIENCES = tuple(f"{part}_audience" for part in (disclosure.PAGE, *disclosure.PARTS))
CHECKBOXES = forms.CheckboxSelectMultiple

# Title, anchor, and rows of fields with the part whose audience stands beside them.
SECTIONS: tuple[tuple[Any, str, tuple[tuple[tuple[str, ...], str], ...]], ...] = (
    (_("Who finds you"), "page", ((("name",), disclosure.PAGE),)),
    (
        _("Who you are"),
        "who",
        (
            (("photograph", "remove_photograph"), "photograph"),
            (("function",), "function"),
            (("organisation",), "organisation"),
            (("authority_type",), "authority_type"),
            (("territory",), "territory"),
            (("languages",), "languages"),
            (("introduction",), "introduction"),
        ),
    ),
    (_("What you work on"), "work", ((("themes",), "themes"), (("territories", "corridors"), "interests"))),
    (_("What you can help with, and would like to learn"), "expertise", ()),
    (_("Whether you can be asked"), "asked", ((("is_mentor", "is_expert", "availability"), "availability"),)),
    (_("Whether you can be mentioned"), "mentions", ((("takes_mentions",), ""),)),
    (_("Time and language"), "settings", ((("time_zone",), "time_zone"), (("interface_language",), ""))),
)


def zone_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the world's time zones by continent, as (continent, [(name, place)])."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(zoneinfo.available_timezones()):
        continent, _slash, place = name.partition("/")
        if place and continent not in {"Etc", "SystemV", "US", "posix", "right"}:
            groups.setdefault(continent, []).append((name, place.replace("_", " ").replace("/", ", ")))
    return [("", [("UTC", "UTC")]), *groups.items()]


def _who_sees(column: str) -> str:
    """Return the label of an audience; what it is about stands beside it, and is said to screen readers."""
    part = cast("models.Field[Any, Any]", Profile._meta.get_field(column)).verbose_name
    return format_html('{} <span class="visually-hidden">({})</span>', _("Who sees it"), part)


@dataclass(frozen=True)
class Row:
    """Fields that are shown together. audience: the field that says who sees them, None where nobody else does."""

    fields: list[forms.BoundField]
    audience: forms.BoundField | None


@dataclass(frozen=True)
class Section:
    """One part of the form, under a heading of its own."""

    title: Any
    anchor: str
    rows: list[Row]


class ProfileForm(forms.ModelForm):
    """What a member tells of herself, and to whom."""

    name = forms.CharField(label=_("Your name"), max_length=NAME_LENGTH)
    photograph = forms.FileField(
        label=_("Photograph"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=_("JPEG, PNG or WebP, at most 5 MB and 20 megapixels. We keep a small copy without its hidden data."),
    )
    remove_photograph = forms.BooleanField(label=_("Remove my photograph"), required=False)
    organisation = named.NamedField(
        label=_("Organisation"),
        required=False,
        model=Organisation,
        find=named.organisation_named,
        like=named.organisations_like,
        help_text=_("Type its name. What you write here is your word; a badge needs a check."),
        widget=forms.TextInput(attrs={"list": "organisation-names"}),
    )
    territory = named.NamedField(
        label=_("Territory"),
        required=False,
        model=Territory,
        find=named.territory_named,
        like=named.territories_like,
        help_text=_("The place you work in. Type its name."),
        widget=forms.TextInput(attrs={"list": "territory-names"}),
    )
    territories = named.NamedLinesField(
        label=_("Territories that interest me"),
        required=False,
        model=Territory,
        find=named.territory_named,
        like=named.territories_like,
        help_text=_("One name a line."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=zone_choices,
        help_text=_("Times on the site and in mails are shown in this zone."),
    )

    class Meta:
        model = Profile
        fields = (
            "function",
            "organisation",
            "authority_type",
            "territory",
            "languages",
            "introduction",
            "themes",
            "territories",
            "corridors",
            "is_mentor",
            "is_expert",
            "availability",
            "takes_mentions",
            "time_zone",
            "interface_language",
            *AUDIENCES,
        )
        widgets = {
            "languages": CHECKBOXES,
            "themes": CHECKBOXES,
            "corridors": CHECKBOXES,
            "introduction": forms.Textarea(attrs={"rows": 4, "maxlength": 2000}),
        }
        help_texts = {
            "function": _("For example: head of planning."),
            "introduction": _("What you work on, and what you could help others with."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].initial = self.instance.user.name
        self.fields["languages"].queryset = Term.objects.of(Vocabulary.LANGUAGES)  # type: ignore[attr-defined]
        # The main themes, and what she chose among the finer ones elsewhere: saving must not lose it.
        themes = Q(parent__isnull=True) | Q(pk__in=self.instance.themes.values("pk"))
        self.fields["themes"].queryset = Term.objects.of(Vocabulary.THEMES).filter(themes)  # type: ignore[attr-defined]
        self.fields["authority_type"].queryset = Term.objects.of(Vocabulary.CAPACITY_TARGETS)  # type: ignore[attr-defined]
        self.fields["corridors"].queryset = Corridor.objects.with_ends()  # type: ignore[attr-defined]
        self.has_photograph = bool(self.instance.photograph)
        for column in AUDIENCES:
            # Who sends a form without it keeps what was chosen: nothing opens or closes by omission.
            self.fields[column] = forms.TypedChoiceField(
                label=_who_sees(column), choices=Audience.choices, coerce=int, required=False, empty_value=None
            )
        self.fields["page_audience"].label = _("Who finds my page and sees me in the directory")

    def clean_name(self) -> str:
        """A name on one line, without addresses."""
        return tidy_name(self.cleaned_data["name"])

    def clean_photograph(self) -> bytes | None:
        """The picture as it will be kept."""
        upload = self.cleaned_data.get("photograph")
        return pictures.prepared(upload) if isinstance(upload, UploadedFile) else None

    def clean(self) -> dict[str, Any]:
        """Fill in the audiences that were not sent."""
        cleaned: dict[str, Any] = super().clean() or {}
        for column in AUDIENCES:
            if cleaned.get(column, 0) is None:
                cleaned[column] = self.initial[column]
        return cleaned

    def sections(self) -> Iterator[Section]:
        """Yield the parts of the form in their order."""
        for title, anchor, rows in SECTIONS:
            found = [
                Row(
                    [self[name] for name in names if name != "remove_photograph" or self.has_photograph],
                    self[f"{part}_audience"] if part else None,
                )
                for names, part in rows
            ]
            yield Section(title, anchor, found)


class ProfileEditor:
    """The profile's form with the lines of expertise: sent, checked and shown together."""

    def __init__(self, profile: Profile, data: Any = None, files: Any = None) -> None:
        """Fill the forms from the profile, or from what was sent."""
        self.form = ProfileForm(data, files, instance=profile)
        self.lines: dict[Direction, BaseExpertiseFormSet] = {
            direction: lines_for(profile, direction, data) for direction in Direction
        }
        self.adds = data is not None and data.get("add") in Direction.values
        self.organisation_names = named.names_of(Organisation)
        self.territory_names = named.names_of(Territory)

    def is_valid(self) -> bool:
        """Whether all of it can be written; what is wrong in a line of expertise is named at the top too."""
        fine = [lines.is_valid() for lines in self.lines.values() if lines.is_bound]
        if not all(fine):
            self.form.add_error(None, _("Look at the lines of expertise."))
        return self.form.is_valid() and all(fine)

    def expertise(self) -> list[tuple[BaseExpertiseFormSet, forms.BoundField, Direction]]:
        """Return the lines of each direction with the field that says who sees them."""
        return [(lines, self.form[f"{direction.value}_audience"], direction) for direction, lines in self.lines.items()]

    def written(self) -> dict[str, Any]:
        """Return what the service takes: name, fields, expertise, photograph."""
        fields = dict(self.form.cleaned_data)
        return {
            "name": fields.pop("name"),
            "photograph": fields.pop("photograph"),
            "remove_photograph": fields.pop("remove_photograph"),
            "fields": fields,
            "expertise": {direction: lines.lines for direction, lines in self.lines.items() if lines.is_bound},
        }
