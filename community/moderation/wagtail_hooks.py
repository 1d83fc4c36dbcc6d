"""The back office: ready reasons, which facilitators write."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from community.moderation.models import CannedReply


class CannedReplyViewSet(SnippetViewSet):
    """Reasons in ready words, in four languages."""

    model = CannedReply
    icon = "openquote"
    list_display = ("slug", "text_en", "position")
    add_to_admin_menu = True


register_snippet(CannedReplyViewSet)
