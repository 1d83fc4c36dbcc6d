"""What members and visitors fill in at exchanges."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from community.members.forms.profile import zone_choices
from events.enums import Kind, Mode

if TYPE_CHECKING:
    from community.taxonomy.models import Term
    from events.models import ExchangePage


class RegistrationForm(forms.Form):
    """How somebody will take part. Asks only what the exchange leaves open."""

    listening_language = forms.ChoiceField(
        label=_("I will listen in"),
        error_messages={
            "required": _("Choose a language. You are not registered yet."),
            "invalid_choice": _("Choose a language from the list. You are not registered yet."),
        },
    )
    by_telephone = forms.BooleanField(label=_("I will join by telephone"), required=False)

    def __init__(
        self, data: Any = None, *, exchange: "ExchangePage", languages: "list[Term]", preferred: str = "", **kwargs: Any
    ) -> None:
        """Fit the form to the exchange.

        Args:
            data: what was posted, or None.
            exchange: the source version.
            languages: terms of the languages people can listen in.
            preferred: code of the language to offer first, if the exchange has it.
        """
        super().__init__(data, **kwargs)
        self._only = languages[0].slug if len(languages) == 1 else ""
        if len(languages) > 1:
            field = self.fields["listening_language"]
            field.choices = [("", _("Choose one")), *((term.slug, term.label) for term in languages)]  # type: ignore[attr-defined]
            if preferred in {term.slug for term in languages}:
                self.initial["listening_language"] = preferred
        else:
            del self.fields["listening_language"]
        if exchange.mode == Mode.IN_PERSON:
            del self.fields["by_telephone"]

    @property
    def answers(self) -> dict[str, Any]:
        """What registrations.register asks for, once the form is valid."""
        return {
            "listening_language": self.cleaned_data.get("listening_language", self._only),
            "by_telephone": self.cleaned_data.get("by_telephone", False),
        }


class ZoneForm(forms.Form):
    """Where a visitor without account reads from."""

    zone = forms.ChoiceField(
        label=_("Your time zone"),
        choices=zone_choices,
        help_text=_("Kept on this device only. Choose the nearest big town."),
    )


class FilterForm(forms.Form):
    """Narrows the list. A value nobody offers is left out, never an error page."""

    kind = forms.ChoiceField(label=_("Kind"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, data: Any, *, themes: "list[Term]", languages: "list[Term]", **kwargs: Any) -> None:
        """Offer these themes and languages, and every kind."""
        offered: dict[str, Any] = {
            "kind": (pgettext_lazy("kinds of exchange", "All kinds"), Kind.choices),
            "theme": (_("All themes"), [(term.slug, term.label) for term in themes]),
            "language": (_("All languages"), [(term.slug, term.label) for term in languages]),
        }
        known = {name: data.get(name) for name, (_label, choices) in offered.items() if data.get(name) in dict(choices)}
        super().__init__(known, **kwargs)
        for name, (label, choices) in offered.items():
            self.fields[name].choices = [("", label), *choices]  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, str]:
        """Return the filters that hold, by name."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
