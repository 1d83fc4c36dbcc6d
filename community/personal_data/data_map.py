"""docs/data-map.md, written from the declarations: every personal field, its place, purpose and retention."""

from django.conf import settings

from community.personal_data import registry, retention

HEAD = """# What is kept about people

Written by `manage.py data_map` from what each app declares (`personal_data.py`); do not edit. A test fails when a table
that belongs to a member, or a field that looks personal, is not declared. Archive and erasure are made from the same
declarations, so this page is what they do.

| table | fields | why | how long | at erasure |
|---|---|---|---|---|
"""
FOOT = """
No network address is stored with a comment. No page loads anything from another host; mails hold no tracking pictures.
Nothing about who searched for what is stored. The language, the display and the time zone a visitor chose are cookies
`corridor_*` in her browser, for a year. The ledger of erased accounts (`personal_data_erased`) keeps a number, a keyed
digest of number and joining, and the date, so that restoring an older backup erases the account again.

## Retention

Applied every night; `manage.py retention --dry-run` only counts. The days are the setting `RETENTION_DAYS`.

| rule | removes | days |
|---|---|---|
"""


def text() -> str:
    """Return the page."""
    tables = sorted(registry.kept(), key=lambda table: table.model)
    rows = "".join(
        f"| `{table.model}` | {', '.join((*table.fields, *(f'{name} (secret)' for name in table.hidden)))} "
        f"| {table.why} | {table.how_long} | {table.fate.value} |\n"
        for table in tables
    )
    rules = "".join(
        f"| `{rule.name}` | {rule.title} | {settings.RETENTION_DAYS[rule.name]} |\n" for rule in retention.rules()
    )
    return HEAD + rows + FOOT + rules
