"""What facilitated discussions cost, whatever they hold (issue 5, point 13)."""

from datetime import timedelta

import pytest

from tests.factories import ediscussions as made
from tests.factories.members import UserFactory
from tests.factories.taxonomy import TerritoryFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.mark.parametrize(("signed_in", "most"), [(False, 8), (True, 12)])
def test_a_facilitated_thread_costs_few_queries_whatever_it_holds(client, count_queries, signed_in, most):
    small, large = made.discussion(), made.discussion()
    made.post(small)
    for number in range(30):
        author = UserFactory(profile__territory=TerritoryFactory())
        made.post(large, on=large.starts_on + (number % 8) * DAY, author=author)
    for row in (small, large):
        made.summary(row)
    made.summary(large, language="fr")
    made.summary(large, week=2)
    if signed_in:
        client.force_login(UserFactory())
    addresses = [made.thread_of(row).get_absolute_url() for row in (large, small)]
    for address in addresses:
        # The first visit writes the reader's mark, and reads the vocabularies that are kept for a minute.
        first = count_queries(lambda address=address: client.get(address))
    assert first <= most, first
    large_cost, small_cost = [count_queries(lambda address=address: client.get(address)) for address in addresses]
    assert large_cost == small_cost <= most


@pytest.mark.parametrize(("signed_in", "most"), [(False, 8), (True, 12)])
def test_proceedings_cost_few_queries_whatever_they_hold(client, count_queries, signed_in, most):
    costs = []
    for number in (1, 20):
        row = made.over()
        posts = [made.post(row, author=UserFactory(profile__territory=TerritoryFactory())) for _each in range(number)]
        made.reply(row, posts=posts)
        address = made.thread_of(row).get_absolute_url()
        if signed_in:
            client.force_login(UserFactory())
        client.get("/en/discussions/")
        costs.append(count_queries(lambda: client.get(address)))  # noqa: B023  # called at once
    assert costs[0] == costs[1]
    assert costs[0] <= most, costs


@pytest.mark.parametrize(("signed_in", "most"), [(False, 6), (True, 10)])
def test_the_list_costs_the_same_for_one_and_for_three_open_discussions(client, count_queries, signed_in, most):
    if signed_in:
        client.force_login(UserFactory())
    made.post(made.discussion())
    client.get("/en/discussions/")
    one = count_queries(lambda: client.get("/en/discussions/"))
    for _each in range(2):
        made.post(made.discussion())
    client.get("/en/discussions/")
    assert count_queries(lambda: client.get("/en/discussions/")) == one
    assert one <= most, one


def test_the_page_of_all_discussions_costs_the_same_for_one_and_for_three(client, count_queries):
    made.discussion()
    client.get("/en/discussions/facilitated/")
    one = count_queries(lambda: client.get("/en/discussions/facilitated/"))
    for _each in range(2):
        made.post(made.discussion())
    assert count_queries(lambda: client.get("/en/discussions/facilitated/")) == one
