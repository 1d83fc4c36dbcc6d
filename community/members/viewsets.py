"""The back office's screens for accounts: one name, and roles; passwords are the member's own business."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from community.members.forms.profile import NAME_LENGTH
from community.members.services import profiles
from community.members.validators import tidy_name

FIELDS = {"email", "name", "is_superuser", "groups"}


class NamedForm(forms.Form):
    """What replaces Wagtail's first and last name."""

    name = forms.CharField(label=_("Name"), max_length=NAME_LENGTH)

    def clean_name(self) -> str:
        """A name on one line, without addresses."""
        return tidy_name(self.cleaned_data["name"])


class MemberCreationForm(NamedForm, UserCreationForm):
    """A new account, with its profile."""

    first_name = None
    last_name = None

    class Meta(UserCreationForm.Meta):
        fields = FIELDS

    def save(self, commit: bool = True) -> Any:
        """Keep the account, and open its profile."""
        user = super().save(commit=commit)
        if commit:
            profiles.open_profile(user=user)
        return user


class MemberEditForm(NamedForm, UserEditForm):
    """An account that exists."""

    first_name = None
    last_name = None

    class Meta(UserEditForm.Meta):
        fields = FIELDS | {"is_active"}


class UserViewSet(WagtailUserViewSet):
    """Wagtail's screens with our forms."""

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        """Return our form for a new or a known account."""
        return MemberEditForm if for_update else MemberCreationForm
