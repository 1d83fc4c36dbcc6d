"""What people write: Markdown, the light part of it, made into HTML that is safe to show anywhere.

Paragraphs, line breaks, bold, italics, links, lists and quotes. No headings, images, code or HTML. The result is
stored when the text is written, so that reading a long thread costs no parsing.
"""

import re
import unicodedata
from html import unescape

import nh3
from django.utils.html import strip_tags
from markdown_it import MarkdownIt

TAGS = {"a", "blockquote", "br", "em", "li", "ol", "p", "strong", "ul"}
# "*": not even title, which is allowed everywhere unless said otherwise.
ATTRIBUTES = {"*": set(), "a": {"href"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}
REL = "nofollow ugc noopener"
LEFT_OUT = ["backticks", "code", "fence", "heading", "hr", "html_block", "html_inline", "image", "lheading"]
# Quotes and lists below this are left out: nobody reads them, and parsing them takes time.
DEEPEST = 12
_MARKDOWN = MarkdownIt("commonmark", {"html": False, "breaks": True, "maxNesting": DEEPEST}).disable(
    [*LEFT_OUT, "reference"]
)
_MANY_BREAKS = re.compile(r"\n{3,}")
# Characters that turn the direction of what follows can make a text say something else than what it shows.
_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def tidy(text: str) -> str:
    """Return the text as it is kept: plain line ends, composed letters, no control characters, no room around it."""
    lines = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).translate(_TURNING)
    kept = "".join(sign for sign in lines if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs"})
    return _MANY_BREAKS.sub("\n\n", kept).strip()


def render(text: str) -> str:
    """Return safe HTML for what a person wrote."""
    html = _MARKDOWN.render(tidy(text))
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=REL).strip()


def excerpt(html: str, length: int = 160) -> str:
    """Return the beginning of stored HTML as plain text; not marked safe, so templates escape it as they should."""
    plain = " ".join(unescape(strip_tags(html.replace("</p>", "</p> ").replace("<br>", " "))).split())
    return plain if len(plain) <= length else plain[: length - 1].rsplit(" ", 1)[0] + "…"
