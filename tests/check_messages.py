"""`make check`: every string has its translation, in every catalogue, with the same placeholders."""

import re
import subprocess
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "site" / "foundation" / "locale"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def problems(catalogue: polib.POFile, name: str) -> list[str]:
    """Return what is wrong with one catalogue, a line each."""
    found = []
    forms = int(re.search(r"nplurals=(\d)", catalogue.metadata["Plural-Forms"])[1])
    for entry in catalogue:
        if entry.msgid_plural and len(entry.msgstr_plural) != forms:
            found.append(f"{name}: wants {forms} plural forms: {entry.msgid[:70]!r}")
        if entry.obsolete:
            continue
        texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        if not all(texts) or entry.fuzzy:
            found.append(f"{name}: not translated: {entry.msgid[:70]!r}")
        wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        allowed = wanted | set(PLACEHOLDER.findall(entry.msgid))
        if any(not set(PLACEHOLDER.findall(text)) <= allowed for text in texts):
            found.append(f"{name}: placeholder differs: {entry.msgid[:70]!r}")
    return found


def main() -> int:
    """Check that the catalogues hold what the sources say, and that nothing is missing."""
    sources = subprocess.run(
        [sys.executable, ROOT / "tests" / "collect_messages.py", "--list"], capture_output=True, text=True, check=True
    )
    wanted = set(sources.stdout.split("\x1e")) - {""}
    found = []
    for language in ("fr", "es", "ar"):
        path = LOCALE / language / "LC_MESSAGES" / "django.po"
        catalogue = polib.pofile(str(path))
        known = {f"{entry.msgctxt or ''}\x1f{entry.msgid}" for entry in catalogue if not entry.obsolete}
        found += [f"{language}: not in the catalogue: {key.split(chr(31))[1][:70]!r}" for key in sorted(wanted - known)]
        found += problems(catalogue, language)
    print("\n".join(found) or f"{len(wanted)} strings, complete in fr, es, ar")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
