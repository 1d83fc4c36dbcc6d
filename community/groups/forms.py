"""The forms of groups. They validate; services write."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from community.groups.enums import GroupKind, Joining
from community.groups.models import Group
from community.groups.models.group import NAME_LENGTH, TEXT_LENGTH
from community.groups.models.membership import NOTE_LENGTH
from community.members import domains
from community.members.models import Organisation, User
from community.members.validators import tidy_name
from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term
from foundation import documents, markup

KIND_HINTS = _(
    "Public: everybody reads the page, and the spaces say who reads them. Restricted: everybody reads the page, only "
    "members what is inside. Private: nobody outside knows that the group is there; members come by invitation."
)
MOST_LINES = 200


class LongText(forms.CharField):
    """A text of several lines, tidied before it is measured."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """Tidy the text."""
        return markup.tidy(super().to_python(value) or "")


class GroupForm(forms.Form):
    """What a group says, and whom it lets in."""

    name = forms.CharField(label=_("Name of the group"), max_length=NAME_LENGTH)
    purpose = LongText(
        label=_("What the group is for"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Shown on the group's page. A line that begins with - makes a list."),
    )
    welcome = LongText(
        label=_("Welcome to members"),
        max_length=TEXT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only members read it: where to begin, whom to ask."),
    )
    language = forms.ChoiceField(label=_("Language of these texts"), choices=settings.LANGUAGES)
    kind = forms.ChoiceField(
        label=_("Who sees the group"), choices=GroupKind.choices, widget=forms.RadioSelect, help_text=KIND_HINTS
    )
    joining = forms.ChoiceField(label=_("How to join"), choices=Joining.choices, widget=forms.RadioSelect)
    domains = LongText(
        label=_("Only with an address at these domains"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For restricted groups. One a line, for example: kayes.gouv.ml."),
    )
    organisation_kinds = forms.ModelMultipleChoiceField(
        label=_("Only for who speaks for an organisation of these kinds"),
        queryset=Term.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For restricted groups. A kind includes the kinds below it."),
    )
    organisations = LongText(
        label=_("Organisations that take part"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line: its name as on its page."),
    )
    themes = forms.ModelMultipleChoiceField(
        label=_("Themes"), queryset=Term.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, group: Group | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = _initial(group) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        for name, vocabulary in (("organisation_kinds", Vocabulary.ACTOR_KINDS), ("themes", Vocabulary.THEMES)):
            # The upper words, and those below them that the group has already: saving must not lose them.
            kept = [term.pk for term in self.initial.get(name, [])]
            rows = Term.objects.of(vocabulary).filter(Q(parent__isnull=True) | Q(pk__in=kept))
            self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        """Refuse addresses: the name goes into mails to people who asked for none."""
        return tidy_name(self.cleaned_data["name"])

    def clean_domains(self) -> list[str]:
        """Read one domain a line."""
        found = [line.strip().lstrip("@") for line in self.cleaned_data["domains"].splitlines() if line.strip()]
        return sorted({domains.official(line) for line in found})

    def clean_organisations(self) -> list[Organisation]:
        """Read one organisation a line."""
        names = [line.strip() for line in self.cleaned_data["organisations"].splitlines() if line.strip()]
        found = {row.name.casefold(): row for row in Organisation.objects.filter(name__in=names)}
        missing = [name for name in names if name.casefold() not in found]
        if missing:
            raise ValidationError(
                _("No organisation of this name is here: %(names)s"), params={"names": ", ".join(missing)}
            )
        return list(found.values())

    def clean(self) -> dict[str, Any]:
        """Keep kind, joining and restriction in agreement."""
        values = super().clean() or {}
        kind, joining = values.get("kind"), values.get("joining")
        if kind == GroupKind.PRIVATE and joining not in {None, Joining.INVITATION}:
            self.add_error("joining", _("A private group is joined by invitation: nobody else knows of it."))
        if kind != GroupKind.RESTRICTED:
            values["domains"], values["organisation_kinds"] = [], []
        elif joining == Joining.AT_ONCE and not values.get("domains") and not values.get("organisation_kinds"):
            self.add_error("kind", _("Say who may join a restricted group at once: by domain, or by organisation."))
        return values


class NewGroupForm(GroupForm):
    """A new group, and who looks after it."""

    facilitator = forms.CharField(
        label=_("First facilitator of the group"),
        required=False,
        max_length=254,
        help_text=_("The e-mail address of her account, or the last part of her page's address. Empty: you yourself."),
    )

    def clean_facilitator(self) -> User | None:
        """Find the account."""
        asked = self.cleaned_data["facilitator"].strip()
        if not asked:
            return None
        by = {"email__iexact": asked} if "@" in asked else {"profile__handle": asked.strip("/").rpartition("/")[2]}
        found = User.objects.filter(is_active=True, **by).first()
        if found is None:
            raise ValidationError(_("No member has this address or page."))
        return found


def _initial(group: Group | None) -> dict[str, Any]:
    if group is None:
        return {
            "language": get_language() or settings.LANGUAGE_CODE,
            "kind": GroupKind.PUBLIC,
            "joining": Joining.AT_ONCE,
        }
    values: dict[str, Any] = {
        name: getattr(group, name) for name in ("name", "purpose", "welcome", "language", "kind", "joining")
    }
    values["domains"] = "\n".join(group.domains)
    values["organisation_kinds"] = list(group.organisation_kinds.all())
    values["organisations"] = "\n".join(group.organisations.values_list("name", flat=True))
    values["themes"] = list(group.themes.all())
    return values


class JoinForm(forms.Form):
    """A request to join."""

    note = forms.CharField(
        label=_("Why do you want to join?"),
        required=False,
        max_length=NOTE_LENGTH,
        help_text=_("The group's facilitators read it."),
    )


class InvitationForm(forms.Form):
    """One address or many."""

    addresses = LongText(
        label=_("E-mail addresses, one a line"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 5})
    )
    language = forms.ChoiceField(label=_("Language of the invitation"), choices=settings.LANGUAGES)

    def clean_addresses(self) -> list[str]:
        """Read one address a line; the service says what is wrong with which."""
        lines: list[str] = self.cleaned_data["addresses"].splitlines()
        if len(lines) > MOST_LINES:
            raise ValidationError(_("Paste %(most)s lines at most."), params={"most": MOST_LINES})
        return lines


class FileForm(forms.Form):
    """A file for the group."""

    title = forms.CharField(label=_("What it is"), max_length=120)
    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, documents, tables and slides without macros, text, pictures. 10 MB at most."),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(f".{ending}" for ending in documents.ENDINGS)}),
    )

    def clean_file(self) -> Any:
        """Judge what it holds."""
        return documents.checked(self.cleaned_data["file"])
