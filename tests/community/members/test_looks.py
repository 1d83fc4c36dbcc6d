"""Two hundred profiles a day, counted in the database, one after the other."""

import threading
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import close_old_connections, connection
from django.urls import reverse

from community.members.enums import Audience
from community.members.models import LookingDay, ProfileLook
from community.members.services import looks
from foundation import clock
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(monkeypatch):
    monkeypatch.setattr(looks, "MOST", 2)


def people(number):
    return [UserFactory(open_to=Audience.EVERYONE).profile for _turn in range(number)]


def statuses(client, profiles, method="get"):
    return [getattr(client, method)(profile.get_absolute_url()).status_code for profile in profiles]


@pytest.mark.parametrize("signed_in", [True, False])
def test_one_more_than_the_days_share_is_refused_until_tomorrow(client, two, signed_in):
    if signed_in:
        client.force_login(UserFactory())
    first, second, third = people(3)
    assert statuses(client, [first, second, first, second]) == [200] * 4
    response = client.get(third.get_absolute_url())
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 86_400
    text = response.content.decode()
    assert "opens again" in text
    assert third.user.name not in text
    assert statuses(client, [first]) == [200]


def test_an_emptied_cache_opens_nothing(client, two):
    client.force_login(UserFactory())
    profiles = people(3)
    statuses(client, profiles[:2])
    cache.clear()
    assert statuses(client, profiles[2:]) == [429]


@pytest.mark.parametrize("signed_in", [True, False])
def test_one_more_page_of_the_list_than_the_days_share_is_refused_until_tomorrow(client, monkeypatch, signed_in):
    monkeypatch.setattr(looks, "MOST_PAGES", 2)
    if signed_in:
        client.force_login(UserFactory())
    address, hidden = reverse("members:people"), people(1)[0].user.name
    assert [client.get(address, query).status_code for query in ({}, {"q": "a"})] == [200, 200]
    response = client.get(address, {"after": "somebody"})
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 86_400
    assert "opens again" in response.content.decode()
    assert hidden not in response.content.decode()
    assert client.head(address).status_code == 429
    assert LookingDay.objects.get().pages == 2
    LookingDay.objects.update(on=clock.now().date() - timedelta(days=1))
    assert client.get(address).status_code == 200


def test_pages_of_the_list_and_profiles_are_counted_apart(client, two, monkeypatch):
    monkeypatch.setattr(looks, "MOST_PAGES", 1)
    client.force_login(UserFactory())
    assert client.get(reverse("members:people")).status_code == 200
    assert client.get(reverse("members:people")).status_code == 429
    assert statuses(client, people(2)) == [200, 200]


def test_asking_for_the_head_counts_too(client, two):
    profiles = people(3)
    assert statuses(client, profiles, "head") == [200, 200, 429]


def test_the_photograph_is_no_way_round(client, two):
    profiles = people(3)
    for profile in profiles[:2]:
        client.get(reverse("members:photograph", args=[profile.handle]))
    assert statuses(client, profiles[2:]) == [429]


def test_ones_own_page_and_what_is_not_found_do_not_count(client, two):
    member = UserFactory()
    closed = UserFactory().profile
    client.force_login(member)
    statuses(client, [member.profile, closed])
    assert not ProfileLook.objects.exists()


def test_a_new_day_is_a_new_share(two):
    now, reader = clock.now(), UserFactory()
    first, second, third = people(3)
    for profile in (first, second):
        looks.look(profile=profile, member_id=reader.pk, network="", now=now)
    with pytest.raises(looks.TooManyLooks):
        looks.look(profile=third, member_id=reader.pk, network="", now=now)
    looks.look(profile=third, member_id=reader.pk, network="", now=now + timedelta(days=1))


def test_visitors_are_counted_by_address_which_is_not_kept(two):
    now = clock.now()
    first, second, third = people(3)
    for profile in (first, second):
        looks.look(profile=profile, member_id=None, network="192.0.2.1", now=now)
    looks.look(profile=third, member_id=None, network="192.0.2.2", now=now)
    with pytest.raises(looks.TooManyLooks):
        looks.look(profile=third, member_id=None, network="192.0.2.1", now=now)
    hashes = set(LookingDay.objects.values_list("visitor", flat=True))
    assert len(hashes) == 2
    assert not any("192" in value[:3] and "." in value for value in hashes)
    assert looks.visitor_of("192.0.2.1", now.date()) != looks.visitor_of("192.0.2.1", now.date() + timedelta(days=1))


@pytest.mark.django_db(transaction=True)
def test_parallel_requests_do_not_exceed_the_share(two):
    reader, profiles, now, refused = UserFactory(), people(6), clock.now(), []

    def look(profile):
        close_old_connections()
        try:
            looks.look(profile=profile, member_id=reader.pk, network="", now=now)
        except looks.TooManyLooks:
            refused.append(profile)
        finally:
            connection.close()

    threads = [threading.Thread(target=look, args=[profile]) for profile in profiles]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (ProfileLook.objects.count(), len(refused)) == (2, 4)


@pytest.mark.parametrize(
    ("address", "other", "same"),
    [
        ("2001:db8:1:2::3", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::3", "2001:db8:1:3::3", False),
        ("192.0.2.1", "192.0.2.2", False),
    ],
)
def test_a_household_with_many_addresses_is_one_visitor(address, other, same):
    today = clock.now().date()
    assert (looks.visitor_of(address, today) == looks.visitor_of(other, today)) is same
