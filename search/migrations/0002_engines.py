"""What each database adds to the search table: a stemmed vector on PostgreSQL, a full-text table on SQLite."""

from django.db import migrations

POSTGRESQL = [
    "ALTER TABLE search_entry ADD COLUMN vector tsvector",
    "CREATE INDEX search_entry_vector ON search_entry USING gin (vector)",
]
POSTGRESQL_BACK = ["DROP INDEX search_entry_vector", "ALTER TABLE search_entry DROP COLUMN vector"]
SQLITE = [
    "CREATE VIRTUAL TABLE search_text USING fts5(title, body, tokenize=\"unicode61 remove_diacritics 2\", prefix='2 3 4')"
]
SQLITE_BACK = ["DROP TABLE search_text"]


def forwards(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def backwards(apps, schema_editor):
    for statement in POSTGRESQL_BACK if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
