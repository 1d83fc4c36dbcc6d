"""Versions: one for each changed text, readable for ever; the lasting address."""

import pytest
from django.core.management import call_command

from home.briefs.models import BriefVersion
from home.services import founding
from tests.factories import briefs, pages, stories

pytestmark = pytest.mark.django_db


def body(client, address):
    return " ".join(client.get(address).content.decode().split())


def test_a_changed_text_makes_a_version_and_nothing_else_does():
    page = stories.brief(number=70)
    assert list(page.versions.values_list("number", "identifier")) == [(1, "corridor:brief:70:v1")]
    page = briefs.republish(page)
    page = briefs.republish(page, withdrawn_on="2026-03-01", withdrawn_reason="Wrong.")
    page = briefs.republish(page, themes=[stories.theme()])
    assert page.versions.count() == 1
    page = briefs.republish(page, standfirst="Decide now.")
    assert page.versions.count() == 2
    page = briefs.republish(page, standfirst="Decide.")
    assert [version.number for version in page.versions.all()] == [3, 2, 1]


def test_an_old_version_says_that_it_was_replaced_and_leads_to_the_current_one(client):
    page = stories.brief(title="First words")
    page = briefs.republish(page, title="Second words")
    text = body(client, f"{page.address}versions/1/")
    assert "First words" in text
    assert "This is version 1" in text
    assert "It was replaced." in text
    assert f'<a href="{page.address}">Read version 2</a>' in text
    assert 'name="robots" content="noindex"' in text
    current = body(client, page.address)
    assert f'href="{page.address}versions/1/"' in current
    assert "Version 2" in current
    assert client.get(f"{page.address}versions/2/").url == page.address


def test_an_old_version_is_readable_after_revisions_are_purged(client):
    page = briefs.republish(stories.brief(title="First words"), title="Second words")
    call_command("purge_revisions", verbosity=0)
    assert "First words" in body(client, f"{page.address}versions/1/")


@pytest.mark.parametrize("number", ["0", "7", "99999999999999999999"])
@pytest.mark.parametrize("end", ["", "text/", "pdf/", "cite.bib", "cite.ris"])
def test_an_unknown_version_is_not_found_in_the_sites_look(client, number, end):
    response = client.get(f"{stories.brief().address}versions/{number}/{end}")
    assert response.status_code == 404
    assert "skip-link" in response.content.decode()


def test_a_stand_in_shows_the_versions_of_its_original(client):
    stories.index("fr")
    page = briefs.republish(stories.brief(title="First words", slug="words"), title="Second words")
    founding.mirror(home=pages.home())
    assert BriefVersion.objects.exclude(brief=page).count() == 0
    assert "First words" in body(client, "/fr/briefs/words/versions/1/")
    assert "versions/1/" in body(client, "/fr/briefs/words/")


def test_each_language_counts_its_own_versions():
    stories.index("fr")
    page = stories.brief(number=71)
    version = page.copy_for_translation(pages.locales()["fr"], copy_parents=True)
    version = pages.publish(version, title="Un autre titre")
    assert version.versions.get().identifier == "corridor:brief:71.fr:v1"
    assert version.number == 71


def test_the_lasting_address_leads_to_the_brief_in_the_readers_language(client):
    stories.index("fr")
    page = stories.brief(slug="lasting", number=72)
    founding.mirror(home=pages.home())
    assert client.get("/b/72/", headers={"accept-language": "en"}).url == page.address
    assert client.get("/b/72/", headers={"accept-language": "fr"}).url == "/fr/briefs/lasting/"
    assert client.get("/b/72/v1/", headers={"accept-language": "en"}).url == f"{page.address}versions/1/"
    assert client.get("/b/9999/", follow=True).status_code == 404


def test_a_brief_that_was_taken_off_says_so_at_its_lasting_address(client):
    page = stories.brief(number=73)
    page.unpublish()
    response = client.get("/b/73/")
    assert response.status_code == 410
    assert "Brief 73 is no longer public" in response.content.decode()


def test_the_page_lists_versions_in_the_same_queries_whatever_their_number(client, django_assert_max_num_queries):
    page = stories.brief()
    for number in range(3):
        page = briefs.republish(page, standfirst=f"Decide {number}.")
    with django_assert_max_num_queries(10):
        assert body(client, page.address).count("versions/") >= 3
