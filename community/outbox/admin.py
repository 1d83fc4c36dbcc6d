"""The Django admin: the ledger of owed mail, to read; the addresses that want none, to keep."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from community.outbox.models import Mail, Suppression


@admin.register(Mail)
class MailAdmin(admin.ModelAdmin):
    """What is owed, what was sent, what failed and why."""

    list_display = ("kind", "recipient", "period", "state", "attempts", "last_error", "created_at", "sent_at")
    list_filter = ("state", "kind")
    search_fields = ("recipient", "message_id")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Debts are made by services."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The ledger is read, not edited."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The ledger is kept."""
        return False


@admin.register(Suppression)
class SuppressionAdmin(admin.ModelAdmin):
    """Addresses that get no mail: written down when one bounces, or when somebody asks for it by letter."""

    list_display = ("recipient", "channel", "created_at")
    search_fields = ("recipient",)
