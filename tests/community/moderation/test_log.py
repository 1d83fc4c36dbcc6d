"""The log of decisions: without content, only added to, and outliving what it is about."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import NoReverseMatch, reverse

from community.members.enums import RoleGroup
from community.moderation.contributions import find
from community.moderation.models import Decision, LogIsClosed
from community.moderation.services import decisions
from community.personal_data.services import erasures
from foundation import clock
from tests.community.moderation.conftest import contribution, text
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
LOG = "/en/moderation/log/"


def hidden(facilitator, kind="post"):
    case = contribution(kind, UserFactory(name="Bintou"), words="Words that had to go")
    return decisions.hide(case=case, actor=facilitator, reason="It insults", now=clock.now())


def test_it_says_what_was_decided_by_whom_and_why_and_nothing_else(client, facilitator):
    client.force_login(facilitator)
    assert "Nothing was decided yet." in text(client.get(LOG))
    row = hidden(facilitator)
    page = text(client.get(LOG))
    for words in ("Hide it, with the reason", "It insults", "Facilitator Name", f"Post {row.object_id}"):
        assert words in page
    for words in ("Words that had to go", "How so?", "Bintou"):
        assert words not in page


def test_it_is_for_facilitators(client):
    assert "login" in client.get(LOG)["Location"]
    for person in (UserFactory(), UserFactory(role=RoleGroup.EDITORS)):
        client.force_login(person)
        assert client.get(LOG).status_code == 403


def test_it_costs_the_same_for_one_line_and_for_three(client, count_queries, facilitator):
    client.force_login(facilitator)
    hidden(facilitator)
    client.get(LOG)
    one = count_queries(lambda: client.get(LOG))
    for _number in range(2):
        hidden(UserFactory(role=RoleGroup.FACILITATORS), "comment")
    assert count_queries(lambda: client.get(LOG)) == one


def test_no_line_is_changed_or_taken_away(facilitator):
    row = hidden(facilitator)
    row.reason = "Something else"
    attempts = [
        row.save,
        row.delete,
        lambda: Decision.objects.filter(pk=row.pk).update(reason="x"),
        lambda: Decision.objects.update(actor=None, reason="x"),
        lambda: Decision.objects.all().delete(),
        lambda: Decision.objects.bulk_update([row], ["reason"]),
    ]
    for attempt in attempts:
        with pytest.raises(LogIsClosed):
            attempt()
    assert Decision.objects.get().reason == "It insults"


def test_postgresql_itself_refuses(facilitator):
    if connection.vendor != "postgresql":
        pytest.skip("the trigger is PostgreSQL's")
    row = hidden(facilitator)
    for statement in ("UPDATE moderation_decision SET reason = 'x'", "DELETE FROM moderation_decision"):
        with pytest.raises(DatabaseError, match="neither changed nor taken away"), transaction.atomic():
            connection.cursor().execute(statement)
    other = UserFactory()
    with pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute("UPDATE moderation_decision SET actor_id = %s", [other.pk])
    assert Decision.objects.get() == row


def test_no_door_of_the_back_office_leads_to_it(client, facilitator):
    for name in ("admin:moderation_decision_changelist", "wagtailsnippets_moderation_decision:list"):
        with pytest.raises(NoReverseMatch):
            reverse(name)


def test_the_name_goes_with_the_account_and_the_line_stays(client, facilitator, other_facilitator):
    row = hidden(facilitator)
    erasures.erase(member_id=facilitator.pk, now=clock.now())
    row.refresh_from_db()
    assert (row.actor, row.reason) == (None, "It insults")
    client.force_login(other_facilitator)
    assert "Former member" in text(client.get(LOG))


def test_the_line_outlives_what_it_is_about_and_its_author(facilitator):
    row = hidden(facilitator)
    find("post", row.object_id).target.thread.delete()
    assert Decision.objects.get() == row
    case = contribution("comment", UserFactory())
    decisions.hide(case=case, actor=facilitator, reason="x", now=clock.now())
    erasures.erase(member_id=case.author.pk, now=clock.now())
    assert Decision.objects.count() == 2
