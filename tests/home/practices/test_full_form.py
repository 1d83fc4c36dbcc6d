"""The full form of a story: what is known is shown in words, what is not says so, no heading stands empty."""

import pytest
from django.core.exceptions import ValidationError

from community.taxonomy.enums import Vocabulary
from home.practices import words
from home.practices.blocks import CouncilBlock, MemorandumBlock, StepBlock
from home.practices.models import StoryFacet
from tests.factories import stories
from tests.factories.taxonomy import CountryFactory, TermFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


def body(client, address, **query):
    response = client.get(address, query)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_short_form_says_that_it_is_short(client):
    text = body(client, stories.story(form="short").url)
    assert "This is the short form" in text
    assert "Regular budget line" not in text


def test_the_full_form_shows_what_nobody_knows_as_not_known(client):
    text = body(client, stories.story(form="full", staff="One officer").url)
    assert "<dt>Staff</dt><dd>One officer</dd>" in text
    assert '<dt>Budget</dt><dd class="muted">Not known</dd>' in text
    assert "Not known: Structures within the practice, What the authority contributed, Arrangements" in text
    assert "<h2>Arrangements</h2>" not in text


def test_a_budget_has_its_currency(client):
    assert (
        "12\u202f500 EUR" in client.get(stories.story(form="full", budget=12500, currency="EUR").url).content.decode()
    )
    with pytest.raises(ValidationError, match="Say in which currency"):
        stories.story(budget=5)


def test_a_public_story_is_not_silent_on_failures(client):
    with pytest.raises(ValidationError, match="Say what did not work"):
        stories.story(nothing_reported=False)
    told = stories.story(
        nothing_reported=False, failures=[("failure", {"text": "Nobody came.", "cause": "Too early."})]
    )
    text = body(client, told.url)
    assert "Nobody came." in text
    assert "Too early." in text
    assert "Nothing reported. That is no proof" in body(client, stories.story().url)


def test_an_end_before_its_beginning_is_refused():
    with pytest.raises(ValidationError, match="is before the beginning"):
        stories.story(begins="2010-05", ends="2010-04")
    assert stories.story(begins="2010-05", ends="2010").ends == "2010"


@pytest.mark.parametrize("value", ["soon", "2010-13", "2010-02-30", "10", "2010-1"])
def test_a_date_is_a_year_a_month_or_a_day(value):
    with pytest.raises(ValidationError):
        stories.story(begins=value)


def test_an_open_end_shows_as_running(client):
    text = body(client, stories.story(begins="1993", status="running").url)
    assert "since 1993, still running" in text


def test_results_stand_apart_for_each_side(client):
    told = stories.story(
        results=[("result", {"text": "A", "side": "origin"}), ("result", {"text": "B", "side": "both"})]
    )
    text = body(client, told.url)
    assert "<h3>Place of origin</h3>" in text
    assert text.index("Place of origin") < text.index("<li>A</li>") < text.index("Both places")


def test_an_indicator_says_which_of_its_parts_is_not_known(client):
    told = stories.story(
        indicators=[("indicator", {"side": "origin", "name": "Projects", "value": 40, "unit": "projects"})]
    )
    text = body(client, told.url)
    assert "Projects" in text
    assert "40 projects" in text
    assert text.count('<span class="muted">Not known</span>') >= 3


def test_a_matching_scheme_shows_its_rule_and_who_tops_up(client):
    scheme = {"name": "OFs-ReD", "ratio": "2 x 1", "rule": "", "matchers": [{"name": "Foundation", "kind": ""}]}
    text = body(client, stories.story(arrangements=[("matching", scheme)]).url)
    assert "2 x 1" in text
    assert "Foundation" in text
    assert '<dt>Rule</dt><dd class="muted">Not known</dd>' in text


def test_a_memorandum_without_two_parties_and_their_duties_is_refused():
    block = MemorandumBlock()
    one = block.to_python({"title": "MoU", "parties": [{"name": "A", "duty": "Pays"}]})
    with pytest.raises(ValidationError):
        block.clean(one)
    silent = block.to_python({"title": "MoU", "parties": [{"name": "A", "duty": "Pays"}, {"name": "B", "duty": ""}]})
    with pytest.raises(ValidationError):
        block.clean(silent)


def test_a_step_that_ends_before_it_begins_is_refused():
    block = StepBlock()
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"heading": "Sign", "begins": "2010", "ends": "2009"}))


def test_a_council_without_a_seat_for_migrants_is_marked(client):
    TermFactory(vocabulary=Vocabulary.ACTOR_KINDS, slug="bank")
    council = {"name": "Council", "elected_chair": "yes", "memorandum": "unknown", "seats": [{"kind": "bank"}]}
    assert CouncilBlock().clean(CouncilBlock().to_python(council))
    assert "No seat for migrants is recorded." in body(client, stories.story(arrangements=[("council", council)]).url)


def test_a_hidden_partner_is_named_by_no_door(client):
    secret = {"name": "Secret Bank", "brought": "Money", "hidden": True}
    told = stories.story(partners=[("partner", secret)])
    assert "Secret Bank" not in client.get(told.url).content.decode()
    assert "Secret Bank" not in words.of(told)
    for form in ("csv", "json"):
        assert "Secret Bank" not in client.get(f"/en/practices/export.{form}").content.decode()
    assert "Secret Bank" not in client.get("/feeds/practices.atom").content.decode()


def test_coverage_is_a_table_of_stages_and_services(client):
    TermFactory(vocabulary=Vocabulary.MIGRATION_STAGES, slug="return", label_en="Return")
    told = stories.story(form="full", coverage=[("stage", {"stage": "return", "services": ["job", "money"]})])
    text = body(client, told.url)
    assert '<th scope="col">Work and business</th>' in text
    assert '<th scope="row">Return</th>' in text


def test_what_a_story_is_found_by_follows_what_it_says():
    country = CountryFactory(iso="ML", world_region="002")
    place = TerritoryFactory()
    place.countries.set([country])
    told = stories.story(act="yes", arrangements=[("risk_cover", {"covers": "Savings"})])
    told.territories = [place]
    told.save()
    rows = set(StoryFacet.objects.filter(story_key=told.translation_key).values_list("facet", "value"))
    assert {("act", "yes"), ("risk", "yes"), ("country", "ML"), ("region", "002")} <= rows
    told.act, told.arrangements, told.territories = "no", [], []
    told.save()
    rows = set(StoryFacet.objects.filter(story_key=told.translation_key).values_list("facet", "value"))
    assert ("act", "no") in rows
    assert not rows & {("act", "yes"), ("risk", "yes"), ("country", "ML")}


def test_a_related_practice_says_why(client):
    theme = stories.theme()
    told = stories.story(themes=[theme])
    stories.story(title="Same theme", themes=[theme])
    chosen = stories.story(title="Chosen")
    told.related = [("story", chosen)]
    told.save()
    text = body(client, told.url)
    assert "Chosen by the editors" in text
    assert f"same theme: {theme.label}" in text
