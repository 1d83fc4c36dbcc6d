"""The view `audit_registrations`: who has which place in which order, for those who check the site from outside.

A migration that rebuilds the table of registrations must drop the view before and create it after (SQLite rebuilds
the table on nearly every change): `operations = [audit.drop_view(), ..., audit.create_view()]`.
"""

from django.db.migrations import RunSQL

CREATE = (
    "CREATE VIEW audit_registrations AS "
    "SELECT exchange_id AS event, member_id AS person, state, sequence, changed_at AS changed "
    "FROM events_registration"
)
DROP = "DROP VIEW audit_registrations"


def create_view() -> RunSQL:
    """Create the view; backwards, drop it."""
    return RunSQL(CREATE, DROP)


def drop_view() -> RunSQL:
    """Drop the view; backwards, create it."""
    return RunSQL(DROP, CREATE)
