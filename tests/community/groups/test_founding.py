"""The demo's groups, their spaces and a conversation: complete, without a mail, and left alone the second time."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from community.contacts.models import Message
from community.contacts.services import founding as contacts
from community.discussions.models import Thread
from community.discussions.services import founding_groups
from community.groups.models import Group, Membership
from community.groups.services import founding
from community.members.services import founding as members
from community.outbox.models import Mail
from community.taxonomy.services import vocabularies
from community.territories.services import places
from foundation import clock

pytestmark = pytest.mark.django_db


def test_loading_twice_is_loading_once():
    vocabularies.load()
    places.load()
    people, now = members.load(password="corridor-test"), clock.now()
    Mail.objects.all().delete()
    for later in (timedelta(0), timedelta(days=3)):
        for part in (founding, founding_groups, contacts):
            part.load(now=now + later, members=people)
    assert (Group.objects.count(), Membership.objects.count(), Thread.objects.count()) == (3, 12, 3)
    assert Membership.objects.waiting().count() == 1
    assert Message.objects.count() == 3
    assert not Mail.objects.exists()
    assert Group.objects.visible_to(AnonymousUser()).count() == 2
    assert Thread.objects.readable(AnonymousUser()).count() == 1
