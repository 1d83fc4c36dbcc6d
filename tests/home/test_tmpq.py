import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories import pages, stories, comments
from tests.factories.members import UserFactory
@pytest.mark.django_db
def test_q(client):
    s=[stories.story(themes=[stories.theme()]) for _ in range(3)]
    b=stories.brief(evidence=s)
    comments.comment(b)
    for user in (None, UserFactory()):
        if user: client.force_login(user)
        client.get(b.url)
        with CaptureQueriesContext(connection) as q:
            client.get(b.url)
        print(len(q))
        for x in q.captured_queries: print("  ", x["sql"][:150].replace('"',''), "...WHERE", x["sql"].split("WHERE")[-1][:150].replace('"',''))
    assert 0
