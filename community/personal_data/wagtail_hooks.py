"""The back office deletes an account as erasure does: everywhere, with its files, and with a line in the ledger."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.users.views.bulk_actions import DeleteBulkAction

from community.members.models import User
from community.personal_data.services import erasures
from foundation import clock


@hooks.register("before_delete_user")
def erase_instead(request: HttpRequest, user: User) -> HttpResponse | None:
    """Erase on confirmation; before it Wagtail asks, as ever."""
    if request.method != "POST":
        return None
    erasures.erase(member_id=user.pk, now=clock.now())
    messages.success(request, _("The account is erased."))
    return redirect("wagtailusers_users:index")


# After Wagtail's own of the same name, which it replaces.
@hooks.register("register_bulk_action", order=1)
class EraseBulkAction(DeleteBulkAction):
    """Erase the chosen accounts, all or none."""

    @classmethod
    def execute_action(cls, objects: Iterable[User], **_kwargs: Any) -> tuple[int, int]:
        """Erase them and return how many."""
        now = clock.now()
        with transaction.atomic():
            return sum(erasures.erase(member_id=member.pk, now=now) for member in objects), 0
