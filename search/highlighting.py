"""Extracts with the words that were asked for marked; the same for every engine."""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.folding import WORD, fold, stem

AROUND = 120
LENGTH = 260


def mark(text: str, asked: list[str]) -> SafeString:
    """Return `text`, escaped, with each word that fits one of the folded words `asked` in <mark>."""
    stems = tuple(stem(word) for word in asked)
    if not stems:
        return escape(text)
    parts: list[str] = []
    position = 0
    for match in WORD.finditer(text):
        if fold(match.group()).startswith(stems):
            parts += [escape(text[position : match.start()]), f"<mark>{escape(match.group())}</mark>"]
            position = match.end()
    parts.append(escape(text[position:]))
    return mark_safe("".join(parts))  # noqa: S308  # every part was escaped above


def extract(text: str, asked: list[str]) -> SafeString:
    """Return about LENGTH characters of `text` around the first word that fits, with the words marked."""
    stems = tuple(stem(word) for word in asked)
    first = next((match.start() for match in WORD.finditer(text) if stems and fold(match.group()).startswith(stems)), 0)
    start = 0
    if first > AROUND:
        space = text.find(" ", first - AROUND)
        start = space + 1 if 0 <= space < first else first
    end = start + LENGTH
    if end < len(text):
        space = text.rfind(" ", first, end)
        end = space if space > first else end
    piece = text[start:end].strip()
    dots_before, dots_after = "… " if start else "", " …" if end < len(text) else ""
    return mark_safe(dots_before + mark(piece, asked) + dots_after)  # noqa: S308  # mark() escapes
