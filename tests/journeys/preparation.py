"""What the journeys add to the demo before they begin: members without a past, and one exchange a width with one seat.

Run inside the site: `manage.py shell -c "from tests.journeys import preparation; preparation.prepare()"`.
"""

import json
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from community.digests.models import Preference
from community.digests.services import following, weekly
from community.members.models import User
from community.members.services import founding as members
from community.outbox.models import Mail
from events.models import ExchangeIndexPage
from events.services import founding as exchanges
from foundation import clock
from home.management.commands.demo_content import PASSWORD

POOL = [f"walker{number}" for number in range(1, 61)]
READERS = [f"reader{number}" for number in range(1, 31)]
FOLLOWED = "remittances"
SEATS = {1280: "one-seat-at-the-desk", 390: "one-seat-on-the-phone"}


def prepare() -> None:
    """Make the people and the exchanges."""
    folder = Path(settings.DATA_DIR)
    people = folder / "people.json"
    people.write_text(json.dumps({"organisations": [], "members": [_person(login) for login in [*POOL, *READERS]]}))
    made = members.load(password=PASSWORD, source=people)
    rows = folder / "exchanges.json"
    rows.write_text(json.dumps([_exchange(slug) for slug in SEATS.values()]))
    index = ExchangeIndexPage.objects.get(locale__language_code="en")
    exchanges.load(index=index, now=clock.now(), members=made, source=rows)


def owe_readers() -> None:
    """Let every reader follow a theme since eight days, and owe all of them their digest of this week."""
    now = clock.now()
    for reader in User.objects.filter(email__in=[f"{login}@demo.example" for login in READERS]):
        following.follow_theme(member=reader, slug=FOLLOWED, now=now)
        Preference.objects.filter(member=reader).update(started_at=now - timedelta(days=8), weekday=0, hour=0)
    weekly.owe_due(now=now)


def states_of_readers() -> None:
    """Print how many digests of readers are in which state."""
    rows = Mail.objects.filter(kind=weekly.KIND, recipient__startswith="reader").values_list("state", flat=True)
    print(json.dumps(Counter(rows)))  # the answer of the command


def _person(login: str) -> dict[str, Any]:
    return {
        "email": f"{login}@demo.example",
        "name": login.capitalize(),
        "function": "Planner",
        "languages": ["en"],
        "themes": [],
        "interface_language": "en",
        "time_zone": "UTC",
    }


def _exchange(slug: str) -> dict[str, Any]:
    return {
        "slug": slug,
        "kind": "workshop",
        "mode": "online",
        "title": {"en": slug.replace("-", " ").capitalize()},
        "promise": {"en": "One learns from one."},
        "starts_in_days": 20,
        "local_time": "12:00",
        "duration_minutes": 60,
        "zone": "Africa/Bamako",
        "place": "",
        "host": None,
        "territory": None,
        "themes": ["service-delivery"],
        "languages": ["en", "fr"],
        "capacity": 1,
        "opens_days_before": 40,
        "closes_hours_before": 20,
        "preparation": [],
        "state": "scheduled",
        "registered": [],
        "waiting": [],
    }
