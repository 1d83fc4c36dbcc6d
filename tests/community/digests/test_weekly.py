"""The weekly digest: owed once a week in the member's own time, with reasons, never repeating an item."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail as sent
from django.test import Client
from django.urls import reverse

from community.digests import sources
from community.digests.enums import Frequency
from community.digests.models import Preference, Told
from community.digests.services import following, weekly
from community.digests.sources import Item, Section
from community.outbox import delivery
from community.outbox.enums import MailState
from community.outbox.models import Mail
from tests.factories.members import UserFactory
from tests.factories.stories import theme

# A Monday, 07:30 in Bamako (UTC).
NOW = datetime(2026, 3, 16, 7, 30, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def item(key="story:1", stamp=NOW - timedelta(days=2), themes=("remittances",), **values):
    words = {"title": "A region maps projects", "path": "/en/practices/kayes/", "language": "en"} | values
    return Item(
        key=key,
        stamp=stamp,
        section=values.pop("section", Section.STORIES),
        themes=frozenset(themes),
        **{name: value for name, value in words.items() if name != "section"},
    )


@pytest.fixture
def offered(monkeypatch):
    """The items that sources offer; a test adds to the list."""
    items = []
    monkeypatch.setattr(
        sources, "_sources", {"test": lambda language, since, now: [each for each in items if each.stamp > since]}
    )
    return items


@pytest.fixture
def member():
    member = UserFactory(profile__time_zone="Africa/Bamako")
    theme("remittances")
    following.follow_theme(member=member, slug="remittances", now=NOW - timedelta(days=30))
    return member


def deliver(now=NOW):
    weekly.owe_due(now=now)
    delivery.deliver_due(now=now)


def test_a_follower_gets_what_is_new_with_the_reason(member, offered):
    offered.append(item(summary="Forty years of projects.", place="Kayes, Mali"))
    deliver()
    (message,) = sent.outbox
    assert message.to == [member.email]
    assert message.subject == "A region maps projects"
    for part in (message.body, message.alternatives[0][0]):
        assert "A region maps projects" in part
        assert "Kayes, Mali" in part
        assert "You get this because you follow" in part
        assert "http://testserver/en/practices/kayes/" in part


def test_nothing_new_means_no_mail(member, offered):
    offered.append(item(themes=("integration",)))
    deliver()
    assert sent.outbox == []
    assert Mail.objects.get().state == MailState.DROPPED


def test_an_item_is_told_once(member, offered):
    offered.append(item())
    deliver()
    deliver(NOW + timedelta(days=7))
    assert len(sent.outbox) == 1
    assert Told.objects.get().key == "story:1"


def test_a_thread_is_told_again_only_for_its_new_replies(member, offered):
    first, second = NOW - timedelta(days=3), NOW + timedelta(days=3)
    offered.append(item("thread:1", first, section=Section.THREADS, replies=(first,)))
    deliver()
    offered[:] = [item("thread:1", second, section=Section.THREADS, replies=(first, second))]
    deliver(NOW + timedelta(days=7))
    assert ["1 new answer." in message.body for message in sent.outbox] == [True, True]


def test_an_item_that_became_visible_late_is_in_the_next_digest(member, offered):
    offered.append(item("story:1"))
    deliver()
    offered.append(item("story:2", stamp=NOW - timedelta(days=4), title="Committed late"))
    deliver(NOW + timedelta(days=7))
    assert "Committed late" in sent.outbox[1].body
    assert "A region maps projects" not in sent.outbox[1].body


def test_schedulers_side_by_side_owe_one_digest_a_week(member, offered):
    offered.append(item())
    for minute in range(0, 120, 15):
        weekly.owe_due(now=NOW + timedelta(minutes=minute))
        weekly.owe_due(now=NOW + timedelta(minutes=minute))
    assert list(Mail.objects.values_list("period", flat=True)) == ["2026-W12"]


@pytest.mark.parametrize(
    ("zone", "hour_utc", "due"),
    [
        ("Africa/Bamako", 6, False),
        ("Africa/Bamako", 7, True),
        ("Asia/Manila", 6, True),
        ("America/Guayaquil", 11, False),
        ("America/Guayaquil", 12, True),
    ],
)
def test_the_digest_comes_at_the_members_own_hour(offered, zone, hour_utc, due):
    member = UserFactory(profile__time_zone=zone)
    theme("remittances")
    following.follow_theme(member=member, slug="remittances", now=NOW - timedelta(days=30))
    assert weekly.owe_due(now=NOW.replace(hour=hour_utc, minute=0)) == due


def test_the_hour_is_kept_when_clocks_change(offered):
    member = UserFactory(profile__time_zone="Europe/Madrid")
    theme("remittances")
    following.follow_theme(member=member, slug="remittances", now=NOW - timedelta(days=30))
    winter, summer = datetime(2026, 3, 23, 6, 0, tzinfo=UTC), datetime(2026, 3, 30, 5, 0, tzinfo=UTC)
    assert weekly.owe_due(now=winter - timedelta(minutes=1)) == 0
    assert weekly.owe_due(now=winter) == 1
    assert weekly.owe_due(now=summer - timedelta(minutes=1)) == 0
    assert weekly.owe_due(now=summer) == 1


def test_after_a_pause_there_is_one_digest_to_catch_up(member, offered):
    offered.append(item(stamp=NOW + timedelta(days=10)))
    deliver(NOW + timedelta(days=22, hours=3))
    assert len(sent.outbox) == 1
    assert Mail.objects.count() == 1


def test_unsubscribing_stops_a_digest_already_owed(member, offered):
    offered.append(item())
    weekly.owe_due(now=NOW)
    following.unsubscribe(token=member.digest_preference.token)
    delivery.deliver_due(now=NOW)
    assert sent.outbox == []


def test_a_changed_address_gets_no_mail_owed_to_the_old_one(member, offered):
    offered.append(item())
    weekly.owe_due(now=NOW)
    member.email = "new@example.org"
    member.save()
    delivery.deliver_due(now=NOW)
    assert sent.outbox == []


def test_the_mail_can_be_stopped_with_one_click(member, offered):
    offered.append(item())
    deliver()
    headers = sent.outbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = headers["List-Unsubscribe"].strip("<>").removeprefix("http://testserver")
    client = Client(enforce_csrf_checks=True)
    for _ in range(3):
        response = client.post(address, {"List-Unsubscribe": "One-Click"})
        assert response.status_code == 200
        assert "The digest is stopped" in response.content.decode()
    member.digest_preference.refresh_from_db()
    assert member.digest_preference.frequency == Frequency.NEVER


def test_opening_the_link_only_asks(member, client):
    address = reverse("unsubscribe", args=[member.digest_preference.token])
    response = client.get(address)
    assert "Stop the digest?" in response.content.decode()
    member.digest_preference.refresh_from_db()
    assert member.digest_preference.frequency == Frequency.WEEKLY


def test_an_altered_link_is_not_found(member, client):
    address = reverse("unsubscribe", args=[member.digest_preference.token[:-1] + "!"])
    assert client.post(address).status_code == 404
    member.digest_preference.refresh_from_db()
    assert member.digest_preference.frequency == Frequency.WEEKLY


def test_the_link_says_nothing_about_the_member(member):
    token = member.digest_preference.token
    assert re.fullmatch(r"[\w-]{32}", token)
    assert str(member.pk) not in token or len(str(member.pk)) == 1


def test_the_digest_speaks_the_members_language(offered):
    member = UserFactory(profile__interface_language="ar", profile__time_zone="Africa/Casablanca")
    theme("remittances")
    following.follow_theme(member=member, slug="remittances", now=NOW - timedelta(days=30))
    offered.append(item())
    deliver(NOW + timedelta(hours=2))
    html = sent.outbox[0].alternatives[0][0]
    assert 'dir="rtl"' in html
    assert 'lang="ar"' in html
    assert '<span lang="en" dir="ltr">A region maps projects</span>' in html


def test_the_queries_of_a_digest_do_not_grow_with_its_items(member, offered, django_assert_max_num_queries):
    offered.append(item())
    weekly.owe_due(now=NOW)
    (mail,) = delivery.claim(now=NOW, limit=1)
    offered += [item(f"story:{number}") for number in range(2, 5)]
    from community.digests.emails import weekly as write

    with django_assert_max_num_queries(5):
        write(mail, NOW)


def test_following_twice_is_following_once(member):
    following.follow_theme(member=member, slug="remittances", now=NOW)
    assert member.follows.count() == 1


def test_an_unknown_theme_cannot_be_followed(member, client):
    client.force_login(member)
    assert client.post(reverse("digests:follow", args=["nonsense"])).status_code == 404


def test_a_visitor_who_follows_is_led_to_sign_in(client):
    theme("remittances")
    response = client.post(reverse("digests:follow", args=["remittances"]))
    assert response.url.startswith(reverse("account_login"))
    assert Preference.objects.count() == 0


def test_the_choice_says_in_a_sentence_what_will_come(member, client):
    client.force_login(member)
    data = {"frequency": "weekly", "weekday": 3, "hour": 18, "themes": ["remittances"]}
    response = client.post(reverse("digests:settings"), data, follow=True)
    assert "on Thursday after 18:00 (Africa/Bamako), in English" in " ".join(response.content.decode().split())


def test_a_bad_choice_is_refused_and_kept_on_the_page(member, client):
    client.force_login(member)
    response = client.post(reverse("digests:settings"), {"frequency": "weekly", "weekday": 9, "hour": 18})
    assert response.context["form"].errors["weekday"]
    member.digest_preference.refresh_from_db()
    assert member.digest_preference.weekday == 0
