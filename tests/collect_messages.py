"""`make messages`: collect every string of code and templates into the catalogues, without GNU gettext.

`--list` prints the strings instead (context, unit separator, text; record separator between them).
"""

import sys
from pathlib import Path

import polib
from babel.messages.extract import extract_from_dir

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "site" / "foundation" / "locale"
PLACES = ("site/foundation", "community", "events", "home", "search")
KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "_": None,
}
PLURALS = {
    "fr": "nplurals=2; plural=(n > 1);",
    "es": "nplurals=2; plural=(n != 1);",
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;",
}


def strings() -> dict[tuple[str, str], tuple[str, set[str]]]:
    """Return every string: (context, text) -> (plural or "", files)."""
    import django
    from django.conf import settings
    from django.utils.translation.template import templatize

    if not settings.configured:
        settings.configure(USE_I18N=True)
        django.setup()
    found: dict[tuple[str, str], tuple[str, set[str]]] = {}

    def keep(message: object, context: str | None, file: str) -> None:
        single, plural = message if isinstance(message, tuple) else (message, "")
        if not single:
            return
        known = found.setdefault((context or "", single), (plural or "", set()))
        known[1].add(file)

    for place in PLACES:
        for name, _line, message, _comments, context in extract_from_dir(
            str(ROOT / place), method_map=[("**.py", "python")], keywords=KEYWORDS
        ):
            if "migrations" not in name:
                keep(message, context, f"{place}/{name}")
        for path in sorted((ROOT / place).rglob("templates/**/*")):
            if path.suffix in {".html", ".txt"}:
                _from_template(path, templatize, keep)
    return found


def _from_template(path: Path, templatize: object, keep: object) -> None:
    import io

    from babel.messages.extract import extract

    marked = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    # Python's tokenizer minds indentation, templates do not.
    source = "\n".join(line.lstrip() for line in marked.splitlines())
    for _line, message, _comments, context in extract(
        "python", io.BytesIO(source.encode()), keywords=KEYWORDS, options={"encoding": "utf-8"}
    ):
        keep(message, context, str(path.relative_to(ROOT)))


def main() -> None:
    """Write the catalogues, keeping what is translated and dropping what nothing uses any more."""
    found = strings()
    if "--list" in sys.argv:
        print("\x1e".join(f"{context}\x1f{text}" for context, text in found), end="")
        return
    for language, plural_forms in PLURALS.items():
        path = LOCALE / language / "LC_MESSAGES" / "django.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        old = {(e.msgctxt or "", e.msgid): e for e in polib.pofile(str(path))} if path.exists() else {}
        catalogue = polib.POFile(wrapwidth=110)
        catalogue.metadata = {
            "Project-Id-Version": "Corridor",
            "Language": language,
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
            "Plural-Forms": plural_forms,
        }
        for (context, text), (plural, files) in sorted(found.items(), key=lambda item: (sorted(item[1][1]), item[0])):
            catalogue.append(_entry(old.get((context, text)), context, text, plural, files, language))
        catalogue.save(str(path))
        missing = sum(not entry.translated() for entry in catalogue)
        print(f"{language}: {len(catalogue)} strings, {missing} to translate")


def _entry(
    known: polib.POEntry | None, context: str, text: str, plural: str, files: set[str], language: str
) -> polib.POEntry:
    entry = polib.POEntry(msgid=text, occurrences=[(file, "") for file in sorted(files)])
    if context:
        entry.msgctxt = context
    flagged = "python-format" if "%(" in text or "%(" in plural else ""
    if flagged:
        entry.flags.append(flagged)
    if plural:
        entry.msgid_plural = plural
        count = 6 if language == "ar" else 2
        kept = known.msgstr_plural if known is not None else {}
        entry.msgstr_plural = {index: kept.get(index, "") for index in range(count)}
    elif known is not None:
        entry.msgstr = known.msgstr
    return entry


if __name__ == "__main__":
    main()
