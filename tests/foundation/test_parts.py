"""Tags give the words and the roles that people and screen readers need."""

from types import SimpleNamespace

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from foundation.navigation import language_links


def render(source, **context):
    return Template("{% load corridor %}" + source).render(Context(context))


class Question(forms.Form):
    place = forms.CharField(
        help_text="Town, province or region", error_messages={"required": "Write the name of your town."}
    )
    role = forms.ChoiceField(choices=[("a", "Lead"), ("b", "Support")], widget=forms.RadioSelect)
    named = forms.BooleanField(required=False)


def test_corridor_line_says_the_tie_in_words():
    html = render("{% corridor_line places %}", places=["Kayes, Mali", "France"])
    assert "partnership with" in html
    assert "people move to" in render('{% corridor_line places "movement" %}', places=["Nepal", "India"])
    assert "partnership" not in render("{% corridor_line places %}", places=["Cuenca"])


def test_corridor_line_escapes_names():
    assert "<script>" not in render("{% corridor_line places %}", places=["<script>", "B"])


@pytest.mark.parametrize(
    ("level", "word", "on"),
    [("described", "Described", 1), ("documented", "Documented", 2), ("evaluated", "Evaluated", 3)],
)
def test_evidence_level_has_its_word_and_arcs(level, word, on):
    html = render("{% evidence level %}", level=level)
    assert f"Evidence: {word}" in html
    assert html.count("arc-on") == on


def test_field_names_hint_and_error_as_descriptions():
    form = Question({})
    html = render("{% field form.place %}", form=form)
    assert 'aria-describedby="id_place_helptext id_place_error"' in html
    assert 'aria-invalid="true"' in html
    assert html.index("Town, province") < html.index("Write the name") < html.index("<input")


def test_radios_are_a_group_with_a_legend():
    html = render("{% field form.role %}", form=Question({}))
    assert "<fieldset" in html
    assert "<legend" in html
    assert html.count('type="radio"') == 2
    assert 'for="id_role_0"' in html


def test_plain_form_has_the_same_look():
    html = str(Question())
    assert "field-label" in html
    assert "form-control" in html


def test_error_summary_leads_to_each_field():
    html = render("{% error_summary form %}", form=Question({}))
    assert 'role="alert"' in html
    assert 'href="#id_place"' in html
    assert 'href="#id_role_0"' in html
    assert "2 things to put right" in html


def test_error_summary_is_silent_when_all_is_well():
    assert render("{% error_summary form %}", form=Question()).strip() == ""


def test_pagination_keeps_the_filters():
    request = RequestFactory().get("/en/practices/?theme=1&page=2")
    html = render("{% pagination page %}", page=Paginator(range(50), 10).page(2), request=request)
    assert "?theme=1&amp;page=3" in html
    assert "Page 2 of 5" in html


def test_failures_are_alerts_and_the_rest_status():
    assert 'role="alert"' in render('{% message "error" "Not sent." %}')
    assert 'role="status"' in render('{% message "ok" "Saved." %}')


def test_chip_that_is_on_says_remove():
    assert "remove" in render('{% chip "Local" "?" remove=True %}')


@pytest.mark.parametrize("path", ["/en/practices/?q=a", "/fr/practices/?q=a"])
def test_language_links_keep_page_and_question(path):
    links = {link.code: link for link in language_links(RequestFactory().get(path))}
    assert links["ar"].url == "/ar/practices/?q=a"
    assert links["es"].url == "/es/practices/?q=a"


def test_language_links_prefer_the_page_s_own():
    request = RequestFactory().get("/en/practices/")
    request.page_translations = {"fr": "/fr/pratiques/"}
    links = {link.code: link.url for link in language_links(request)}
    assert links["fr"] == "/fr/pratiques/"
    assert links["ar"] == "/ar/"


def test_no_language_link_leaves_the_site():
    for link in language_links(RequestFactory().get("//evil.example/en/")):
        assert link.url.startswith(f"/{link.code}/")


def test_section_address_follows_the_language():
    with translation.override("fr"):
        assert render('{% section_url "practices" %}') == "/fr/practices/"


def test_low_data_turns_a_map_into_words():
    drawing = SimpleNamespace(name="Map of 3 places.", weight=4, kind="plate")
    html = render("{% plate drawing %}", drawing=drawing, low_data=True)
    assert '<svg class="chart-drawing"' not in html
    assert "Map of 3 places." in html
