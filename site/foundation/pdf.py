"""Texts as PDF: A4, tagged for screen readers, made from a page's HTML without going to the network."""

import hashlib
import logging
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from django.contrib.staticfiles import finders
from django.core.cache import cache

LOGGER = logging.getLogger(__name__)
STATIC = "static:"
KEPT = 60 * 60 * 24 * 30
STYLES = f"{STATIC}foundation/pdf.css"


class Unavailable(Exception):
    """This machine lacks what makes PDFs: WeasyPrint, or the Pango libraries below it."""


class Refused(ValueError):
    """A page tried to fetch something that is neither in it nor among the static files."""


def make(html: str) -> bytes:
    """Return the PDF of an HTML document, from the cache when the same was asked for before.

    Raises:
        Unavailable: no PDF can be made here.
    """
    # A change of the styles makes every PDF anew.
    checksum = hashlib.sha256(static_file(STYLES).read_bytes() + html.encode()).hexdigest()
    key = f"foundation.pdf.{checksum}"
    kept = cache.get(key)
    if kept is None:
        kept = _write(html, checksum)
        cache.set(key, kept, KEPT)
    return bytes(kept)


def _write(html: str, checksum: str) -> bytes:
    weasyprint = load()
    fetcher = _fetcher(weasyprint)
    document = weasyprint.HTML(string=html, base_url="about:blank", url_fetcher=fetcher)
    styles = weasyprint.CSS(string=static_file(STYLES).read_text(encoding="utf-8"), url_fetcher=fetcher)
    written: bytes = document.write_pdf(
        stylesheets=[styles], pdf_variant="pdf/ua-1", pdf_identifier=checksum[:32].encode()
    )
    return written


def load() -> Any:
    """Import what makes PDFs; a bare machine may lack it and still serve everything else.

    Raises:
        Unavailable: it is not there.
    """
    try:
        import weasyprint  # noqa: PLC0415  # heavy, and needs libraries of the system
    except (ImportError, OSError) as missing:
        LOGGER.warning("No PDF can be made: %s", str(missing).splitlines()[0])
        raise Unavailable from missing
    return weasyprint


def _fetcher(weasyprint: Any) -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415  # loaded by `load`

    class Fetcher(URLFetcher):
        """Gives what is in the page, and static files; the network is never asked."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith("data:"):
                return super().fetch(url, headers)
            if url.startswith(STATIC):
                return URLFetcherResponse(url, static_file(url).read_bytes(), headers={"Content-Type": _kind(url)})
            raise Refused(url)

    return Fetcher(allowed_protocols=["data", "static"])


def static_file(url: str) -> Path:
    """Return the file that a `static:` address names.

    Raises:
        Refused: there is none.
    """
    found = finders.find(unquote(url.removeprefix(STATIC)))
    if not isinstance(found, str):
        raise Refused(url)
    return Path(found)


def _kind(url: str) -> str:
    return {"css": "text/css", "woff2": "font/woff2", "svg": "image/svg+xml"}.get(
        url.rpartition(".")[2], "application/octet-stream"
    )
