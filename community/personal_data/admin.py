"""The Django admin: what retention did, and who wishes to be erased, to read."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from community.personal_data.models import Erased, ErasureRequest, RetentionRun


class ReadOnly(admin.ModelAdmin):
    """Written by services and schedules only."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Services write."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Records are read, not edited."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Records go by their own rules."""
        return False


@admin.register(RetentionRun)
class RetentionRunAdmin(ReadOnly):
    """What each rule found and removed."""

    list_display = ("rule", "ran_at", "is_dry_run", "days", "found", "removed")
    list_filter = ("rule", "is_dry_run")


@admin.register(ErasureRequest)
class ErasureRequestAdmin(ReadOnly):
    """Who wishes to be erased, and when it is done."""

    list_display = ("member_id", "wanted_at", "due_at")


@admin.register(Erased)
class ErasedAdmin(ReadOnly):
    """The ledger of erased accounts: numbers and dates."""

    list_display = ("account", "erased_at")
