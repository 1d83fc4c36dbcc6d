"""Fields in which one types the name of what is meant: a list of thousands fits neither a page nor a phone."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.db.models import Model, Q
from django.utils.translation import gettext as _

from community.members.models import Organisation
from community.members.validators import skeleton
from community.territories.models import Territory

SUGGESTED = 5
# Lists up to here are offered to choose from while typing.
MOST_NAMES = 200

NAMES = ("name_en", "name_fr", "name_es", "name_ar")


def organisation_named(text: str) -> Organisation | None:
    """Return the organisation of that name; case, accents and blanks do not count."""
    return Organisation.objects.filter(name_skeleton=skeleton(text)).first()


def organisations_like(text: str) -> Iterable[Model]:
    """Return organisations whose name holds the text, or its longest word."""
    word = max(text.split(), key=len)
    return Organisation.objects.filter(Q(name__icontains=text) | Q(name__icontains=word))[:SUGGESTED]


def territory_named(text: str) -> Territory | None:
    """Return the territory of that name in any of the four languages."""
    condition = Q.create([Q(**{f"{column}__iexact": text}) for column in NAMES], connector=Q.OR)
    return Territory.objects.filter(condition).order_by("pk").first()


def territories_like(text: str) -> Iterable[Model]:
    """Return territories whose name holds the text."""
    condition = Q.create([Q(**{f"{column}__icontains": text}) for column in NAMES], connector=Q.OR)
    return Territory.objects.filter(condition)[:SUGGESTED]


class NamedField(forms.CharField):
    """One row, typed by its name. find, like: how a name is looked up, and what is offered when it is not known."""

    def __init__(
        self,
        *,
        model: type[Model],
        find: Callable[[str], Any],
        like: Callable[[str], Iterable[Any]],
        **kwargs: Any,
    ) -> None:
        self.model, self.find, self.like = model, find, like
        super().__init__(max_length=160, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show the name of a row given by its key."""
        if isinstance(value, int):
            return str(self.model._default_manager.filter(pk=value).first() or "")
        return value

    def clean(self, value: Any) -> Any:
        """Return the row, None for an empty field."""
        text = super().clean(value)
        return self.row(text) if text else None

    def row(self, text: str) -> Any:
        """Return the row of that name.

        Raises:
            ValidationError: there is none; it offers names that are near.
        """
        found = self.find(text)
        if found is None:
            near = ", ".join(str(row) for row in self.like(text))
            sentence = _("We know no “%(name)s”. Did you mean: %(near)s?") if near else _("We know no “%(name)s”.")
            raise forms.ValidationError(sentence, code="unknown", params={"name": text, "near": near})
        return found


class NamedLinesField(NamedField):
    """Several rows, one name a line."""

    widget = forms.Textarea
    MOST = 30

    def prepare_value(self, value: Any) -> Any:
        """Show one name a line."""
        return "\n".join(str(row) for row in value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[Any]:
        """Return the rows, each once."""
        lines = [" ".join(line.split()) for line in str(value or "").splitlines()]
        names = list(dict.fromkeys(line for line in lines if line))
        if len(names) > self.MOST:
            raise forms.ValidationError(_("Name at most %(most)s."), code="many", params={"most": self.MOST})
        found, errors = [], []
        for name in names:
            try:
                found.append(self.row(name[:160]))
            except forms.ValidationError as error:
                errors.append(error)
        if errors:
            raise forms.ValidationError(errors)
        return list(dict.fromkeys(found))


def names_of(model: type[Model]) -> list[str]:
    """Return the names to offer while typing; none when there are too many for a page."""
    rows = list(model._default_manager.all()[: MOST_NAMES + 1])
    return [] if len(rows) > MOST_NAMES else [str(row) for row in rows]
