"""The demo's organisations: alive, repeatable, and none of the real ones verified."""

import pytest

from community.members.models import Claim, Organisation
from community.members.services import founding, founding_claims
from community.taxonomy.services import vocabularies
from community.territories.services import places
from foundation import clock

pytestmark = pytest.mark.django_db


def test_the_demo_has_badges_claims_that_wait_and_lines_and_a_second_run_changes_nothing():
    vocabularies.load()
    places.load()
    founding.load(password="corridor-demo")
    for _time in range(2):
        founding_claims.load(now=clock.now())
        current = Claim.objects.current(now=clock.now()).select_related("organisation")
        assert len(current) == 5
        assert all("fict" in claim.organisation.name for claim in current)
        assert all(claim.decided_by for claim in current)
        assert Claim.objects.waiting().count() == 2
        assert Organisation.objects.filter(expertise__isnull=False).distinct().count() == 11
        vic = Organisation.objects.get(slug="city-of-vic")
        assert [str(line) for line in vic.expertise.all()] == [
            "Joint commission for co-funded projects",
            "Training from basics to project skills",
            "Partner towns in Senegal",
        ]
        assert vic.level.slug == "municipality"
