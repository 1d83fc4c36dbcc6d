"""Posts and comments as a brief cites them: by their lasting address."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from community.comments.models import PageComment
from community.discussions.models import Post, Thread
from community.members.contributions import ContributionState
from home.briefs.enums import Cited

# The lasting addresses, in any language, with or without the site in front; and the place in a thread.
PATTERNS = (
    (Cited.POST, re.compile(r"/discussions/posts/(\d{1,18})/?(?:[?#].*)?$")),
    (Cited.POST, re.compile(r"/discussions/[^?#]+/(?:\?[^#]*)?#post-(\d{1,18})$")),
    (Cited.COMMENT, re.compile(r"/comments/at/(\d{1,18})/?(?:[?#].*)?$")),
    (Cited.COMMENT, re.compile(r"#comment-(\d{1,18})$")),
)


def read_address(address: str) -> tuple[Cited, int] | None:
    """Return what an address leads to; None when it is no address of a contribution."""
    for kind, pattern in PATTERNS:
        found = pattern.search(address.strip())
        if found:
            return kind, int(found[1])
    return None


def check_address(address: str) -> None:
    """Refuse what leads to no contribution that everybody may read.

    Raises:
        ValidationError: with what to do instead.
    """
    if not address:
        return
    found = read_address(address)
    if found is None:
        raise ValidationError(_("Paste the address of a post or a comment of this site."))
    kind, pk = found
    if kind == Cited.POST:
        public = Post.objects.published().filter(pk=pk, thread__in=Thread.objects.public()).exists()
    else:
        public = PageComment.objects.filter(pk=pk, state=ContributionState.PUBLISHED).exists()
    if not public:
        raise ValidationError(_("Not everybody can read this one. Cite only what is public."))
