"""A discussion opens and closes by itself; posting follows the clock of its zone, reading is always possible."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from community.discussions.models import Post
from community.discussions.services import arranging
from community.ediscussions import timetable
from community.ediscussions.enums import State
from community.ediscussions.models import EDiscussion
from community.ediscussions.services.refusals import IsRoom
from community.members.enums import RoleGroup
from foundation import clock
from tests.factories import discussions as threads
from tests.factories import ediscussions as made
from tests.factories.members import UserFactory
from tests.factories.taxonomy import TermFactory, TerritoryFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def text(response):
    return " ".join(response.content.decode().split())


def at(monkeypatch, moment):
    monkeypatch.setattr(clock, "now", lambda: moment)


def write(client, row, words="What we did."):
    address = reverse("discussions:reply", args=[made.thread_of(row).pk])
    return client.post(address, {"text": words, "language": "en"})


@pytest.fixture
def member(client):
    user = UserFactory()
    client.force_login(user)
    return user


ZONES = [
    # zone, first day, the moment it begins: by the calendar, also where the clocks change that very night
    ("UTC", date(2026, 3, 9), datetime(2026, 3, 9, tzinfo=UTC)),
    ("Asia/Manila", date(2026, 3, 9), datetime(2026, 3, 8, 16, tzinfo=UTC)),
    ("America/Guayaquil", date(2026, 3, 9), datetime(2026, 3, 9, 5, tzinfo=UTC)),
    ("Asia/Kathmandu", date(2026, 3, 9), datetime(2026, 3, 8, 18, 15, tzinfo=UTC)),
    # Midnight is jumped over: the day begins at one.
    ("Africa/Cairo", date(2026, 4, 24), datetime(2026, 4, 23, 22, tzinfo=UTC)),
    ("America/Santiago", date(2026, 9, 6), datetime(2026, 9, 6, 4, tzinfo=UTC)),
    # The night has an hour twice, before midnight or after it.
    ("Africa/Cairo", date(2026, 10, 30), datetime(2026, 10, 29, 22, tzinfo=UTC)),
    ("America/Havana", date(2026, 11, 1), datetime(2026, 11, 1, 4, tzinfo=UTC)),
]


@pytest.mark.parametrize(("zone", "day", "moment"), ZONES)
def test_a_discussion_opens_at_the_very_local_midnight_also_when_clocks_change(zone, day, moment):
    row = EDiscussion(zone=zone, starts_on=day, ends_on=day + 7 * DAY)
    assert timetable.midnight(day, zone) == moment
    assert row.state(now=moment - timedelta(seconds=1), is_published=False) == State.PLANNED
    assert row.state(now=moment, is_published=False) == State.OPEN


@pytest.mark.parametrize(("zone", "day", "moment"), ZONES)
def test_a_discussion_closes_at_the_end_of_its_last_day(zone, day, moment):
    row = EDiscussion(zone=zone, starts_on=day - 7 * DAY, ends_on=day - DAY, reply_due_days=14)
    assert row.state(now=moment - timedelta(seconds=1), is_published=False) == State.OPEN
    assert row.state(now=moment, is_published=False) == State.SUMMING_UP
    assert row.state(now=moment, is_published=True) == State.CLOSED
    assert row.state(now=moment + 15 * DAY, is_published=False) == State.CLOSED


def test_members_write_only_while_it_is_open_and_everybody_reads_always(client, member, monkeypatch):
    row = made.discussion(zone="Asia/Manila", starts_on=date(2026, 3, 9), ends_on=date(2026, 3, 27))
    opens, closes = datetime(2026, 3, 8, 16, tzinfo=UTC), datetime(2026, 3, 27, 16, tzinfo=UTC)
    cases = [(opens - timedelta(seconds=1), 409), (opens, 302), (closes - timedelta(seconds=1), 302), (closes, 409)]
    for number, (moment, status) in enumerate(cases):
        at(monkeypatch, moment)
        answer = write(client, row, f"Words {number}")
        assert answer.status_code == status, moment
        if status == 409:
            assert f"Words {number}" not in Post.objects.values_list("text", flat=True)
        assert client.get(made.thread_of(row).get_absolute_url()).status_code == 200


def test_a_planned_discussion_shows_what_will_come_and_can_be_followed(client, member):
    row = made.planned()
    page = text(client.get(made.thread_of(row).get_absolute_url()))
    assert "Planned" in page
    assert "The table" in page
    assert "Between two funds" in page
    assert "coming back" in page
    assert 'name="text"' not in page
    follow = reverse("following:choose", args=["thread", made.thread_of(row).pk])
    assert follow in page
    assert client.post(follow, {"level": "watched"}).status_code == 302


def test_a_visitor_is_asked_to_sign_in_while_it_is_open(client):
    page = text(client.get(made.thread_of(made.discussion()).get_absolute_url()))
    assert "Sign in to answer." in page


def test_a_discussion_that_is_over_leads_to_a_follow_up(client, member):
    row = made.over()
    page = text(client.get(made.thread_of(row).get_absolute_url()))
    assert "Summing up" in page
    assert "Ask a follow-up" in page
    assert 'name="text"' not in page
    assert "?reply_to=" not in page


def test_an_answer_is_not_changed_after_the_end(client, member, monkeypatch):
    row = made.discussion()
    post = made.post(row, author=member)
    edit = reverse("discussions:edit_post", args=[post.pk])
    at(monkeypatch, row.closes_at)
    answer = client.post(edit, {"text": "Other words", "language": "en"})
    assert answer.status_code == 409
    assert "Other words" in text(answer)
    post.refresh_from_db()
    assert post.text != "Other words"


def test_a_room_is_neither_moved_nor_merged_away(client):
    row, other = made.discussion(), threads.thread(space=threads.SpaceFactory(slug="elsewhere"))
    thread = made.thread_of(row)
    for act in (
        lambda: arranging.move(thread=thread, space=other.space),
        lambda: arranging.merge(thread=thread, into=other),
    ):
        with pytest.raises(IsRoom):
            act()
    assert made.thread_of(row).space_id == row.space_id
    arranging.merge(thread=other, into=thread)


def test_posts_stand_below_the_question_of_their_week(client):
    row = made.discussion()
    first = made.post(row, text="Early words")
    made.post(row, on=row.starts_on + 7 * DAY, text="Late words")
    threads.post(made.thread_of(row), first, text="Late reply", now=made.noon(row.starts_on + 8 * DAY))
    page = text(client.get(made.thread_of(row).get_absolute_url()))
    order = ["Week 1: The table</h2>", "Early words", "Late reply", "Week 2: Between two funds</h2>", "Late words"]
    places = [page.index(words) for words in order]
    assert places == sorted(places)
    assert 'href="#week-1"' in page


def test_the_rail_says_what_is_done_where_we_are_and_what_is_to_come(client):
    row = made.discussion(starts_on=clock.now().date() - 8 * DAY)
    page = text(client.get(made.thread_of(row).get_absolute_url()))
    rail = page[page.index("How this discussion runs") :]
    assert rail.index("Done:") < rail.index("The table") < rail.index('aria-current="step"')
    assert rail.index("Between two funds") < rail.index("We are here.") < rail.index("Final summary")


def test_rooms_in_other_languages_link_to_each_other(client):
    row = made.discussion()
    leader = made.leader_of(row)
    client.force_login(leader)
    words = {"title": "Qu’est-ce qui fait vivre un conseil ?", "note": "Écrivez ici."}
    answer = client.post(reverse("ediscussions:room", args=[row.slug, "fr"]), words)
    assert answer.status_code == 302, text(answer)
    english, french = made.thread_of(row), made.thread_of(row, "fr")
    assert french.get_absolute_url() in text(client.get(english.get_absolute_url()))
    assert english.get_absolute_url() in text(client.get(french.get_absolute_url()))
    assert client.get(f"/fr/discussions/facilitated/{row.slug}/")["Location"].endswith(
        french.get_absolute_url().removeprefix("/fr").removeprefix("/en")
    )
    assert client.get(f"/en/discussions/facilitated/{row.slug}/")["Location"].endswith(
        english.get_absolute_url().removeprefix("/fr").removeprefix("/en")
    )


def test_the_list_shows_open_discussions_above_the_threads(client):
    row = made.discussion(title="What makes a council work?")
    made.planned(title="Not yet")
    made.over(title="No more")
    made.post(row, author=UserFactory(profile__territory=TerritoryFactory()))
    page = text(client.get("/en/discussions/"))
    box = page[page.index("open-discussion") : page.index('<h2 class="visually-hidden">Threads')]
    assert "What makes a council work?" in box
    assert "1 post" in box
    assert "Join in" in box
    assert "Not yet" not in box
    assert "No more" not in box
    assert "open for 19 days" in box
    waiting = text(client.get("/en/discussions/?show=waiting"))
    assert "open-discussion" not in waiting


def test_the_list_says_where_each_discussion_stands(client):
    made.planned(title="To come")
    closed = made.over(title="Gone by")
    made.reply(closed)
    page = text(client.get("/en/discussions/"))
    assert "Planned" in page
    assert "Closed, with summary" in page


def test_the_list_can_be_narrowed_to_what_ended_in_a_summary(client):
    closed, late = made.over(title="Told in the end"), made.over(title="Told by nobody")
    made.reply(closed)
    page = text(client.get("/en/discussions/?show=summary"))
    assert "Told in the end" in page
    assert late.title not in page


@pytest.mark.parametrize("number", [0, 1, 3])
def test_the_page_of_all_discussions_shows_none_one_or_many(client, number):
    for _each in range(number):
        made.discussion()
    page = text(client.get("/en/discussions/facilitated/"))
    assert page.count("thread-row") == number
    assert ("Nothing here yet" in page) is (number == 0)


def test_a_discussion_in_a_members_space_is_as_if_absent_for_visitors(client):
    row = made.discussion(space=threads.members_space())
    addresses = ["discussion", "submissions", "statistics", "statistics_csv"]
    for name in addresses:
        assert client.get(reverse(f"ediscussions:{name}", args=[row.slug])).status_code == 404, name
    assert row.title not in text(client.get("/en/discussions/facilitated/"))
    assert row.title not in text(client.get("/en/discussions/"))
    client.force_login(UserFactory())
    for name in addresses:
        assert client.get(reverse(f"ediscussions:{name}", args=[row.slug])).status_code in {200, 302}, name


def plan(row=None, **change):
    today = clock.now().date()
    values = {
        "title": "What keeps a desk open?",
        "note": "Desks close when projects end.",
        "language": "en",
        "space": threads.SpaceFactory().slug,
        "facilitators": "",
        "zone": "Africa/Dakar",
        "starts_on": str(today + DAY),
        "ends_on": str(today + 20 * DAY),
        "questions": f"{today + DAY} Who pays?\n{today + 8 * DAY} Who staffs it?",
        "reply_due_days": "10",
    }
    return {**values, **change}


def test_facilitators_plan_a_discussion_without_the_back_office(client):
    leader = UserFactory(role=RoleGroup.FACILITATORS)
    client.force_login(leader)
    sent = plan(facilitators=f"/members/{leader.profile.handle}/")
    answer = client.post("/en/discussions/facilitated/new/", sent)
    assert answer.status_code == 302, text(answer)
    row = EDiscussion.objects.get()
    assert [row.title, row.zone, row.reply_due_days] == [sent["title"], "Africa/Dakar", 10]
    assert list(row.facilitators.all()) == [leader]
    assert [question.text for question in row.questions.all()] == ["Who pays?", "Who staffs it?"]
    assert made.thread_of(row).title == sent["title"]


def test_a_plan_sent_twice_makes_one_discussion(client):
    leader = UserFactory(role=RoleGroup.FACILITATORS)
    client.force_login(leader)
    sent = plan(facilitators=leader.profile.handle, form_key="6d1f3c1e-5b0b-4e43-9a55-2f1f6a0f7a10")
    for _again in range(2):
        assert client.post("/en/discussions/facilitated/new/", sent).status_code == 302
    assert EDiscussion.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"ends_on": "2020-01-01"}, "It ends before it begins."),
        ({"questions": "Who pays?"}, "write a day such as"),
        ({"questions": "2020-01-01 Who pays?"}, "The first question opens with the discussion"),
        ({"facilitators": "nobody-here"}, "no member&#x27;s page has this name"),
        ({"zone": "Mars/Base"}, "not one of the available choices"),
        ({"space": "no-such"}, "not one of the available choices"),
        ({"stories": "/en/practices/none/"}, "no published story stands there"),
        ({"note": ""}, "This field is required"),
    ],
)
def test_a_plan_that_must_be_put_right_keeps_what_was_typed(client, change, words):
    leader = UserFactory(role=RoleGroup.FACILITATORS)
    client.force_login(leader)
    answer = client.post("/en/discussions/facilitated/new/", plan(facilitators=leader.profile.handle) | change)
    assert answer.status_code == 422
    assert words in text(answer)
    assert "What keeps a desk open?" in text(answer)
    assert not EDiscussion.objects.exists()


@pytest.mark.parametrize("role", [None, RoleGroup.EDITORS, RoleGroup.ORGANISERS])
def test_only_facilitators_plan_discussions(client, role):
    client.force_login(UserFactory(role=role))
    assert client.get("/en/discussions/facilitated/new/").status_code == 404
    assert client.post("/en/discussions/facilitated/new/", plan()).status_code == 404
    assert not EDiscussion.objects.exists()


def changed(row, **change):
    told = {
        "title": row.title,
        "note": row.note,
        "language": "en",
        "space": row.space.slug,
        "facilitators": made.leader_of(row).profile.handle,
        "zone": row.zone,
        "starts_on": str(row.starts_on),
        "ends_on": str(row.ends_on),
        "questions": f"{row.starts_on} The table",
        "reply_due_days": "14",
        "base": str(row.version),
    }
    return told | change


def test_a_later_last_day_opens_the_threads_again(client, member):
    from community.ediscussions.services import turning

    row = made.over()
    turning.turn(now=clock.now())
    assert made.thread_of(row).is_closed
    client.force_login(made.leader_of(row))
    sent = changed(row, ends_on=str(clock.now().date() + 5 * DAY), title="Longer")
    answer = client.post(reverse("ediscussions:edit", args=[row.slug]), sent)
    assert answer.status_code == 302, text(answer)
    assert not made.thread_of(row).is_closed
    assert made.thread_of(row).title == "Longer"
    client.force_login(member)
    assert write(client, row).status_code == 302


def test_saving_keeps_a_finer_theme(client):
    parent = TermFactory(slug="governance")
    row = made.discussion(themes=[TermFactory(slug="councils", parent=parent)])
    client.force_login(made.leader_of(row))
    address = reverse("ediscussions:edit", args=[row.slug])
    assert 'value="councils" ' in text(client.get(address))
    assert client.post(address, changed(row, themes=["councils"])).status_code == 302
    assert [term.slug for term in row.themes.all()] == ["councils"]


def test_the_first_day_stays_once_it_has_come(client):
    row = made.discussion()
    client.force_login(made.leader_of(row))
    later = row.starts_on + DAY
    sent = changed(row, starts_on=str(later), questions=f"{later} The table")
    answer = client.post(reverse("ediscussions:edit", args=[row.slug]), sent)
    assert answer.status_code == 409
    assert "its first day stays" in text(answer)


def test_a_change_that_another_facilitator_made_meanwhile_is_not_overwritten(client):
    row = made.discussion()
    client.force_login(made.leader_of(row))
    address = reverse("ediscussions:edit", args=[row.slug])
    assert client.post(address, changed(row, title="First")).status_code == 302
    answer = client.post(address, changed(row, title="Second"))
    assert answer.status_code == 409
    assert "Second" in text(answer)
    row.refresh_from_db()
    assert row.title == "First"
