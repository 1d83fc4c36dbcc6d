"""One search, the same on both engines: what it finds, what it must not show, what it counts."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import PageViewRestriction

from community.discussions.models import Post, Space, Thread
from community.members.contributions import ContributionState
from community.taxonomy.enums import Vocabulary
from events.enums import ExchangeState
from search import queries
from search.enums import Kind
from search.folding import fold, words
from search.highlighting import extract, mark
from search.models import Entry
from search.queries import Asked
from search.services import indexing
from tests.factories import calls, events, pages, stories
from tests.factories.members import OrganisationFactory, UserFactory
from tests.factories.taxonomy import TermFactory, TerritoryFactory

pytestmark = pytest.mark.django_db
VISITOR = AnonymousUser()


def found(text, *, user=VISITOR, reading="en", **asked):
    ids = queries.answer(Asked(text=text, **asked), user=user, reading=reading).ids
    return [Entry.objects.get(pk=pk).title for pk in ids]


def thread(title="Who keeps a desk open?", text="Staff and budget.", *, audience="public"):
    space, _made = Space.objects.get_or_create(
        slug=audience, defaults={"title_en": audience, "purpose_en": "x", "audience": audience}
    )
    now = timezone.now()
    made = Thread.objects.create(space=space, title=title, created_at=now, last_post_at=now)
    Post.objects.create(thread=made, path="00000001", text=text, html=f"<p>{text}</p>", created_at=now)
    return made


@pytest.fixture
def rebuilt():
    return indexing.rebuild


def test_it_finds_stories_briefs_threads_exchanges_and_organisations_by_their_words(rebuilt):
    stories.story(title="Lighthouse of Kayes", standfirst="A lighthouse for projects.")
    stories.brief(title="Lighthouse brief")
    thread("Lighthouse question")
    OrganisationFactory(name="Lighthouse city", description="A lighthouse.")
    events.exchange(title="Lighthouse evening")
    rebuilt()
    assert set(found("lighthouse")) == {
        "Lighthouse of Kayes",
        "Lighthouse brief",
        "Lighthouse question",
        "Lighthouse city",
        "Lighthouse evening",
    }


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("École des émigrés", "ecole emigres"),
        ("The town and its cooperatives", "cooperative"),
        ("Œuvre sociale", "oeuvre"),
        ("التحويلات المالية للمهاجرين", "تحويلات"),
        ("إدارة المدينة", "اداره"),
        ("Συνεργασία δήμων", "συνεργασια"),
    ],
)
def test_case_accents_endings_and_arabic_forms_do_not_matter(rebuilt, written, asked):
    stories.story(title=written)
    rebuilt()
    assert found(asked) == [written]


def test_every_word_must_be_there(rebuilt):
    stories.story(title="Welcome desk", standfirst="For returning women.")
    stories.story(title="Welcome house", standfirst="For newcomers.")
    rebuilt()
    assert found("welcome women") == ["Welcome desk"]


def test_a_title_ranks_before_a_mention(rebuilt):
    stories.story(title="Something else", standfirst="It names a guarantee once.")
    stories.story(title="A guarantee for savers", standfirst="Text.")
    rebuilt()
    assert found("guarantee") == ["A guarantee for savers", "Something else"]


def test_a_theme_finds_what_is_filed_under_it_in_any_language(rebuilt):
    stories.story(title="Money sent home", themes=[stories.theme("remittances")])
    rebuilt()
    assert found("remittances بالعربية") == ["Money sent home"]


def test_members_spaces_are_found_by_members_only(rebuilt):
    thread("A lantern in the members' room", audience="members")
    rebuilt()
    assert found("lantern") == []
    assert queries.answer(Asked("lantern"), user=VISITOR, reading="en").kinds[2].count == 0
    assert found("lantern", user=UserFactory()) == ["A lantern in the members' room"]


def test_drafts_are_not_found(rebuilt):
    stories.story(title="Lantern draft", live=False)
    rebuilt()
    assert found("lantern") == []


def test_an_exchange_is_found_by_what_it_promises_and_while_it_may_be_read(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = events.exchange(title="An evening", promise="We open the lantern.", themes=("remittances",))
    assert found("lantern") == ["An evening"]
    assert found("lantern", kind="exchange", theme="remittances") == ["An evening"]
    with django_capture_on_commit_callbacks(execute=True):
        # Cancelled is news: who looks for it must find that it does not take place.
        pages.publish(page, state=ExchangeState.CANCELLED, cancelled_reason="The hall burned.")
    assert found("lantern") == ["An evening"]
    with django_capture_on_commit_callbacks(execute=True):
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert found("lantern") == []
    assert found("lantern", user=UserFactory()) == []


def test_an_exchange_behind_a_wall_is_found_in_no_language(rebuilt):
    page = events.exchange(title="Lantern evening")
    events.translation(page, "fr", title="Soirée lantern")
    events.stand_in(page, "es")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.PASSWORD, password="x")
    rebuilt()
    assert [found("lantern", reading=code) for code in ("en", "fr", "es")] == [[], [], []]


def test_an_exchange_is_found_once_in_the_readers_words(rebuilt):
    page = events.exchange(title="Lantern evening")
    events.translation(page, "fr", title="Soirée lantern")
    rebuilt()
    assert found("lantern", reading="fr") == ["Soirée lantern"]
    assert found("lantern", reading="ar") == ["Lantern evening"]


@pytest.mark.parametrize(
    "asked", ["authority", "autorité", "autoridad", "سلطة", "Lakeland", "Pays du lac", "Comarca", "بحيرة", "regional"]
)
def test_an_organisation_is_found_by_kind_level_and_place_in_any_language(rebuilt, asked):
    place = TerritoryFactory(name_en="Lakeland", name_fr="Pays du lac", name_es="Comarca", name_ar="بحيرة")
    kind = TermFactory(
        vocabulary=Vocabulary.ACTOR_KINDS,
        slug="x",
        label_en="authority",
        label_fr="autorité",
        label_es="autoridad",
        label_ar="سلطة",
    )
    level = TermFactory(vocabulary=Vocabulary.TERRITORY_LEVELS, slug="regional", label_en="regional")
    with translation.override("ar"):
        OrganisationFactory(name="Town A", kind=kind, territory=place, level=level)
        rebuilt()
    assert found(asked) == ["Town A"]


@pytest.mark.parametrize(("language", "name"), [("en", "Lakeland"), ("fr", "Pays du lac"), ("ar", "بحيرة")])
def test_an_organisations_place_is_shown_in_the_readers_language(client, rebuilt, language, name):
    place = TerritoryFactory(name_en="Lakeland", name_fr="Pays du lac", name_es="Comarca", name_ar="بحيرة")
    OrganisationFactory(name="Lantern town", territory=place)
    rebuilt()
    assert f"<bdi>{name}</bdi>" in client.get(f"/{language}/search/?q=lantern").content.decode()


def test_a_thing_in_two_languages_is_found_once_in_the_readers(rebuilt):
    page = stories.story(title="Lantern in English")
    stories.index("fr")
    pages.publish(page.copy_for_translation(pages.locales()["fr"], copy_parents=True), title="Lantern en français")
    rebuilt()
    assert found("lantern", reading="fr") == ["Lantern en français"]
    assert found("lantern", reading="en") == ["Lantern in English"]
    assert found("lantern", reading="en", language="fr") == ["Lantern en français"]


def test_facets_count_what_each_value_would_leave(rebuilt):
    stories.story(title="Lantern one", themes=[stories.theme("remittances")])
    stories.story(title="Lantern two", themes=[stories.theme("integration")])
    thread("Lantern three")
    rebuilt()
    answer = queries.answer(Asked("lantern", kind="story", theme="integration"), user=VISITOR, reading="en")
    assert answer.count == 1
    assert {value.slug: value.count for value in answer.kinds if value.count} == {"story": 1}
    assert {value.slug: value.count for value in answer.themes if value.count} == {"remittances": 1, "integration": 1}


def test_publishing_editing_and_withdrawing_are_followed(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = stories.story(title="Lantern one")
    assert found("lantern") == ["Lantern one"]
    with django_capture_on_commit_callbacks(execute=True):
        pages.publish(page, title="Candle one")
    assert found("lantern") == []
    assert found("candle") == ["Candle one"]
    with django_capture_on_commit_callbacks(execute=True):
        page.refresh_from_db()
        page.unpublish()
    assert found("candle") == []


def test_a_hidden_post_is_found_no_more(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        made = thread("A question", "The lantern of the mayor")
    assert found("lantern") == ["A question"]
    with django_capture_on_commit_callbacks(execute=True):
        post = made.posts.get()
        post.state = ContributionState.HIDDEN
        post.save()
    assert found("lantern") == []


def test_a_rebuild_takes_out_what_is_left_over(rebuilt):
    OrganisationFactory(name="Lantern city")
    rebuilt()
    Entry.objects.create(
        thing="story:gone",
        source_pk=0,
        kind=Kind.STORY,
        language="en",
        audience="public",
        title="Gone",
        body="",
        path="/",
        folded_title="gone",
        folded_body="",
        stamp=timezone.now(),
    )
    call_command("rebuild_search", verbosity=0)
    assert list(Entry.objects.values_list("title", flat=True)) == ["Lantern city"]


@pytest.mark.parametrize("asked", ["", "   ", "'", '"', "a AND (", "*", "%_%", "'; DROP TABLE x --", "\\", "é" * 5000])
def test_whatever_is_typed_gets_an_answer(client, asked):
    response = client.get(reverse("search:search"), {"q": asked, "page": "x", "type": "nonsense", "theme": "no such"})
    assert response.status_code == 200
    assert "Search" in response.content.decode()


def test_nothing_found_names_a_way_on(client):
    text = client.get(reverse("search:search"), {"q": "zzzz"}).content.decode()
    assert "Nothing found" in text
    assert reverse("discussions:new_thread") + "?title=zzzz" in text
    assert ">Ask the members</a>" in text
    assert ">Theme</h2>" not in text, "a heading with nothing below it"


def test_the_page_marks_the_words_and_links_in_the_readers_language(client, rebuilt):
    stories.story(title="Lantern one", slug="lantern-one", standfirst="Many lanterns <b>here</b>.")
    rebuilt()
    text = client.get("/fr/search/", {"q": "lantern"}).content.decode()
    assert "<mark>Lantern</mark> one" in text
    assert "Many <mark>lanterns</mark> here." in text
    assert 'href="/fr/practices/lantern-one/"' in text


def test_queries_do_not_grow_with_results(client, rebuilt):
    stories.story(title="Lantern one")
    rebuilt()
    client.get(reverse("search:search"), {"q": "lantern"})
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("search:search"), {"q": "lantern"})
    stories.story(title="Lantern two")
    stories.story(title="Lantern three")
    rebuilt()
    with CaptureQueriesContext(connection) as three:
        client.get(reverse("search:search"), {"q": "lantern"})
    assert len(three) == len(one) <= 6


def test_folding_keeps_words_apart():
    assert words("L’École-Été, 2013!") == ["l", "ecole", "ete", "2013"]
    assert fold("والمدينة") == "مدينه"


def test_marks_are_escaped():
    assert str(mark("<i>desk</i> & desk", ["desk"])) == ("&lt;i&gt;<mark>desk</mark>&lt;/i&gt; &amp; <mark>desk</mark>")


def test_an_extract_stands_around_the_first_hit():
    text = "word " * 200 + "lantern " + "word " * 200
    piece = str(extract(text, ["lantern"]))
    assert piece.startswith("… ")
    assert "<mark>lantern</mark>" in piece
    assert len(piece) < 320


def test_a_call_is_found_by_its_words_and_theme_from_when_it_is_made_until_it_is_deleted(
    client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        desks = TermFactory(vocabulary=Vocabulary.THEMES, slug="desk", label_en="help desks", label_fr="guichets")
        row = calls.call(title="Lasting counters", text="How a counter outlived its project.", themes=[desks])
    for text in ("counters", "outlived", "guichets"):
        page = client.get(f"/en/search/?q={text}&type=call").content.decode()
        assert 'href="/en/calls/lasting-counters/"' in page, text
    with django_capture_on_commit_callbacks(execute=True):
        row.text = "How a kiosk outlived its project."
        row.save()
    assert "/en/calls/lasting-counters/" in client.get("/en/search/?q=kiosk&type=call").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        row.delete()
    assert "/en/calls/lasting-counters/" not in client.get("/en/search/?q=outlived&type=call").content.decode()
