"""Lines of a step: one row of fields for each thing told, an empty one at the end, "add another" without a script."""

from dataclasses import dataclass
from typing import Any, ClassVar, cast

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from foundation import markup

MOST = 40


class LineForm(forms.Form):
    """One line; without its first words it counts for nothing, and goes."""

    use_required_attribute = False
    # What makes the line count; the other fields alone are refused.
    main = "text"
    missing = _("Say it in a few words, or empty the line.")
    # Choices that always hold a value, and so say nothing by themselves.
    silent: ClassVar[frozenset[str]] = frozenset()
    # Values of the story that a field is made from, beside those of the same name.
    also: ClassVar[frozenset[str]] = frozenset()

    def clean(self) -> dict[str, Any]:
        """Tidy the words; ask for the main field where another one is filled."""
        cleaned = super().clean() or {}
        for name, value in cleaned.items():
            if isinstance(value, str):
                cleaned[name] = markup.tidy(value)
        told = any(value for name, value in cleaned.items() if name not in self.silent)
        if told and not cleaned.get(self.main) and self.main not in self.errors:
            self.add_error(self.main, self.missing)
        return cleaned

    @property
    def is_told(self) -> bool:
        """The line holds something."""
        return bool(self.cleaned_data.get(self.main))


class BaseLines(BaseFormSet[LineForm]):
    """All lines of one part."""

    def values(self) -> list[dict[str, Any]]:
        """Return the cleaned values of the lines that hold something."""
        return [dict(form.cleaned_data) for form in self.forms if form.is_told]


@dataclass(frozen=True)
class Lines:
    """Which part of a story a set of lines fills.

    Attributes:
        part: name of the story's field.
        block: name of the block in it.
        form: one line.
        legend: what stands above.
        add: the button's words.
        full_only: asked in the full form only.
    """

    part: str
    block: str
    form: type[LineForm]
    legend: Any
    add: Any
    hint: Any = ""
    full_only: bool = False

    def bind(self, values: list[dict[str, Any]], data: Any = None) -> BaseLines:
        """Return the lines. values: what the story holds; data: what was sent, one line more where it asks for it."""
        make = formset_factory(self.form, formset=BaseLines, extra=1, max_num=MOST, absolute_max=MOST)
        if data is not None and f"{self.part}-TOTAL_FORMS" not in data:
            data = None
        adds = data is not None and data.get("add") == self.part
        if adds:
            data = self._longer(data)
        # What was sent says it all: beside what the story holds, a line sent unchanged would count as empty.
        initial = [self._initial(value) for value in values] if data is None else None
        lines = cast("BaseLines", make(data, initial=initial, prefix=self.part))
        if adds:
            lines.forms[-1].fields[self.form.main].widget.attrs["autofocus"] = True
        return lines

    def _longer(self, data: Any) -> Any:
        """What was sent, with one line more, as an empty one looks."""
        longer = data.copy()
        total = str(data.get(f"{self.part}-TOTAL_FORMS"))
        number = min(int(total), MOST - 1) if total.isdecimal() and len(total) < 4 else 0
        longer[f"{self.part}-TOTAL_FORMS"] = number + 1
        for name, field in self.form.base_fields.items():
            if field.initial is not None:
                longer.setdefault(f"{self.part}-{number}-{name}", field.initial)
        return longer

    def _initial(self, value: dict[str, Any]) -> dict[str, Any]:
        shown = {*self.form.base_fields, *self.form.also}
        return {name: value[name] for name in shown if value.get(name) is not None}
