"""Ties: following needs nobody, a membership shows once the network said yes; only speakers tie and end."""

import pytest
from django.urls import reverse

from community.members.enums import Tie
from community.members.models import OrganisationTie
from community.members.services import organisations
from foundation import clock
from tests.factories.claims import claim_of, speaker_of
from tests.factories.members import OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return OrganisationFactory(name="Town")


@pytest.fixture
def network():
    return OrganisationFactory(name="Network of towns")


def add(client, source, target, kind):
    return client.post(reverse("members:tie_add", args=[target.slug]), {"source": source.slug, "kind": kind})


def page(client, organisation) -> str:
    return client.get(organisation.get_absolute_url()).content.decode()


def test_following_counts_at_once_and_once(client, town, network):
    client.force_login(speaker_of(town))
    add(client, town, network, "follows")
    add(client, town, network, "follows")
    assert OrganisationTie.objects.get().kind == Tie.FOLLOWS
    assert "Followed by</dt><dd>1 organisation<" in page(client, network)


def test_a_membership_shows_after_the_network_confirmed_it(client, town, network):
    client.force_login(speaker_of(town))
    add(client, town, network, "belongs")
    assert "Members of this network" not in page(client, network)
    tie = OrganisationTie.objects.get()
    assert client.post(reverse("members:tie_confirm", args=[tie.pk])).status_code == 404
    client.force_login(speaker_of(network))
    assert "Town" in client.get(reverse("members:organisation_edit", args=[network.slug])).content.decode()
    client.post(reverse("members:tie_confirm", args=[tie.pk]))
    assert "Members of this network" in page(client, network)
    assert "Networks it belongs to" in page(client, town)


@pytest.mark.parametrize("who", ["town", "network"])
def test_either_end_ends_a_membership(client, town, network, who):
    tie = OrganisationTie.objects.create(source=town, target=network, kind=Tie.BELONGS, confirmed_at=clock.now())
    client.force_login(UserFactory())
    assert client.post(reverse("members:tie_end", args=[tie.pk])).status_code == 404
    client.force_login(speaker_of({"town": town, "network": network}[who]))
    client.post(reverse("members:tie_end", args=[tie.pk]))
    assert not OrganisationTie.objects.exists()


def test_who_is_followed_does_not_end_it(client, town, network):
    tie = OrganisationTie.objects.create(source=town, target=network, kind=Tie.FOLLOWS)
    client.force_login(speaker_of(network))
    assert client.post(reverse("members:tie_end", args=[tie.pk])).status_code == 404


def test_only_who_speaks_for_it_ties_it(client, town, network):
    waiting = UserFactory()
    claim_of(waiting, town)
    for user in (waiting, speaker_of(network)):
        client.force_login(user)
        assert add(client, town, network, "follows").status_code == 404
        with pytest.raises(organisations.NotAllowed):
            organisations.tie(source=town, target=network, kind=Tie.FOLLOWS, by=user, now=clock.now())
    assert not OrganisationTie.objects.exists()


def test_not_to_itself_and_not_by_another_name(client, town):
    client.force_login(speaker_of(town))
    response = client.post(
        reverse("members:tie_add", args=[town.slug]), {"source": town.slug, "kind": "follows"}, follow=True
    )
    assert "not tied to itself" in response.content.decode()
    assert add(client, town, OrganisationFactory(), "owns").status_code == 404
