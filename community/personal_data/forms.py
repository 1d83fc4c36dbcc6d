"""Saying that one wants to be erased."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.members.models import User


class ErasureForm(forms.Form):
    """The member types her own address, so that nobody is erased by a slip."""

    address = forms.CharField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("Type it as a sign that you mean it."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, member: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member

    def clean_address(self) -> str:
        """Refuse any address but her own."""
        address = str(self.cleaned_data["address"]).strip()
        if address.lower() != self.member.email.lower():
            raise forms.ValidationError(_("This is not the address of your account."), code="other")
        return address
