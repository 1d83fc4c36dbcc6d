"""`manage.py data_map`: write docs/data-map.md from the declarations."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation

from community.personal_data import data_map


class Command(BaseCommand):
    """Write the page anew."""

    help = "Write docs/data-map.md from what the apps declare."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it, in English whatever the language of the shell."""
        with translation.override("en"):
            Path(settings.ROOT, "docs", "data-map.md").write_text(data_map.text(), encoding="utf-8")
