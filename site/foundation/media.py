"""Handing out what editors uploaded: pictures in pages, anything else as a download that no browser interprets.

Documents are left out: Wagtail's own view hands them out, after asking who may read their collection.
"""

import posixpath

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

PICTURES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}
DOCUMENTS = "documents"
DAY = 60 * 60 * 24


@require_safe
def media(request: HttpRequest, name: str) -> HttpResponseBase:
    """Serve a file of MEDIA_ROOT, its type told by us and never guessed by the browser."""
    path = posixpath.normpath(name).lstrip("/")
    if path.partition("/")[0] in {DOCUMENTS, ".."}:
        raise Http404
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    picture = PICTURES.get(posixpath.splitext(path)[1].lower())
    response["Content-Type"] = picture or "application/octet-stream"
    if picture is None:
        response["Content-Disposition"] = "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = f"public, max-age={DAY}"
    return response
