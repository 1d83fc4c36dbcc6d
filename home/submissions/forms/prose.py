"""Between what a member types and what an editor formatted: neither spoils the other."""

from html import unescape

from django.utils.html import escape, strip_tags

from foundation import markup

BREAKS = ("</p>", "</li>", "<br>", "<br/>")


def typed(html: str) -> str:
    """Return formatted text as plain paragraphs, for a form."""
    text = html
    for mark in BREAKS:
        text = text.replace(mark, f"{mark}\n\n" if mark == "</p>" else f"{mark}\n")
    return markup.tidy(unescape(strip_tags(text)))


def formatted(text: str, before: str) -> str:
    """Return typed paragraphs as HTML; where nothing but the format would change, what an editor formatted stays."""
    plain = markup.tidy(text)
    if plain == typed(before):
        return before
    return "".join(f"<p>{'<br/>'.join(escape(part).splitlines())}</p>" for part in plain.split("\n\n") if part)
