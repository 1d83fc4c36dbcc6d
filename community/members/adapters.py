"""How django-allauth fits in: mails through the outbox, names instead of user names, second factor where due."""

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language

from community.members.forms.profile import NAME_LENGTH
from community.members.models import User
from community.members.services import profiles
from community.members.validators import tidy_name
from community.outbox.services import debts
from foundation import clock
from foundation.mail import new_message_id


def display_name(user: User) -> str:
    """The name shown for an account."""
    return user.name


class AccountAdapter(DefaultAccountAdapter):
    """allauth's hooks."""

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Keep the name with the account, and open the profile in the language the person reads now."""
        user.name = form.cleaned_data["name"]
        user = super().save_user(request, user, form, commit=commit)
        if commit:
            profiles.open_profile(
                user=user,
                interface_language=get_language() or settings.LANGUAGE_CODE,
                time_zone=form.cleaned_data.get("time_zone") or "UTC",
            )
        return user

    def send_account_already_exists_mail(self, email: str) -> None:
        """Tell the owner; first hash a password, as for a new account, so that the time taken tells nobody."""
        make_password("as for a new account")
        super().send_account_already_exists_mail(email)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Owe the mail instead of sending it: it is written with the account's data and leaves once."""
        language = get_language() or settings.LANGUAGE_CODE
        site = {"name": settings.WAGTAIL_SITE_NAME, "domain": urlsplit(settings.SITE_URL).netloc}
        values = {"site_url": settings.SITE_URL, "email": email, "current_site": site, **context}
        subject = render_to_string(f"{template_prefix}_subject.txt", values, self.request)
        debts.owe(
            kind="account",
            recipient=email,
            period=new_message_id(),
            language=language,
            now=clock.now(),
            context={
                "subject": " ".join(subject.split()),
                "text": render_to_string(f"{template_prefix}_message.txt", values, self.request).strip() + "\n",
            },
        )

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """After login: on to the person's own page, unless the form said where to."""
        return reverse("members:me")


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """allauth's hooks for the single sign-on: the same account, the same profile."""

    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> User:
        """Open the profile in the language the person reads now."""
        user: User = super().save_user(request, sociallogin, form)
        profiles.open_profile(user=user, interface_language=get_language() or settings.LANGUAGE_CODE)
        return user

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> User:
        """Take the name that the sign-on gives, if it is one; the person can still change it."""
        user: User = super().populate_user(request, sociallogin, data)
        names = (data.get("first_name"), data.get("last_name"))
        given = str(data.get("name") or " ".join(part for part in names if part))
        try:
            user.name = tidy_name(given)[:NAME_LENGTH]
        except ValidationError:
            user.name = ""
        return user

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Ask for a name where the sign-on gives none: others read it, and the address is nobody's business."""
        return bool(sociallogin.user.name) and super().is_auto_signup_allowed(request, sociallogin)
