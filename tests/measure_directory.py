"""The directory at scale: database time and queries of every filter and every pair of filters (issue 3, point 13).

`make bench` runs it against a PostgreSQL that holds `manage.py demo_content --community large`, with `DATABASE_URL`
naming it; `make bench SEED=7` asks other questions, for the values are drawn from what the directory's own form offers.
"""

import itertools
import random
import statistics
import sys
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402  # the registry comes first
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext, setup_test_environment  # noqa: E402

from community.members.models import User  # noqa: E402
from community.members.services import looks  # noqa: E402

ADDRESS = "/en/members/"
TEXTS = ["ma", "an", "ali", "rosa", "region", "souss"]
RUNS = 3
LIMIT_MS, LIMIT_QUERIES = 100, 15


def choices(client: Client, draw: random.Random) -> dict[str, list[str]]:
    """Return three values for each filter of the form."""
    form = client.get(ADDRESS).context["form"]
    found = {"q": draw.sample(TEXTS, 3)}
    for name, field in form.fields.items():
        offered: list[Any] = []
        for value, label in getattr(field, "choices", []):
            offered += [inner for inner, _text in label] if isinstance(label, list | tuple) else [value]
        offered = [str(value) for value in offered if value]
        if name == "sort" or (name != "q" and not offered):
            if type(field).__name__ == "BooleanField":
                found[name] = ["on"]
            continue
        if offered:
            found[name] = draw.sample(offered, min(3, len(offered)))
    return found


def measure(client: Client, query: dict[str, str]) -> tuple[float, int]:
    """Return the best database time of a few runs, in milliseconds, and the number of queries."""
    best = (float("inf"), 0)
    for _run in range(RUNS):
        connection.queries_log.clear()
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(ADDRESS, query)
        assert answer.status_code == 200, (query, answer.status_code)  # a measurement of errors is none
        spent = sum(float(each["time"]) for each in queries.captured_queries) * 1000
        best = min(best, (spent, len(queries)))
    return best


def main() -> int:
    """Print what was measured; return 1 when a limit is passed."""
    setup_test_environment()
    # One reader asks more here in a minute than the site lets her in a day.
    looks.MOST_PAGES = sys.maxsize
    draw = random.Random(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
    member = Client()
    member.force_login(User.objects.filter(is_superuser=False, email__endswith="@demo.example").order_by("pk")[0])
    passed = False
    for name, client in (("member", member), ("visitor", Client())):
        filters = choices(client, draw)
        queries = [{key: value} for key, values in filters.items() for value in values]
        for one, other in itertools.combinations(filters, 2):
            queries += [{one: left, other: right} for left in filters[one] for right in filters[other]]
        found = [(*measure(client, query), query) for query in queries]
        times = sorted(time for time, _count, _query in found)
        counts = [count for _time, count, _query in found]
        over = [row for row in found if row[0] > LIMIT_MS]
        print(
            f"{name}: {len(found)} queries; min {times[0]:.0f}, median {statistics.median(times):.0f}, "
            f"max {times[-1]:.0f} ms; {len(over)} over {LIMIT_MS} ms; {min(counts)} to {max(counts)} statements"
        )
        for time, count, query in sorted(over, key=lambda row: -row[0])[:10]:
            print(f"  {time:.0f} ms, {count} statements: {query}")
        passed = passed or bool(over) or max(counts) > LIMIT_QUERIES
    return int(passed)


if __name__ == "__main__":
    sys.exit(main())
