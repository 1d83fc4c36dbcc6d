"""Forms of briefs."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from community.members.models import Organisation


class EndorsementForm(forms.Form):
    """For which organisation a member endorses."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Organisation"),
        empty_label=None,
        error_messages={
            "invalid_choice": _("You do not speak for this organisation, or not any more. Choose another one."),
            "required": _("Choose an organisation."),
        },
    )

    def __init__(self, *args: Any, organisations: "QuerySet[Organisation]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]  # a ModelChoiceField
