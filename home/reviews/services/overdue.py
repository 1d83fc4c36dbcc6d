"""Reminding who is late, once for each review and due date."""

from datetime import datetime

from django.db import transaction

from home.reviews import emails
from home.reviews.models import Review


def remind(*, now: datetime) -> int:
    """Owe one reminder for each review that should have been done; return how many were owed."""
    due = Review.objects.overdue(today=now.date()).filter(reminded_at__isnull=True)
    reminded = 0
    for review in due.select_related("reviewer__profile").order_by("pk"):
        with transaction.atomic():
            # Two schedulers at one moment: only the one that writes the moment owes the mail.
            if Review.objects.filter(pk=review.pk, reminded_at__isnull=True).update(reminded_at=now):
                emails.owe_overdue(review, now=now)
                reminded += 1
    return reminded
