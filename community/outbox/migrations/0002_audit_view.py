"""The read-only view `audit_mail` of INTERFACES."""

from django.db import migrations

CREATE = """
CREATE VIEW audit_mail AS
SELECT kind, period, recipient, message_id, state, attempts, created_at AS created, sent_at AS sent
FROM outbox_mail
"""


class Migration(migrations.Migration):
    dependencies = [("outbox", "0001_initial")]
    operations = [migrations.RunSQL(CREATE, "DROP VIEW audit_mail")]
