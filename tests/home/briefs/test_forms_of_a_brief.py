"""The other forms of a brief: text only, PDF, BibTeX, RIS, data for machines."""

import builtins
import contextlib
import json
import re
import zlib
from datetime import UTC, datetime

import pytest
from wagtail.models import PageViewRestriction

from foundation import pdf
from home.briefs import cite
from home.services import founding
from tests.factories import briefs, pages, stories
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
HOSTILE = '</script><script>alert("1")</script> & {braces} 100% _x_ \\cmd'


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def page():
    return stories.brief(
        title="Partners first",
        number=60,
        evidence=[stories.story(title="Desk of Vic")],
        unknowns=[("unknown", "What it costs.")],
        context="<p>Why now.</p>",
        evidence_text="<p>Little is known.</p>",
    )


def test_the_text_only_page_has_the_words_and_nothing_that_weighs(client, page):
    response = client.get(f"{page.address}text/")
    text = text_of(response)
    for words in (
        "Partners first",
        "Talk first.",
        "Talk first. Then write it down.",
        "Why now.",
        "Little is known.",
        "1. Invite them first",
        "Desk of Vic",
        "A report",
        "What it costs.",
        "corridor:brief:60:v1",
    ):
        assert words in text
    assert not re.search(r"<(img|svg|script|style|link rel=.stylesheet)", text)
    assert len(response.content) < 20_000


def test_the_longest_founding_brief_is_light_as_text(client):
    founding.found(now=datetime(2026, 3, 16, 9, 0, tzinfo=UTC))
    for language in ("en", "fr", "es", "ar"):
        response = client.get(f"/{language}/briefs/building-partnerships/text/")
        assert len(response.content) < 20_000
        direction = "rtl" if language == "ar" else "ltr"
        assert f'<html lang="{language}" dir="{direction}">' in response.content.decode()


def inflated(made):
    """Go through the objects of a PDF, unpacked where they are packed."""
    yield made
    for part in re.findall(rb"stream\r?\n(.*?)endstream", made, re.DOTALL):
        with contextlib.suppress(zlib.error):
            yield zlib.decompress(part)


def test_the_pdf_is_tagged_and_names_title_author_language_and_address(client, page):
    response = client.get(f"{page.address}pdf/")
    assert response["Content-Type"] == "application/pdf"
    assert 'filename="corridor-brief-60-v1-en.pdf"' in response["Content-Disposition"]
    assert response.content.startswith(b"%PDF-1.7")
    made = b"".join(inflated(response.content))
    for mark in (b"/StructTreeRoot", b"/MarkInfo", b"/Outlines", b"pdfuaid:part", b"Partners first", b"/Lang"):
        assert mark in made, mark


def test_the_first_line_of_the_paper_is_where_it_is_online(client, page, monkeypatch):
    seen = []
    monkeypatch.setattr(pdf, "make", lambda html: seen.append(html) or b"%PDF")
    client.get(f"{page.address}pdf/")
    body = seen[0].partition("<body>")[2]
    first = body.strip().partition("</p>")[0]
    assert f"http://testserver{page.address}" in first
    assert 'href="#recommendations"' in body
    assert body.index("Contents") < body.index("In one minute</h2>")


def test_an_arabic_paper_runs_from_right_to_left(client, page, monkeypatch):
    stories.index("ar")
    version = page.copy_for_translation(pages.locales()["ar"], copy_parents=True)
    pages.publish(version, title="شركاء", slug=page.slug)
    seen = []
    monkeypatch.setattr(pdf, "make", lambda html: seen.append(html) or b"%PDF")
    client.get(f"/ar/briefs/{page.slug}/pdf/")
    assert '<html lang="ar" dir="rtl">' in seen[0]
    assert "شركاء" in seen[0]


def test_a_second_request_makes_no_second_pdf_until_the_text_changes(client, page, monkeypatch):
    made = []
    monkeypatch.setattr(pdf, "_write", lambda html, checksum: made.append(checksum) or b"%PDF")
    pdf.cache.clear()
    for _ in range(2):
        assert client.get(f"{page.address}pdf/").content == b"%PDF"
    assert len(made) == 1
    briefs.republish(page, title="Changed")
    client.get(f"{page.address}pdf/")
    assert len(made) == 2


@pytest.mark.parametrize("missing", [ImportError("no weasyprint"), OSError("cannot load library 'pango'")])
def test_where_no_pdf_can_be_made_the_page_says_so_in_the_sites_look(client, page, monkeypatch, missing):
    real = builtins.__import__

    def without(name, *args, **kwargs):
        if name == "weasyprint":
            raise missing
        return real(name, *args, **kwargs)

    pdf.cache.clear()
    monkeypatch.setattr(builtins, "__import__", without)
    response = client.get(f"{page.address}pdf/")
    assert response.status_code == 503
    text = text_of(response)
    assert "choose Print in your browser" in text
    assert "skip-link" in text
    assert page.address in text


@pytest.mark.parametrize(
    "address", ["https://example.org/x.css", "file:///etc/hostname", "http://127.0.0.1/", "ftp://x/"]
)
def test_a_pdf_fetches_nothing_from_anywhere(address):
    fetcher = pdf._fetcher(pdf.load())
    with pytest.raises(pdf.Refused):
        fetcher.fetch(address)


@pytest.mark.parametrize(
    "address", ["static:briefs/absent.css", "static:../../config/settings/base.py", "static:/etc/hostname"]
)
def test_only_static_files_are_read(address):
    with pytest.raises((pdf.Refused, Exception)):
        pdf.static_file(address)
    assert pdf.static_file("static:foundation/pdf.css").is_file()


def test_bibtex_holds_the_entry_and_escapes_what_means_something(client, page):
    page = briefs.republish(page, title=HOSTILE)
    response = client.get(f"{page.address}cite.bib")
    assert response["Content-Type"].startswith("application/x-bibtex")
    assert "attachment" in response["Content-Disposition"]
    text = response.content.decode()
    assert text.startswith("@techreport{corridor-brief-60-v2,\n")
    assert r"\& \{braces\} 100\% \_x\_ \textbackslash{}cmd" in text
    assert "author = {{Corridor}}" in text
    assert "http://testserver/b/60/v2/" in text
    without_escapes = text.replace(r"\{", "").replace(r"\}", "")
    assert without_escapes.count("{") == without_escapes.count("}")


def test_ris_is_a_tag_a_line_whatever_the_title_holds(client, page):
    page = briefs.republish(page, title="Two\r\nER  - \r\nlines")
    text = client.get(f"{page.address}cite.ris").content.decode()
    lines = text.split("\r\n")
    assert lines[0] == "TY  - RPRT"
    assert lines[-2] == "ER  - "
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines[:-1])
    assert lines.count("ER  - ") == 1
    assert "TI  - Two ER - lines" in lines
    assert "UR  - http://testserver/b/60/v2/" in lines


def test_an_old_version_is_cited_as_it_was(client, page):
    page = briefs.republish(page, title="Second words")
    for end in ("cite.bib", "cite.ris"):
        text = client.get(f"{page.address}versions/1/{end}").content.decode()
        assert "Partners first" in text
        assert "corridor:brief:60:v1" in text
    text = text_of(client.get(f"{page.address}versions/1/text/"))
    assert "It was replaced." in text
    assert "Partners first" in text


def test_arabic_titles_stay_as_they_are():
    entry = cite.Entry(
        "corridor:brief:1.ar:v1", "شركاء", "x", 1, 1, founding_day(), "ar", "https://a.example/b/1/", "", []
    )
    assert "title = {{شركاء}}" in cite.bibtex(entry)
    assert cite.bibtex(entry).startswith("@techreport{corridor-brief-1-ar-v1,")


def founding_day():
    return datetime(2026, 3, 16, tzinfo=UTC)


def data_of(response):
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', response.content.decode())
    return json.loads(found[1])


def test_machines_read_what_the_brief_is_and_cites(client, page):
    data = data_of(client.get(page.address))
    assert data["@type"] == "Report"
    assert data["@id"] == "http://testserver/b/60/"
    assert data["identifier"] == "corridor:brief:60:v1"
    assert data["inLanguage"] == "en"
    assert [one["name"] for one in data["citation"]] == ["Desk of Vic"]


def test_nothing_in_a_title_ends_the_data(client, page):
    page = briefs.republish(page, title=HOSTILE, standfirst="<!-- \u2028 ]]>")
    response = client.get(page.address)
    assert data_of(response)["name"] == HOSTILE
    assert "<script>alert" not in response.content.decode()
    assert "script-src 'self'" in response["Content-Security-Policy"]


@pytest.mark.parametrize("end", ["", "text/", "versions/1/", "versions/1/text/"])
def test_a_withdrawn_brief_says_why_and_since_when_in_every_form(client, page, end):
    page = briefs.republish(
        page, title="Second words", withdrawn_on="2026-03-04", withdrawn_reason="The figure was wrong."
    )
    text = text_of(client.get(page.address + end))
    assert "Withdrawn on 4 March 2026." in text
    assert "The figure was wrong." in text


def test_a_withdrawn_brief_says_so_on_paper(client, page, monkeypatch):
    page = briefs.republish(page, withdrawn_on="2026-03-04", withdrawn_reason="The figure was wrong.")
    seen = []
    monkeypatch.setattr(pdf, "make", lambda html: seen.append(html) or b"%PDF")
    client.get(f"{page.address}pdf/")
    assert "Withdrawn on 4 March 2026." in seen[0]
    assert "The figure was wrong." in seen[0]


@pytest.mark.parametrize("end", ["text/", "pdf/", "cite.bib", "cite.ris", "versions/1/", "endorse/"])
def test_forms_of_a_draft_or_a_walled_brief_are_not_found(client, end):
    page = briefs.joint(slug="behind", title="Lantern")
    if end == "endorse/":
        client.force_login(UserFactory())
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.PASSWORD, password="x")
    assert client.get(page.address + end).status_code == 404
    PageViewRestriction.objects.all().delete()
    page.unpublish()
    assert client.get(page.address + end).status_code == 404
    assert client.get(page.address).status_code == 404


def test_a_walled_brief_leads_to_the_one_login(client):
    page = stories.brief(title="Lantern")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert "/accounts/login/" in client.get(page.address).url


@pytest.mark.parametrize("end", ["", "text/", "pdf/", "cite.bib", "versions/1/"])
def test_a_form_sent_to_a_brief_is_refused(client, page, end):
    assert client.post(page.address + end).status_code == 405
