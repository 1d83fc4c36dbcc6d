"""What briefs keep about members."""

from django.utils.translation import gettext_lazy as _

from community.personal_data.registry import Fate, Kept, register


def declare() -> None:
    """Declare the table to archive, erasure and data map. An endorsement is the organisation's and stays with it."""
    register(
        [
            Kept(
                "briefs.Endorsement",
                "member",
                _("Endorsements you gave for an organisation"),
                ("brief", "organisation", "version", "endorsed_at", "withdrawn_at"),
                "to know who spoke for the organisation",
                "kept; the name goes with the account",
                Fate.RELEASED,
            )
        ]
    )
