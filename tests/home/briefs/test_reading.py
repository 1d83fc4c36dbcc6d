"""The page of a brief and the list: what they show, and in how few queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.discussions.models import Thread
from community.members.enums import RoleGroup
from tests.factories import briefs, comments, discussions, stories
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
BUDGET = 10


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        response = client.get(address)
    assert response.status_code == 200
    return len(found)


def rich(kind="brief", number=3):
    """Return a brief with so many of everything."""
    cited = [stories.brief() for _ in range(number)]
    page = stories.brief(
        kind=kind,
        forum="Forum",
        forum_year=2026,
        evidence=[stories.story(themes=[stories.theme()]) for _ in range(number)],
        themes=[stories.theme()],
        cites=[("brief", one) for one in cited],
    )
    for count in range(number):
        comments.comment(page)
        stories.brief(cites=[("brief", page)])
        page = briefs.republish(page, standfirst=f"Decide {count}.")
    return page


@pytest.mark.parametrize("kind", ["brief", "joint"])
@pytest.mark.parametrize("role", [None, "member", RoleGroup.EDITORS, RoleGroup.FACILITATORS, "administrator"])
def test_the_page_takes_ten_queries_at_most_for_anyone(client, role, kind):
    page = rich(kind)
    if role == "administrator":
        client.force_login(UserFactory(is_superuser=True, is_staff=True))
    elif role:
        client.force_login(UserFactory(role=role if role != "member" else None))
    assert queries(client, page.address) <= BUDGET


def test_the_page_takes_the_same_queries_for_one_and_three_of_everything(client):
    assert queries(client, rich(number=1).address) == queries(client, rich(number=3).address)


def test_a_thread_takes_the_same_queries_for_one_and_three_cited_posts(client):
    def cite(number):
        thread = discussions.thread()
        posts = [discussions.post(thread) for _ in range(3)]
        stories.brief(cites=[("contribution", f"/en/discussions/posts/{one.pk}/") for one in posts[:number]])
        return Thread.objects.get(pk=thread.pk).get_absolute_url()

    assert queries(client, cite(1)) == queries(client, cite(3))


def test_the_list_takes_the_same_queries_for_one_and_three(client):
    address = stories.brief(themes=[stories.theme()]).get_parent().specific.address
    one = queries(client, address)
    for slug in ("integration", "remittances"):
        stories.brief(themes=[stories.theme(slug)])
    # A new theme is read once, then kept.
    client.get(address)
    assert queries(client, address) == one
    assert one <= BUDGET


@pytest.fixture
def shelf():
    child = stories.theme("financial-literacy", parent=stories.theme("remittances"))
    stories.brief(title="Money brief", themes=[stories.theme("remittances")])
    stories.brief(title="Lesson brief", themes=[child])
    page = briefs.joint(title="Joint paper", themes=[child])
    return page.get_parent().specific.address


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({}, {"Money brief", "Lesson brief", "Joint paper"}),
        ({"theme": "remittances"}, {"Money brief", "Lesson brief", "Joint paper"}),
        ({"theme": "financial-literacy"}, {"Lesson brief", "Joint paper"}),
        ({"kind": "joint"}, {"Joint paper"}),
        ({"kind": "brief", "theme": "financial-literacy"}, {"Lesson brief"}),
        ({"kind": "nonsense"}, set()),
        ({"theme": "nonsense"}, set()),
    ],
)
def test_kind_and_theme_narrow_the_list(client, shelf, query, titles):
    response = client.get(shelf, query)
    assert {row["brief"].title for row in response.context["briefs"]} == titles
    assert ("No brief fits" in response.content.decode()) == (not titles)


def test_each_filter_counts_what_the_other_leaves(client, shelf):
    context = client.get(shelf, {"theme": "remittances"}).context
    assert {choice.slug: choice.count for choice in context["kinds"]} == {"brief": 2, "joint": 1}
    context = client.get(shelf, {"kind": "joint"}).context
    assert {choice.slug: choice.count for choice in context["themes"]} == {"remittances": 1}
    assert "kind=joint&theme=remittances" in context["themes"][0].url


def test_text_from_people_stays_text(client):
    hostile = "<img src=x onerror=1>"
    page = stories.brief(
        title=hostile,
        plain_summary=hostile,
        key_messages=[("message", hostile), ("message", "Two.")],
        references=[briefs.reference(title=hostile, author=hostile, number=hostile)],
    )
    for end in ("", "text/"):
        assert "<img src=x" not in client.get(page.address + end).content.decode()


def test_the_page_shows_its_parts(client):
    page = stories.brief(context="<p>Why now.</p>", evidence_text="<p>Little is known.</p>")
    text = client.get(page.address).content.decode()
    for words in ("In plain words", "Then write it down.", "Why now.", "What is known", "A report", "(2013)", "BibTeX"):
        assert words in text
