"""A read-only view of the registrations, for audits."""

from django.db import migrations

from events import audit


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]

    operations = [audit.create_view()]
