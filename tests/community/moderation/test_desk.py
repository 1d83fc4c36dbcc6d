"""The queue by what is due and by filters; ready reasons, remarks and the list of checks."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from community.members.enums import RoleGroup
from community.moderation import queue
from community.moderation.contributions import find
from community.moderation.models import CannedReply, Remark
from community.moderation.services import authors, decisions, founding, remarks
from foundation import clock
from tests.community.moderation.conftest import contribution, door, report, text
from tests.factories import discussions as made
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
QUEUE = "/en/moderation/"
WAITS = ("reported", "held", "repaired", "appealed")


@pytest.fixture
def desk(client, facilitator):
    client.force_login(facilitator)
    return client


def one_of_each(other_facilitator, settings):
    """One thing for each reason to wait, the later ones due later; each says in its words which it is."""
    now = clock.now()
    shown = {wait: contribution("post", UserFactory(), words=f"Words {wait}") for wait in WAITS if wait != "held"}
    report(shown["reported"], reason="personal", now=now - timedelta(hours=30))
    settings.HOLD_FIRST_CONTRIBUTIONS = True
    newcomer = Client()
    newcomer.force_login(UserFactory())
    newcomer.post(reverse("discussions:reply", args=[made.thread().pk]), {"text": "Words held", "language": "en"})
    for _number in range(3):
        report(shown["repaired"], now=now)
    author = shown["repaired"].author
    authors.repair(case=shown["repaired"], author=author, text="Words repaired anew", language="en", now=now)
    decisions.hide(case=shown["appealed"], actor=other_facilitator, reason="x", now=now)
    hidden = find("post", shown["appealed"].pk)
    authors.appeal(case=hidden, author=hidden.author, text="Why?", now=now)


def seen(client, query=""):
    page = text(client.get(QUEUE + query))
    return sorted((wait for wait in WAITS if f"Words {wait}" in page), key=lambda wait: page.index(f"Words {wait}"))


def test_what_is_due_first_stands_on_top_and_filters_narrow(desk, other_facilitator, settings):
    one_of_each(other_facilitator, settings)
    page = text(desk.get(QUEUE))
    assert seen(desk)[0] == "reported"
    assert seen(desk)[-1] == "appealed"
    assert set(seen(desk)) == set(WAITS)
    assert "6 hours late" in page.replace("\xa0", " ")
    for wait in WAITS:
        assert seen(desk, f"?wait={wait}") == [wait]
    assert seen(desk, "?late=1") == ["reported"]
    assert seen(desk, "?reason=personal") == ["reported"]
    assert seen(desk, "?reason=spam") == []
    assert seen(desk, "?reason=personal&wait=held") == []
    assert seen(desk, "?kind=comment") == []
    assert len(seen(desk, "?kind=post")) == 4
    assert seen(desk, "?wait=x&kind=y&reason=z&late=w&page=99") == seen(desk)
    empty = text(desk.get(QUEUE + "?kind=comment"))
    assert "Nothing waits." in empty
    assert "Next due:" in empty


def test_the_counts_on_the_filters_are_what_they_find(desk, other_facilitator, settings):
    one_of_each(other_facilitator, settings)
    counts = queue.counts(now=clock.now())
    assert counts["total"] == 4
    assert counts["waits"] == dict.fromkeys(WAITS, 1)
    assert counts["kinds"] == {"post": 4, "comment": 0, "statement": 0, "message": 0}
    assert counts["late"] == 1


def test_pages_hold_twenty(desk):
    for _number in range(21):
        report(contribution("post", UserFactory()))
    assert text(desk.get(QUEUE)).count("queue-title") == 20
    assert text(desk.get(QUEUE + "?page=2")).count("queue-title") == 1


def test_the_queue_and_a_case_cost_the_same_for_few_and_for_many(desk, count_queries, other_facilitator, settings):
    one_of_each(other_facilitator, settings)
    case = contribution("post", UserFactory())
    report(case)
    desk.get(QUEUE)
    few = count_queries(lambda: desk.get(QUEUE)), count_queries(lambda: desk.get(door("case", case)))
    settings.HOLD_FIRST_CONTRIBUTIONS = False
    one_of_each(other_facilitator, settings)
    report(case)
    assert (count_queries(lambda: desk.get(QUEUE)), count_queries(lambda: desk.get(door("case", case)))) == few


def test_the_founding_reasons_are_there_in_four_languages_and_stay_as_changed():
    founding.load()
    assert CannedReply.objects.count() >= 5
    for row in CannedReply.objects.all():
        texts = {row.text_in(code) for code in ("en", "fr", "es", "ar")}
        assert len(texts) == 4
    CannedReply.objects.filter(slug="advertises").update(text_en="Changed")
    founding.load()
    assert CannedReply.objects.get(slug="advertises").text_en == "Changed"


def test_a_ready_reason_is_written_in_the_language_of_the_contribution(desk):
    founding.load()
    row = CannedReply.objects.get(slug="advertises")
    thread = made.thread()
    case = find("post", made.post(thread, language="fr").pk)
    assert row.text_en in text(desk.get(door("case", case)))
    desk.post(door("decide", case), {"action": "hide", "canned": row.pk, "reason": ""})
    assert find("post", case.pk).hidden_reason == row.text_fr
    other = find("post", made.post(thread).pk)
    desk.post(door("decide", other), {"action": "hide", "canned": row.pk, "reason": "My own words"})
    assert find("post", other.pk).hidden_reason == "My own words"


def test_facilitators_write_ready_reasons_in_the_back_office_and_others_do_not(client, facilitator):
    from home.models import HomePage
    from home.services import editorial
    from tests.factories import pages

    pages.home()
    editorial.appoint(homes=list(HomePage.objects.all()))
    address = reverse("wagtailsnippets_moderation_cannedreply:add")
    client.force_login(facilitator)
    sent = {"slug": "new", "text_en": "New words", "text_fr": "", "text_es": "", "text_ar": "", "position": "9"}
    assert client.post(address, sent).status_code == 302
    assert CannedReply.objects.get(slug="new").text_en == "New words"
    for person in (UserFactory(), UserFactory(role=RoleGroup.EDITORS)):
        client.force_login(person)
        assert client.post(address, {**sent, "slug": "other"}).status_code == 302
        assert not CannedReply.objects.filter(slug="other").exists()


def test_remarks_are_read_by_facilitators_only(desk, facilitator):
    case = contribution("comment", UserFactory())
    assert desk.post(door("remark", case), {"text": " "}).status_code == 422
    assert desk.post(door("remark", case), {"text": "Asked the <b>town</b>"})["Location"] == door("case", case)
    page = text(desk.get(door("case", case)))
    assert "Asked the &lt;b&gt;town&lt;/b&gt;" in page
    assert "Remarks of facilitators: 1" in page
    author = Client()
    author.force_login(case.author)
    for address in (door("own", case), case.url):
        assert "Asked the" not in text(author.get(address, follow=True))
    assert author.post(door("remark", case), {"text": "Mine"}).status_code == 403
    for person in (case.author, UserFactory()):
        with pytest.raises(remarks.RemarkRefused):
            remarks.write(case=case, author=person, text="x", now=clock.now())
    assert Remark.objects.get().author == facilitator


def test_the_checks_advise(desk):
    risky = contribution("post", UserFactory(), words="Call +221 77 123 45 67 or see [this](https://a.example)")
    page = text(desk.get(door("case", risky)))
    assert "There is an address or a telephone number in it." in page
    assert "1 link in it." in page
    assert "The list advises, you decide." in page
    plain = contribution("comment", UserFactory(), words="In 2013 we spent 12 000 euros on 40 desks.")
    page = text(desk.get(door("case", plain)))
    assert "No address or telephone number found." in page
    assert "No link in it." in page


def test_the_rules_are_linked_from_queue_case_report_and_discussions(desk):
    case = contribution("post", UserFactory())
    for address in (QUEUE, door("case", case), door("flag", case), "/en/discussions/", case.url):
        main = desk.get(address, follow=True).content.decode().partition("<main")[2].partition("</main")[0]
        assert 'href="/en/house-rules/"' in main, address


def test_nobody_decides_on_her_own(client, facilitator):
    case = contribution("post", facilitator)
    client.force_login(facilitator)
    assert "another facilitator decides" in text(client.get(door("case", case)))
    assert client.post(door("decide", case), {"action": "hide", "reason": "x"}).status_code == 403
