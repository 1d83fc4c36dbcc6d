"""The back office: the vocabularies."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from community.taxonomy.models import Term


class TermViewSet(SnippetViewSet):
    """Words by which everything is filed."""

    model = Term
    icon = "tag"
    list_display = ("label_en", "vocabulary", "parent")
    list_filter = ("vocabulary",)
    search_fields = ("label_en", "label_fr", "label_es", "label_ar", "slug")


register_snippet(TermViewSet)
