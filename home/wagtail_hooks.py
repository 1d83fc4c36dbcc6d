"""The back office: what is done to an original is done to every language version of it."""

from wagtail import hooks
from wagtail.models import Page


@hooks.register("construct_translated_pages_to_cascade_actions")
def with_every_language(pages: list[Page], action: str) -> dict[Page, list[Page]]:
    """Return the pages that go with each page when it is moved, unpublished or deleted.

    With an original go all its translations and stand-ins: a story taken down in one language and left in three is
    not taken down. With a translation goes nothing but what stands in for it.
    """
    found = {}
    for page in pages:
        versions = Page.objects.translation_of(page, inclusive=True)
        first = versions.filter(alias_of__isnull=True).order_by("pk").first()
        others = versions.exclude(pk=page.pk)
        found[page] = list(others if first == page else others.filter(alias_of=page))
    return found
