"""The page tree for tests: root, site, locales, home page. Rebuilt where a test with real transactions emptied it."""

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Collection, Locale, Page, Site

from home.models import HomePage


def locales() -> dict[str, Locale]:
    """Return the locale of each language, made where missing."""
    return {code: Locale.objects.get_or_create(language_code=code)[0] for code, _name in settings.LANGUAGES}


def root() -> Page:
    """Return the root of the tree."""
    found = Page.get_first_root_node()
    if found is None:
        kind, _made = ContentType.objects.get_or_create(app_label="wagtailcore", model="page")
        found = Page.add_root(
            instance=Page(title="Root", slug="root", content_type=kind, locale=locales()[settings.LANGUAGE_CODE])
        )
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    return found


def home(language: str = "en") -> HomePage:
    """Return the home page of a language, on the default site; all are made together."""
    known = locales()
    source = HomePage.objects.filter(locale=known["en"]).first()
    if source is None:
        root().get_children().filter(slug="home").delete()
        source = root().add_child(
            instance=HomePage(
                title="Corridor", slug="home", locale=known["en"], headline="A headline.", introduction="A sentence."
            )
        )
        Site.objects.filter(is_default_site=True).delete()
        Site.objects.create(hostname="localhost", port=80, root_page=source, is_default_site=True, site_name="Corridor")
    found = source if language == "en" else source.get_translation_or_none(known[language])
    return found or publish(source.copy_for_translation(known[language]), slug=f"home-{language}")


def child(parent: Page, model: type[Page], **fields: Any) -> Any:
    """Return a live page of `model` below `parent`, in the parent's language."""
    page = model(locale=parent.locale, **fields)
    parent.add_child(instance=page)
    return page


def publish(page: Page, **fields: Any) -> Any:
    """Set fields and publish, as an editor would; returns the page as it is then."""
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish(skip_permission_checks=True)
    return type(page).objects.get(pk=page.pk)
