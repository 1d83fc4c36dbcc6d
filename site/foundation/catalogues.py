"""Compile one message catalogue: `catalogues.py django.po django.mo`. In Python, so that nobody needs gettext."""

import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_catalogue(source: Path, target: Path) -> int:
    """Write `source` (.po) as `target` (.mo), fuzzy entries left out; return how many messages it holds."""
    with source.open("rb") as stream:
        catalogue = read_po(stream)
    with target.open("wb") as stream:
        write_mo(stream, catalogue, use_fuzzy=False)
    return len(catalogue)


if __name__ == "__main__":
    compile_catalogue(Path(sys.argv[1]), Path(sys.argv[2]))
