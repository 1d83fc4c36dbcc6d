"""The demo's consultation and questions: complete, invented and saying so, without a mail, left alone after that."""

from datetime import timedelta

import pytest

from community.consultations.models import Consultation, Response, Statement
from community.consultations.services import founding
from community.desk.models import Publication, Question
from community.desk.services import founding as desk
from community.members.services import founding as members
from community.members.services import founding_claims
from community.outbox.models import Mail
from community.taxonomy.services import vocabularies
from community.territories.services import places
from foundation import clock

pytestmark = pytest.mark.django_db


def test_loading_twice_is_loading_once(client):
    vocabularies.load()
    places.load()
    people, now = members.load(password="corridor-test"), clock.now()
    founding_claims.load(now=now)
    Mail.objects.all().delete()
    for later in (timedelta(0), timedelta(days=3)):
        for part in (founding, desk):
            part.load(now=now + later, members=people)
    row = Consultation.objects.get()
    assert (row.state, row.territory.slug) == ("discussion", "region-of-kayes")
    assert (Statement.objects.count(), Response.objects.count()) == (3, 2)
    assert Statement.objects.filter(speaks_for__slug="region-de-wassoro").count() == 1
    assert sorted(Question.objects.values_list("state", flat=True)) == ["published", "routed"]
    assert not Mail.objects.exists()
    page = client.get(row.get_absolute_url()).content.decode()
    assert "invented for the demo" in page
    public = client.get(Publication.objects.get().get_absolute_url()).content.decode()
    assert "Invented for the demo." in public
    assert "A member asked" in public
