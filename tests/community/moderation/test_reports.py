"""Enough reports hide something; its author can change it; reports without ground stop counting."""

from datetime import timedelta

import pytest
from django.urls import reverse

from community.moderation import trust
from community.moderation.contributions import find
from community.moderation.models import Decision, Flag, Repair
from community.moderation.services import authors, decisions
from community.outbox import renderers
from community.outbox.models import Mail
from foundation import clock
from tests.community.moderation.conftest import contribution, door, report, text
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["post", "comment"])
def case(request):
    return contribution(request.param, UserFactory(name="Bintou"))


def state(case):
    return find(case.kind, case.pk).state


def many(case, count=3, **fields):
    for _number in range(count):
        report(case, **fields)


def test_the_third_member_hides_it_and_its_author_is_told_once(case, client, facilitator):
    many(case, 2)
    assert state(case) == "published"
    report(case)
    assert state(case) == "hidden"
    page = text(client.get(case.url, follow=True))
    assert "Some words" not in page
    assert "Several members reported it. A facilitator decides." in page
    mail = Mail.objects.get(kind="moderation.paused")
    assert mail.recipient == case.author.email
    letter = renderers.render(mail, now=clock.now())
    assert letter.subject == "What you wrote in “How so?” is hidden until a facilitator decides"
    for part in (letter.text, letter.html):
        assert "You can change your words until" in part
        assert f"http://testserver{door('own', case)}" in part
        assert "Some words" not in part
    alert = Mail.objects.get(kind="moderation.alert")
    assert alert.recipient == facilitator.email
    letter = renderers.render(alert, now=clock.now())
    assert letter.subject == "Reports have hidden something: a facilitator decides"
    assert f"http://testserver{door('case', case)}" in letter.text
    assert "Some words" not in letter.text + letter.html
    # The reports stay open: a facilitator has not decided.
    assert Flag.objects.open().count() == 3
    assert [row.action for row in Decision.objects.all()] == ["auto_hide"]


def test_the_number_is_a_setting_and_one_member_counts_once(case, settings):
    settings.REPORTS_TO_HIDE = 2
    reporter = UserFactory()
    report(case, reporter)
    report(case, reporter)
    assert state(case) == "published"
    report(case)
    assert state(case) == "hidden"


def test_reports_of_a_closed_account_do_not_count(case):
    gone = UserFactory()
    report(case, gone)
    type(gone).objects.filter(pk=gone.pk).update(is_active=False)
    many(case, 2)
    assert state(case) == "published"


def test_who_reports_without_ground_counts_no_more_until_she_is_right_again(facilitator):
    now, reporter = clock.now(), UserFactory()
    for _number in range(3):
        wrong = contribution("post", UserFactory())
        report(wrong, reporter)
        assert trust.unfounded_reporters([reporter.pk]) == set()
        decisions.dismiss(case=wrong, actor=facilitator, reason="", now=now)
    assert trust.unfounded_reporters([reporter.pk]) == {reporter.pk}
    case = contribution("post", UserFactory())
    many(case, 2)
    report(case, reporter)
    assert state(case) == "published", "her report reaches the facilitators and hides nothing"
    assert Flag.objects.on(case.target).open().count() == 3
    decisions.hide(case=case, actor=facilitator, reason="x", now=now)
    for _number in range(2):
        right = contribution("post", UserFactory())
        report(right, reporter)
        decisions.hide(case=right, actor=facilitator, reason="x", now=now)
    assert trust.unfounded_reporters([reporter.pk]) == set(), "three right against three without ground"


def test_reporting_the_same_thing_anew_does_not_wash_off_what_was_dismissed(case, facilitator):
    reporter = UserFactory()
    for _number in range(3):
        report(case, reporter)
        decisions.dismiss(case=case, actor=facilitator, reason="", now=clock.now())
    assert trust.unfounded_reporters([reporter.pk]) == {reporter.pk}


def test_the_author_changes_it_which_shows_it_and_puts_it_before_a_facilitator(case, client, facilitator):
    many(case)
    client.force_login(case.author)
    assert "See what you can do" in text(client.get(case.url, follow=True))
    page = text(client.get(door("own", case)))
    assert "Save and show it again" in page
    assert ">Some words</textarea>" in page.replace("> Some", ">Some")
    assert "Send the appeal" not in page, "there is no facilitator's decision yet"
    same = client.post(door("repair", case), {"text": "Some words", "language": "en"})
    assert same.status_code == 422
    assert "Change what may have caused" in text(same)
    assert client.post(door("repair", case), {"text": " ", "language": "en"}).status_code == 422
    answer = client.post(door("repair", case), {"text": "Kinder words", "language": "fr"})
    assert answer["Location"] == case.url
    fresh = find(case.kind, case.pk)
    assert (fresh.state, fresh.html, fresh.language) == ("published", "<p>Kinder words</p>", "fr")
    client.force_login(facilitator)
    queue = text(client.get(reverse("moderation:queue")))
    assert "Changed by Bintou after reports" in queue
    assert "after reports had hidden it. It is shown." in text(client.get(door("case", case)))
    client.post(door("decide", case), {"action": "dismiss", "reason": ""})
    assert "Nothing waits." in text(client.get(reverse("moderation:queue")))
    # What she changed proves no report wrong.
    assert set(Flag.objects.values_list("dismissals", "upholds")) == {(0, 0)}


def test_the_time_to_change_ends(case, client):
    many(case)
    Repair.objects.update(until=clock.now())
    client.force_login(case.author)
    page = text(client.get(door("own", case)))
    assert "Save and show it again" not in page
    assert "Now a facilitator decides" in page
    late = client.post(door("repair", case), {"text": "Kinder words", "language": "en"})
    assert late.status_code == 409
    assert "Kinder words" in text(late), "nothing is lost"
    assert state(case) == "hidden"


def test_forty_eight_hours_are_counted_from_the_hiding(case, settings):
    now = clock.now()
    many(case, now=now)
    row = Repair.objects.get()
    assert (row.opened_at, row.until) == (now, now + timedelta(hours=48))


def test_new_words_need_as_many_new_reports_and_then_wait_for_the_decision(case):
    many(case)
    now = clock.now()
    authors.repair(case=case, author=case.author, text="Other words", language="en", now=now)
    many(case, 2, now=now + timedelta(minutes=1))
    assert state(case) == "published"
    report(case, now=now + timedelta(minutes=2))
    assert state(case) == "hidden"
    with pytest.raises(authors.RepairOver):
        authors.repair(case=case, author=case.author, text="Third", language="en", now=now + timedelta(minutes=3))
    later = now + timedelta(hours=1)
    letters = [renderers.render(mail, now=later) for mail in Mail.objects.filter(kind="moderation.paused")]
    assert [("It was changed once already" in letter.text) for letter in letters if letter] == [True, True]


def test_nobody_else_changes_it(case, client, facilitator):
    many(case)
    for person in (UserFactory(), facilitator):
        client.force_login(person)
        assert client.get(door("own", case)).status_code == 404
        assert client.post(door("repair", case), {"text": "Mine", "language": "en"}).status_code == 404
        with pytest.raises(authors.NotYours):
            authors.repair(case=case, author=person, text="Mine", language="en", now=clock.now())
    client.logout()
    assert "login" in client.post(door("repair", case), {"text": "Mine"})["Location"]
    assert client.get(door("own", case)).status_code == 302


def test_a_facilitator_keeps_it_hidden_with_a_reason_or_shows_it(case, client, facilitator):
    many(case)
    client.force_login(facilitator)
    assert "Hidden until decided" in text(client.get(reverse("moderation:queue")))
    assert client.post(door("decide", case), {"action": "dismiss", "reason": ""}).status_code == 422
    client.post(door("decide", case), {"action": "hide", "reason": "It insults"})
    fresh = find(case.kind, case.pk)
    assert (fresh.state, fresh.hidden_reason) == ("hidden", "It insults")
    assert not Flag.objects.open().exists()
    assert not Repair.objects.open().exists()
    assert renderers.render(Mail.objects.get(kind="moderation.hidden"), now=clock.now()) is not None
    assert set(Flag.objects.values_list("upholds", flat=True)) == {1}


def test_showing_it_again_counts_the_reports_as_without_ground(case, facilitator):
    many(case)
    decisions.restore(case=case, actor=facilitator, reason="Fair words", now=clock.now())
    assert state(case) == "published"
    assert set(Flag.objects.values_list("dismissals", flat=True)) == {1}
    assert decisions.hide(case=case, actor=facilitator, reason="x", now=clock.now()) is not None


def test_messages_are_hidden_by_facilitators_only():
    from tests.factories.contacts import message, reachable

    sent = message(UserFactory(), reachable())
    case, reader = find("message", sent.pk), sent.conversation.recipient
    report(case, reader)
    assert state(case) == "published"
    assert not Repair.objects.exists()
