"""Translating pages in the back office, as an editor does: submit, write each text, publish."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringSegment, Translation

from community.members.enums import RoleGroup
from events.models import ExchangeIndexPage
from home.briefs.models import BriefPage
from home.models import HomePage, PlainPage
from home.services import editorial, founding
from tests.factories import events, pages, stories
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "fr", "es", "ar")


@pytest.fixture
def site(settings):
    """A home page in each language, whose missing pages stand in for the originals."""
    settings.SECOND_FACTOR_REQUIRED = False
    for code in LANGUAGES:
        pages.home(code)
        stories.index(code)
    home = pages.home()
    founding.mirror(home=home)
    return home


@pytest.fixture
def editor(client, site):
    editorial.appoint(homes=list(HomePage.objects.all()))
    user = UserFactory(role=RoleGroup.EDITORS)
    client.force_login(user)
    return user


def submitted(client, page, code):
    """Submit a page for translation and return its translation."""
    address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    answer = client.post(address, {"locales": [pages.locales()[code].pk], "include_subtree": ""})
    assert answer.status_code == 302, answer.content.decode()[:500]
    return Translation.objects.get(source__object_id=page.translation_key, target_locale=pages.locales()[code])


def written(client, translation, words):
    """Write every text of a translation: `words` by the original, the rest with the language's mark."""
    segments = StringSegment.objects.filter(source=translation.source).select_related("string")
    for segment in segments:
        value = words.get(segment.string.data, f"[fr] {segment.string.data}")
        address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
        answer = client.put(address, urlencode({"value": value}), content_type="application/x-www-form-urlencoded")
        assert answer.status_code == 201, answer.content
    return {segment.string.data for segment in segments}


@pytest.fixture
def published(client, django_capture_on_commit_callbacks):
    """Press Publish in the editor of a translation."""

    def press(page):
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action": "publish"})
        assert answer.status_code == 302

    return press


def test_a_brief_is_translated_text_by_text_and_published(client, editor, site, published):
    brief = stories.brief(
        title="Put it in writing", slug="in-writing", standfirst="Decide.", themes=[stories.theme("a")]
    )
    founding.mirror(home=site)
    stand_in = BriefPage.objects.get(translation_key=brief.translation_key, locale__language_code="fr")
    assert stand_in.is_fallback
    assert "Put it in writing" in client.get("/fr/briefs/in-writing/").content.decode()
    translation = submitted(client, brief, "fr")
    texts = written(client, translation, {"Put it in writing": "Mettez-le par écrit", "Decide.": "Décidez."})
    assert {"Put it in writing", "Decide.", "Invite them first", "Ownership grows from there."} <= texts
    page = BriefPage.objects.get(translation_key=brief.translation_key, locale__language_code="fr")
    published(page)
    page = BriefPage.objects.get(pk=page.pk)
    assert (page.title, page.standfirst, page.slug) == ("Mettez-le par écrit", "Décidez.", "in-writing")
    assert page.live
    assert not page.is_fallback
    assert [term.slug for term in page.themes.all()] == ["a"]
    body = client.get("/fr/briefs/in-writing/").content.decode()
    assert "Mettez-le par écrit" in body
    assert "[fr] Invite them first" in body
    assert "Put it in writing" in client.get("/en/briefs/in-writing/").content.decode()
    assert "Put it in writing" in client.get("/es/briefs/in-writing/").content.decode()


def test_a_plain_page_is_translated_and_keeps_the_address_that_the_footer_names(client, editor, site, published):
    page = pages.child(site, PlainPage, title="Charter", slug="charter", introduction="How we work.")
    pages.publish(page, body=[("part", {"heading": "First", "text": "Speak from what you did."})])
    founding.mirror(home=site)
    translation = submitted(client, page, "fr")
    texts = written(client, translation, {"Charter": "Charte"})
    assert {"Charter", "How we work.", "First", "Speak from what you did."} <= texts
    assert "charter" not in texts, "the address is not a text to translate"
    own = PlainPage.objects.get(translation_key=page.translation_key, locale__language_code="fr")
    published(own)
    body = client.get("/fr/charter/").content.decode()
    assert "<h1>Charte</h1>" in " ".join(body.split())
    assert "[fr] Speak from what you did." in body
    pages.publish(Page.objects.get(pk=page.pk).specific, title="The charter")
    translation.source.update_from_db()
    translation.save_target()
    assert PlainPage.objects.get(pk=own.pk).slug == "charter"


def test_the_list_of_exchanges_keeps_its_address_when_it_is_translated(client, editor, site, published):
    index = events.exchange_index()
    translation = submitted(client, index, "fr")
    texts = written(client, translation, {"Exchanges": "Échanges"})
    assert "exchanges" not in texts
    own = ExchangeIndexPage.objects.get(translation_key=index.translation_key, locale__language_code="fr")
    published(own)
    assert client.get("/fr/exchanges/").status_code == 200
    assert ExchangeIndexPage.objects.get(pk=own.pk).slug == "exchanges"


def test_a_page_made_after_the_founding_stands_in_in_every_language_at_once(client, editor, site):
    address = reverse("wagtailadmin_pages:add", args=["home", "plainpage", site.pk])
    form = {
        "title": "Partners",
        "slug": "partners",
        "introduction": "Who helps.",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "",
        "action-publish": "1",
    }
    answer = client.post(address, form)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    made = PlainPage.objects.filter(slug="partners")
    assert {page.locale.language_code for page in made} == set(LANGUAGES)
    assert made.filter(alias_of__isnull=True).count() == 1
    for code in LANGUAGES:
        body = client.get(f"/{code}/partners/").content.decode()
        assert "Who helps." in body, code
        assert f'<html lang="{code}"' in body
