"""allauth's own form of sign-up, under our content policy."""

from typing import Any

from allauth.account.forms import SignupForm


class GuardedSignupForm(SignupForm):
    """Its trap for machines is hidden by a class, as our content policy allows no inline style."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        trap = self.fields["website"].widget
        trap.attrs = {"class": "visually-hidden", "tabindex": "-1", "autocomplete": "off", "aria-hidden": "true"}
