"""What comments keep about members."""

from django.utils.translation import gettext_lazy as _

from community.personal_data.registry import Fate, Kept, register


def declare() -> None:
    """Declare the tables to archive, erasure and data map. The library's columns for name and address are blanked."""
    register(
        [
            Kept(
                "comments.PageComment",
                "user",
                _("Comments you wrote"),
                (
                    "comment",
                    "language",
                    "state",
                    "hidden_reason",
                    "submit_date",
                    "edited_at",
                    "speaks_for",
                    "files",
                    "user_name",
                    "user_email",
                ),
                "what readers add to a page",
                "kept: the community's memory; the name goes with the account",
                Fate.RELEASED,
                plain=(
                    "content_type",
                    "object_pk",
                    "site",
                    "user_url",
                    "ip_address",
                    "is_public",
                    "is_removed",
                    "thread_id",
                    "parent_id",
                    "level",
                    "order",
                    "followup",
                    "nested_count",
                    "html",
                    "hidden_at",
                    "is_told",
                    "submission",
                ),
                blank={"user_name": "", "user_email": "", "user_url": "", "ip_address": None, "followup": False},
            ),
        ]
    )
