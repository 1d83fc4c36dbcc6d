"""The door to attachments: whoever may read the contribution gets its files."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from community.attachments.models import Attachment
from community.members import contribution_kinds
from foundation.storage import hand_out

PICTURES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}


@never_cache
@require_safe
def file(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Download a file, or show a picture on the page of its contribution."""
    row = get_object_or_404(Attachment, pk=pk)
    if contribution_kinds.find(request.user, row.kind, row.target) is None:
        raise Http404
    name = f"{slugify(row.title, allow_unicode=True)[:80] or 'file'}.{row.ending}"
    try:
        return hand_out(row.file, name=name, content_type=PICTURES.get(row.ending, "application/octet-stream"))
    except FileNotFoundError:
        raise Http404 from None
