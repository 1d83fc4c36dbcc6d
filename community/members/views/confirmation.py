"""Confirming an address by the link of a mail."""

from typing import Any

from allauth.account.views import ConfirmEmailView
from django.http import Http404
from django.http.response import HttpResponseBase


class ConfirmationView(ConfirmEmailView):
    """allauth's own, except that a button pressed after the link ran out is answered as the link itself is."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Confirm, or say that the link expired instead of that nothing is there."""
        try:
            return super().post(*args, **kwargs)
        except Http404:
            return self.get(*args, **kwargs)


confirm_email = ConfirmationView.as_view()
