"""The founding content and the example community: complete in shape, true to its references, honest about gaps."""

import json
import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("en", "fr", "es", "ar")
FILES = {
    "vocabularies": "community/taxonomy/fixtures/vocabularies.json",
    "countries": "community/territories/fixtures/countries.json",
    "territories": "community/territories/fixtures/territories.json",
    "corridors": "community/territories/fixtures/corridors.json",
    "stories": "home/practices/fixtures/stories.json",
    "story_translations": "home/practices/fixtures/story_translations.json",
    "briefs": "home/briefs/fixtures/briefs.json",
    "brief_translations": "home/briefs/fixtures/brief_translations.json",
    "plain_pages": "home/fixtures/plain_pages.json",
    "demo": "community/members/fixtures/demo.json",
    "spaces": "community/discussions/fixtures/spaces.json",
    "threads": "community/discussions/fixtures/threads.json",
    "comments": "community/comments/fixtures/comments.json",
    "exchanges": "events/fixtures/exchanges.json",
}
TEXT = {name: (ROOT / path).read_text(encoding="utf-8") for name, path in FILES.items()}
DATA = {name: json.loads(text) for name, text in TEXT.items()}

TERMS = {v["name"]: {t["slug"] for t in v["terms"]} for v in DATA["vocabularies"]["vocabularies"]}
STORIES = {s["slug"]: s for s in DATA["stories"]}
BRIEFS = {b["slug"]: b for b in DATA["briefs"]}
COUNTRIES = {c["iso"] for c in DATA["countries"]}
TERRITORIES = {t["slug"] for t in DATA["territories"]}
CORRIDORS = {c["slug"] for c in DATA["corridors"]}
ORGANISATIONS = {o["slug"] for o in DATA["demo"]["organisations"]}
MEMBERS = {m["email"] for m in DATA["demo"]["members"]}
SPACES = {s["slug"] for s in DATA["spaces"]}
EXCHANGE_TEXTS = ("title", "promise", "take_home", "agenda", "good_to_know")

STORY_TRANSLATIONS = {
    "kayes-codevelopment-memory": {"fr", "ar"},
    "souss-massa-draa-migrant-expertise": {"fr", "ar"},
    "vic-integration-and-associations": {"es", "fr"},
    "cuenca-rights-based-reception": {"es"},
    "carima-women-return": {"fr"},
    "tres-por-uno-matching": {"es"},
}


def walk(value):
    """Every dictionary within `value`, itself included."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner)


def shape(value):
    """What stays equal under translation: the keys, the lengths, and which strings are empty."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [shape(inner) for inner in value]
    return bool(value)


def posts(rows, depth=1):
    """Every post below `rows` with its depth, replies included."""
    for row in rows:
        yield row, depth
        yield from posts(row["replies"], depth + 1)


def assert_unique(slugs):
    assert len(slugs) == len(set(slugs))


# Form of the files


@pytest.mark.parametrize("name", FILES)
def test_file_is_indented_by_one_and_keeps_its_letters(name):
    assert TEXT[name] == json.dumps(DATA[name], ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("name", FILES)
def test_source_lines_are_ordered_pairs_within_the_report(name):
    for row in walk(DATA[name]):
        for start, end in [*row.get("source_lines", []), *row.get("lines", [])]:
            assert 1 <= start <= end <= 2126, (name, row.get("slug"), start, end)


@pytest.mark.parametrize("name", FILES)
def test_addresses_are_examples(name):
    for address in re.findall(r"[\w.+-]+@[\w.-]+", TEXT[name]):
        assert address.endswith("@demo.example"), address


@pytest.mark.parametrize("name", FILES)
def test_points_lie_on_earth(name):
    for row in walk(DATA[name]):
        pairs = [row[key] for key in ("origin_point", "residence_point") if key in row]
        if "latitude" in row:
            pairs.append([row["latitude"], row["longitude"]])
        for latitude, longitude in pairs:
            assert -90 <= latitude <= 90, row
            assert -180 <= longitude <= 180, row


# Vocabularies and places


def test_every_term_has_four_labels_and_an_earlier_parent():
    for vocabulary in DATA["vocabularies"]["vocabularies"]:
        known = set()
        for term in vocabulary["terms"]:
            assert all(term["labels"].get(language) for language in LANGUAGES), (vocabulary["name"], term["slug"])
            assert term["parent"] is None or term["parent"] in known, (vocabulary["name"], term["slug"])
            assert term["slug"] not in known, (vocabulary["name"], term["slug"])
            known.add(term["slug"])
            if "definitions" in term:
                assert all(term["definitions"].get(language) for language in LANGUAGES), term["slug"]


def test_every_vocabulary_that_we_rely_on_is_there():
    assert {"languages", "partner_roles", "movements", "evidence_levels", "themes", "actor_kinds"} <= set(TERMS)
    assert TERMS["movements"] == {"leave", "arrive", "return", "both"}
    assert TERMS["evidence_levels"] == {"described", "documented", "evaluated"}
    assert TERMS["partner_roles"] == {"lead", "co-lead", "co-delivery", "funder", "host", "network", "support"}


def test_places_name_known_levels_countries_and_practices():
    assert_unique([t["slug"] for t in DATA["territories"]])
    for territory in DATA["territories"]:
        isos = territory["country"] if isinstance(territory["country"], list) else [territory["country"]]
        assert isos, territory["slug"]
        assert set(isos) <= COUNTRIES, territory["slug"]
        assert territory["level"] in TERMS["territory_levels"], territory["slug"]
        assert territory["basis"] in {"stated", "inferred"}, territory["slug"]
        assert set(territory["parts"]) <= TERRITORIES, territory["slug"]
        assert set(territory["practices"]) <= set(STORIES), territory["slug"]
        assert all(territory["names"].get(language) for language in LANGUAGES), territory["slug"]
        for degrees in (territory["latitude"], territory["longitude"]):
            assert degrees == round(degrees, 1), territory["slug"]


def test_corridors_have_two_known_ends():
    assert_unique([c["slug"] for c in DATA["corridors"]])
    for corridor in DATA["corridors"]:
        assert corridor["origin"] in COUNTRIES, corridor["slug"]
        assert corridor["residence"] in COUNTRIES or corridor["residence_region"], corridor["slug"]


# Stories


def test_there_are_nineteen_stories():
    assert len(DATA["stories"]) == len(STORIES) == 19


@pytest.mark.parametrize("slug", STORIES)
@pytest.mark.parametrize("section", ["context", "challenge", "steps", "results", "transfer"])
def test_story_tells_each_section_or_names_the_gap(slug, section):
    story = STORIES[slug]
    named = any(gap.lower().startswith(f"{section}:") for gap in story["gaps"])
    assert bool(story[section]) != named


@pytest.mark.parametrize("slug", STORIES)
def test_story_refers_to_what_exists(slug):
    story = STORIES[slug]
    assert story["gaps"]
    assert story["lines"]
    assert story["evidence"] in TERMS["evidence_levels"]
    assert story["status"] in {"running", "ended", "planned", "unknown"}
    assert story["movement"] in TERMS["movements"] or any("mostly leave" in gap for gap in story["gaps"])
    assert set(story["corridors"]) <= CORRIDORS
    assert story["territories"]
    assert set(story["territories"]) <= TERRITORIES
    assert not story["territory_group"] or story["territory_group"] in TERRITORIES
    assert set(story["related"]) <= set(STORIES) - {slug}
    assert story["corridor_line"]["kind"] in {"partnership", "movement", "place"}
    assert all(
        len(story["corridor_line"]["names"][language]) == len(story["corridor_line"]["places"])
        for language in LANGUAGES
    )
    for field, vocabulary in (
        ("themes", "themes"),
        ("stages", "migration_stages"),
        ("instruments", "instruments"),
        ("authority_contributions", "authority_contributions"),
        ("beneficiary_groups", "beneficiary_groups"),
        ("capitals", "migrant_capitals"),
    ):
        assert set(story[field]) <= TERMS[vocabulary], field
    assert story["maturity"] in TERMS["initiative_maturity"]
    for partner in story["partners"]:
        assert partner["kind"] in TERMS["actor_kinds"], partner
        assert partner["role"] in TERMS["partner_roles"], partner
        assert not partner["country"] or partner["country"] in COUNTRIES, partner


def test_the_seal_is_a_plan_and_nothing_is_evaluated():
    assert STORIES["philippines-good-housekeeping-seal"]["status"] == "planned"
    assert {story["evidence"] for story in DATA["stories"]} == {"described"}


@pytest.mark.parametrize("slug", STORY_TRANSLATIONS)
def test_story_translation_has_the_shape_of_the_story(slug):
    assert set(DATA["story_translations"][slug]) == STORY_TRANSLATIONS[slug]
    for language, translation in DATA["story_translations"][slug].items():
        for field in (
            "headline",
            "standfirst",
            "context",
            "challenge",
            "steps",
            "results",
            "transfer",
            "lessons",
            "gaps",
        ):
            assert shape(translation[field]) == shape(STORIES[slug][field]), (language, field)
        brought = [bool(partner["brought"]) for partner in translation["partners"]]
        assert brought == [bool(partner["brought"]) for partner in STORIES[slug]["partners"]], language


def test_no_other_story_claims_a_translation():
    assert set(DATA["story_translations"]) == set(STORY_TRANSLATIONS)


# Briefs


def test_six_briefs_hold_forty_one_recommendations():
    assert [brief["number"] for brief in DATA["briefs"]] == [1, 2, 3, 4, 5, 6]
    references = [r["reference"] for brief in DATA["briefs"] for r in brief["recommendations"]]
    assert len(references) == 41
    assert_unique(references)


@pytest.mark.parametrize("slug", BRIEFS)
def test_brief_refers_to_what_exists(slug):
    brief = BRIEFS[slug]
    assert brief["topic"] in TERMS["recommendation_topics"]
    assert brief["unknowns"]
    assert brief["made_how"]
    assert 2 <= len(brief["key_messages"]) <= 5
    assert len(brief["plain_summary"].split(". ")) >= 4
    assert [(row["year"], bool(row["number"])) for row in brief["references"]] == [(2013, True)]
    for recommendation in brief["recommendations"]:
        assert len(recommendation["headline"].split()) <= 9, recommendation["headline"]
        assert set(recommendation["addressed_to"]) <= TERMS["actor_kinds"], recommendation["reference"]
        assert set(recommendation["themes"]) <= TERMS["themes"], recommendation["reference"]
        assert set(recommendation["levels"]) <= TERMS["territory_levels"], recommendation["reference"]
        assert set(recommendation["practices"]) <= set(STORIES), recommendation["reference"]


@pytest.mark.parametrize("slug", BRIEFS)
def test_brief_translation_has_the_shape_of_the_brief(slug):
    brief = BRIEFS[slug]
    expected = {"fr", "es", "ar"} if brief["number"] == 1 else {"fr"}
    assert set(DATA["brief_translations"][slug]) == expected
    for language, translation in DATA["brief_translations"][slug].items():
        texts = ("title", "topic_title", "standfirst", "audience", "unknowns", "made_how")
        for field in (*texts, "plain_summary", "key_messages", "evidence_text", "references"):
            assert shape(translation[field]) == shape(brief[field]), (language, field)
        fields = ("reference", "headline", "text", "watch_out")
        original = [{field: row[field] for field in fields} for row in brief["recommendations"]]
        assert shape(translation["recommendations"]) == shape(original), language
        assert [r["reference"] for r in translation["recommendations"]] == [r["reference"] for r in original]


# Plain pages


def test_plain_pages_say_the_same_in_four_languages():
    pages = {page["slug"]: page["translations"] for page in DATA["plain_pages"]["pages"]}
    assert set(pages) == {"about", "charter", "privacy", "accessibility", "house-rules", "help"}
    for slug, translations in pages.items():
        assert set(translations) == set(LANGUAGES), slug
        for language in LANGUAGES:
            assert shape(translations[language]) == shape(translations["en"]), (slug, language)
    texts = [DATA["plain_pages"]["home"], *DATA["plain_pages"]["indexes"].values()]
    for translations in texts:
        assert set(translations) == set(LANGUAGES)
        assert all(text for row in translations.values() for text in row.values())
    assert set(DATA["plain_pages"]["indexes"]) == {"practices", "briefs", "exchanges"}


# The example community


def test_organisations_refer_to_what_exists_and_say_what_they_are():
    assert_unique([o["slug"] for o in DATA["demo"]["organisations"]])
    for organisation in DATA["demo"]["organisations"]:
        assert organisation["kind"] in TERMS["actor_kinds"], organisation["slug"]
        assert organisation["country"] in COUNTRIES, organisation["slug"]
        assert organisation["territory"] is None or organisation["territory"] in TERRITORIES, organisation["slug"]
        assert organisation["level"] is None or organisation["level"] in TERMS["territory_levels"], organisation["slug"]
        assert set(organisation["languages"]) <= TERMS["languages"], organisation["slug"]
        assert organisation["note"], organisation["slug"]
        if organisation["fictional"]:
            assert re.search(r"\((fictional|fictive|fictici[ao])\)", organisation["name"]), organisation["slug"]


def test_nobody_claims_to_belong_to_a_real_body():
    real = {o["slug"] for o in DATA["demo"]["organisations"] if not o["fictional"]}
    assert not real & {member["organisation"] for member in DATA["demo"]["members"]}


def test_members_refer_to_what_exists():
    assert_unique([m["email"] for m in DATA["demo"]["members"]])
    logins = ("member", "focalpoint", "organiser", "facilitator", "editor", "admin")
    assert {f"{login}@demo.example" for login in logins} <= MEMBERS
    for member in DATA["demo"]["members"]:
        ZoneInfo(member["time_zone"])
        assert member["organisation"] is None or member["organisation"] in ORGANISATIONS, member["email"]
        assert member["territory"] is None or member["territory"] in TERRITORIES, member["email"]
        assert member["interface_language"] in LANGUAGES, member["email"]
        assert set(member["languages"]) <= TERMS["languages"], member["email"]
        assert set(member["themes"]) <= TERMS["themes"], member["email"]
        assert member["role"] in logins, member["email"]


def test_spaces_have_four_languages_and_one_is_for_members():
    assert sorted(space["access"] for space in DATA["spaces"]) == ["members", "public", "public", "public", "public"]
    for space in DATA["spaces"]:
        assert set(space["title"]) == set(space["purpose"]) == set(LANGUAGES), space["slug"]
        assert set(space["themes"]) <= TERMS["themes"], space["slug"]


@pytest.mark.parametrize("name", ["threads", "comments"])
def test_posts_are_written_by_members_in_order_and_at_most_three_deep(name):
    for row in DATA[name]:
        assert row["author"] in MEMBERS, row["author"]
        assert row["language"] in LANGUAGES, row["author"]
        for reply, depth in posts(row["replies"]):
            assert reply["author"] in MEMBERS, reply
            assert depth <= 3, reply
            assert reply["days_ago"] <= row["days_ago"], reply
            assert all(child["days_ago"] <= reply["days_ago"] for child in reply["replies"]), reply
            assert reply["language"] in LANGUAGES, reply
            assert reply["body"], reply


def test_threads_refer_to_what_exists_and_show_every_situation():
    assert_unique([t["key"] for t in DATA["threads"]])
    for thread in DATA["threads"]:
        assert thread["space"] in SPACES, thread["key"]
        assert thread["kind"] in {"question", "experience", "problem", "announcement"}, thread["key"]
        assert set(thread["themes"]) <= TERMS["themes"], thread["key"]
        assert set(thread["stories"]) <= set(STORIES), thread["key"]
        assert thread["replies"] or not thread["answered"], thread["key"]
    assert {thread["language"] for thread in DATA["threads"]} == set(LANGUAGES)
    assert sum(1 for t in DATA["threads"] if t["kind"] == "question" and not t["replies"]) == 2
    deep = [t for t in DATA["threads"] if max((d for _, d in posts(t["replies"])), default=0) == 3]
    assert any(len(list(posts(thread["replies"]))) >= 8 for thread in deep)


def test_comments_hang_on_stories_and_briefs():
    pages = {"story": STORIES, "brief": BRIEFS}
    for comment in DATA["comments"]:
        assert comment["slug"] in pages[comment["page"]], comment["slug"]


def test_exchanges_refer_to_what_exists():
    assert_unique([e["slug"] for e in DATA["exchanges"]])
    for exchange in DATA["exchanges"]:
        ZoneInfo(exchange["zone"])
        assert re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", exchange["local_time"]), exchange["slug"]
        assert exchange["kind"] in {"webinar", "workshop", "study-visit", "training"}, exchange["slug"]
        assert exchange["mode"] in {"online", "in-person", "both"}, exchange["slug"]
        assert bool(exchange["place"]) == (exchange["mode"] != "online"), exchange["slug"]
        assert exchange["host"] in ORGANISATIONS, exchange["slug"]
        assert exchange["territory"] is None or exchange["territory"] in TERRITORIES, exchange["slug"]
        assert set(exchange["themes"]) <= TERMS["themes"], exchange["slug"]
        assert set(exchange["languages"]) <= TERMS["languages"], exchange["slug"]
        assert set(exchange["preparation"]) <= set(STORIES), exchange["slug"]
        people = exchange["registered"] + exchange["waiting"]
        assert_unique(people)
        assert set(people) <= MEMBERS, exchange["slug"]


def test_exchange_texts_are_complete_in_each_language():
    for exchange in DATA["exchanges"]:
        for field in EXCHANGE_TEXTS:
            assert set(exchange[field]) == set(exchange["title"]), (exchange["slug"], field)
            for text in exchange[field].values():
                assert shape(text) == shape(exchange[field]["en"]), (exchange["slug"], field)


def test_exchanges_show_every_situation():
    rows = DATA["exchanges"]
    coming = [e for e in rows if e["starts_in_days"] > 0 and e["state"] == "scheduled"]
    assert len(rows) == 7
    assert sum(1 for e in rows if e["starts_in_days"] < 0) == 2
    assert sum(1 for e in rows if e["state"] == "cancelled") == 1
    assert sum(1 for e in coming if e["waiting"] and len(e["registered"]) == e["capacity"]) == 1
    assert sum(1 for e in coming if len(e["registered"]) == e["capacity"] - 1) == 1
    assert sum(1 for e in coming if len(e["registered"]) * 2 < e["capacity"]) == 2
    for exchange in rows:
        assert len(exchange["registered"]) <= exchange["capacity"], exchange["slug"]
        assert bool(exchange["outcome_note"]) == (exchange["starts_in_days"] < 0), exchange["slug"]


# Voice


@pytest.mark.parametrize("name", FILES)
def test_words_that_we_do_not_use(name):
    assert not re.search(r"\b(flows?|stocks|illegal\w*|the seed)\b", TEXT[name], re.IGNORECASE)
    assert not re.search(r"\.\./|/(home|work|tmp)/[a-z]", TEXT[name])
