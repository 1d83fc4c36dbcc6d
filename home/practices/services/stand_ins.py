"""Standing in for translations that nobody has made: a page that shows another language's text, and says so."""

from wagtail.models import Locale, Page


def stand_in(page: Page, locale: Locale) -> None:
    """Make an alias of `page` in the tree of `locale`, at the same address below the home page."""
    alias = page.copy_for_translation(locale, alias=True)
    if alias.slug != page.slug:
        alias.slug = page.slug
        alias.set_url_path(alias.get_parent())
    alias.first_published_at = page.first_published_at
    alias.save(clean=False)


def everywhere(page: Page) -> None:
    """Make the aliases that are missing, so that readers of every language find the page.

    A language whose tree lacks the room above the page gets none.
    """
    parent = page.get_parent()
    rooms = Page.objects.filter(translation_key=parent.translation_key).values("locale")
    known = Page.objects.filter(translation_key=page.translation_key).values("locale")
    for locale in Locale.objects.filter(pk__in=rooms).exclude(pk__in=known):
        stand_in(page, locale)
