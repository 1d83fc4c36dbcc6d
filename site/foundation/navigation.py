"""Links that keep what the reader is looking at: other languages, other pages of a list."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.paginator import Page
from django.http import HttpRequest, QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

KEY = "_corridor_language_links"


@dataclass(frozen=True)
class LanguageLink:
    """This page in one language. code: as in settings.LANGUAGES; name: in that language itself."""

    code: str
    name: str
    url: str
    current: bool


def language_links(request: HttpRequest | None) -> list[LanguageLink]:
    """Return the page's address in every language, worked out once per request.

    request.page_translations (code to address) wins where a page sets it. Otherwise the prefix is exchanged: our
    patterns are the same in all languages, so this is what translate_url finds, without resolving four times.
    Filters and page numbers go along.
    """
    if request is None:
        return []
    known = getattr(request, KEY, None)
    if known is None:
        known = [
            LanguageLink(code, name, _address(request, code), code == get_language())
            for code, name in settings.LANGUAGES
        ]
        setattr(request, KEY, known)
    return known


def _address(request: HttpRequest, code: str) -> str:
    pages: dict[str, str] | None = getattr(request, "page_translations", None)
    if pages is not None:
        query = request.get_full_path().partition("?")[2]
        return f"{pages[code]}?{query}" if query and code in pages else pages.get(code, f"/{code}/")
    parts = request.get_full_path().split("/", 2)
    if len(parts) == 3 and parts[1] in dict(settings.LANGUAGES) and request.method in ("GET", "HEAD", "POST"):
        return f"/{code}/{parts[2]}"
    return f"/{code}/"


def page_links(page_obj: Page[Any], query: QueryDict | None, parameter: str) -> dict[str, str]:
    """Return query strings for "first", "previous", "next" and "last", without the ones that lead nowhere."""
    links = {}
    if page_obj.has_previous():
        links["first"] = _query(query, parameter, 1)
        links["previous"] = _query(query, parameter, page_obj.previous_page_number())
    if page_obj.has_next():
        links["next"] = _query(query, parameter, page_obj.next_page_number())
        links["last"] = _query(query, parameter, page_obj.paginator.num_pages)
    return links


def _query(query: QueryDict | None, parameter: str, number: int) -> str:
    kept = query.copy() if query is not None else QueryDict(mutable=True)
    kept[parameter] = str(number)
    return f"?{kept.urlencode()}"


def kept_part(name: str, language: str, section: str, facilitator: bool) -> SafeString:
    """Return a part of the shell, from memory except while templates are being written."""
    render = _kept_part.__wrapped__ if settings.DEBUG else _kept_part
    return render(name, language, section, facilitator)


@lru_cache(maxsize=256)
def _kept_part(name: str, language: str, section: str, facilitator: bool) -> SafeString:
    values = {"language": language, "section": section, "is_facilitator": facilitator}
    return render_to_string(f"foundation/parts/{name}.html", values)
