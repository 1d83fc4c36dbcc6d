"""Strings of libraries whose own catalogues miss them, or address the reader otherwise than we do.

Named here so that `make messages` collects them: our catalogues win over those of the libraries. Nothing imports this.
"""

from django.utils.translation import gettext_lazy, ngettext_lazy

STRINGS = (
    # Django, in Arabic.
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
        8,
    ),
    # allauth, left in English in Spanish.
    gettext_lazy("Passkey"),
    gettext_lazy("Passwordless"),
    gettext_lazy("Sign in with a passkey"),
    # allauth, familiar in Spanish where we say "usted".
    gettext_lazy('<strong>Note:</strong> you can still <a href="%(email_url)s">change your email address</a>.'),
    gettext_lazy("Are you sure you want to remove this security key?"),
    gettext_lazy("Be patient, you are sending too many requests."),
    gettext_lazy("Email address %(deleted_email)s has been removed from your account."),
    gettext_lazy("Use authenticator app or code"),
    gettext_lazy(
        "We have sent an email to you for verification. Follow the link provided to finalize the signup process. If "
        "you do not see the verification email in your main inbox, check your spam folder. Please contact us if you "
        "do not receive the verification email within a few minutes."
    ),
    gettext_lazy("You cannot generate recovery codes without having two-factor authentication enabled."),
    ngettext_lazy("You have added %(count)s security key.", "You have added %(count)s security keys.", "count"),
    gettext_lazy(
        "You're receiving this email because user %(user_display)s has given your email address to register an "
        "account on %(site_domain)s."
    ),
)
