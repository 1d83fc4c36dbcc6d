"""What was mailed to a member lately, by subject, with the way to change it."""

from datetime import timedelta

import pytest

from community.outbox.models import Mail
from community.outbox.services import debts
from foundation import clock
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/en/me/notifications/"


def mailed(member, kind, *, days=1, state="sent", address=""):
    then = clock.now() - timedelta(days=days)
    mail = debts.owe(
        kind=kind, recipient=address or member.email, period=f"{kind} {days} {state}", language="en", now=then
    )
    Mail.objects.filter(pk=mail.pk).update(state=state, sent_at=then if state == "sent" else None)


def test_mails_are_counted_by_subject_with_the_way_to_change_them(client):
    member = UserFactory()
    client.force_login(member)
    mailed(member, "digest.weekly", days=8)
    mailed(member, "digest.weekly", days=1)
    mailed(member, "registration.confirmed", days=3, state="owed")
    mailed(member, "another.kind", days=5)
    page = client.get(ADDRESS)
    told = [(row.subject.title, row.sent, row.waiting) for row in page.context["rows"]]
    assert told == [("Your digest", 2, 0), ("Your registrations", 0, 1), ("Other mails", 1, 0)]
    text = page.content.decode()
    assert 'href="/en/me/digests/"' in text
    assert 'href="/en/me/registrations/"' in text
    assert "no-store" in page["Cache-Control"]


def test_what_is_old_dropped_or_anothers_is_not_there(client):
    member, other = UserFactory(), UserFactory()
    client.force_login(member)
    mailed(member, "digest.weekly", days=91)
    mailed(member, "contact.message", state="dropped")
    mailed(other, "contact.message")
    assert "Nothing was mailed to you lately." in client.get(ADDRESS).content.decode()


def test_mails_to_another_address_of_the_account_count_too(client):
    member = UserFactory()
    member.emailaddress_set.create(email="office@kayes.example", verified=True)
    client.force_login(member)
    mailed(member, "claim.approved", address="Office@kayes.example")
    assert [row.sent for row in client.get(ADDRESS).context["rows"]] == [1]


def test_three_mails_cost_what_one_does(client, count_queries):
    member = UserFactory()
    client.force_login(member)
    mailed(member, "digest.weekly")
    client.get(ADDRESS)
    one = count_queries(lambda: client.get(ADDRESS))
    for days in (2, 3):
        mailed(member, "contact.message", days=days)
    assert count_queries(lambda: client.get(ADDRESS)) == one


def test_a_visitor_signs_in_first_and_her_own_page_leads_there(client):
    assert client.get(ADDRESS).url.startswith("/en/accounts/login/")
    client.force_login(UserFactory())
    assert f'href="{ADDRESS}"' in client.get("/en/me/").content.decode()
