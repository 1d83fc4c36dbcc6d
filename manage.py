#!/usr/bin/env python
"""Command-line entry: puts the checkout and its `site/` folder on the import path."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path[:0] = [str(ROOT), str(ROOT / "site")]


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
    from django.core.management import execute_from_command_line  # noqa: PLC0415  # needs the path above

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
