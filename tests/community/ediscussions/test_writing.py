"""What facilitators write: weekly summaries, the consolidated reply; and what reminds them of it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from community.discussions.models import Post, Thread
from community.ediscussions import emails
from community.ediscussions.models import Proceedings, Summary
from community.ediscussions.services import turning
from community.following.services import following
from community.members.enums import RoleGroup
from community.outbox import renderers
from community.outbox.models import Mail
from foundation import clock
from tests.factories import ediscussions as made
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WORDS = {"title": "So far we agree on the table", "text": "- Seats are named.", "base": "0"}


def text(response):
    return " ".join(response.content.decode().split())


def summary_url(row, week=1, language="en"):
    return reverse("ediscussions:write_summary_in", args=[row.slug, week, language])


def reply_url(row):
    return reverse("ediscussions:write_reply", args=[row.slug])


@pytest.fixture
def lead(client):
    row = made.discussion()
    client.force_login(made.leader_of(row))
    return row


@pytest.fixture
def lead_over(client):
    row = made.over()
    client.force_login(made.leader_of(row))
    return row


# --- weekly summaries


def test_a_facilitator_of_the_discussion_writes_a_summary_pinned_above_the_posts(client, lead):
    made.post(lead, text="Seats were named.")
    made.post(lead, on=lead.starts_on + 7 * DAY, text="Next week.")
    answer = client.post(summary_url(lead), WORDS)
    assert answer.status_code == 302, text(answer)
    page = text(client.get(made.thread_of(lead).get_absolute_url()))
    box = page[page.index("summary-box") :]
    assert box.index("So far we agree on the table") < box.index("Seats are named.") < box.index("Week 1:")
    assert "Read the 1 post behind this summary" in box
    behind = text(client.get(Summary.objects.get().get_absolute_url()))
    assert "Seats were named." in behind
    assert "Next week." not in behind


def test_a_summary_can_rest_on_chosen_posts(client, lead):
    chosen, other = made.post(lead, text="Chosen words."), made.post(lead, text="Other words.")
    answer = client.post(summary_url(lead), {**WORDS, "posts": f"https://x.example{chosen.get_absolute_url()}"})
    assert answer.status_code == 302, text(answer)
    assert list(Summary.objects.get().posts.all()) == [chosen]
    assert other.pk != chosen.pk


def test_a_post_of_another_discussion_is_not_behind_a_summary(client, lead):
    strange = made.post(made.discussion())
    answer = client.post(summary_url(lead), {**WORDS, "posts": str(strange.pk)})
    assert answer.status_code == 422
    assert f"Not in this discussion, hidden or removed: {strange.pk}" in text(answer)
    assert WORDS["text"] in text(answer)


def test_a_hidden_post_is_counted_and_shown_behind_a_summary_no_more(client, lead):
    kept, hidden = made.post(lead, text="Kept words."), made.post(lead, text="Hidden words.")
    row = made.summary(lead, posts=[kept, hidden])
    Post.objects.filter(pk=hidden.pk).update(state="hidden")
    client.logout()
    assert "Read the 1 post behind this summary" in text(client.get(made.thread_of(lead).get_absolute_url()))
    assert "Hidden words." not in text(client.get(row.get_absolute_url()))


def test_posts_behind_a_summary_are_answered_in_the_thread(client, lead):
    made.post(lead)
    row = made.summary(lead)
    client.force_login(UserFactory())
    assert "reply_to" not in text(client.get(row.get_absolute_url()))


def test_the_page_of_a_summary_costs_the_same_for_one_post_and_for_three(client, lead, count_queries):
    made.post(lead)
    one, many = made.summary(lead), made.discussion()
    for _each in range(3):
        made.post(many)
    row = made.summary(many)
    client.get(one.get_absolute_url())
    address, other = one.get_absolute_url(), row.get_absolute_url()
    client.force_login(UserFactory())
    client.get("/en/discussions/")
    assert count_queries(lambda: client.get(address)) == count_queries(lambda: client.get(other))


def test_there_is_one_summary_a_week_and_language(client, lead):
    assert client.post(summary_url(lead), WORDS).status_code == 302
    assert client.post(summary_url(lead, language="fr"), {**WORDS, "title": "Jusqu’ici"}).status_code == 302
    assert client.post(summary_url(lead), {**WORDS, "base": "1", "title": "Put right"}).status_code == 302
    assert sorted(Summary.objects.values_list("language", "title")) == [("en", "Put right"), ("fr", "Jusqu’ici")]
    page = text(client.get(made.thread_of(lead).get_absolute_url()))
    assert 'hreflang="fr">Français</a>' in page
    assert "Jusqu’ici" in text(client.get(f"/fr{made.thread_of(lead).get_absolute_url()[3:]}"))


def test_a_summary_that_another_facilitator_saved_meanwhile_is_not_overwritten(client, lead):
    other = UserFactory()
    lead.facilitators.add(other)
    made.summary(lead, by=other, title="Hers")
    answer = client.post(summary_url(lead), {**WORDS, "title": "Mine"})
    assert answer.status_code == 409
    assert "Another facilitator saved this meanwhile" in text(answer)
    assert "Mine" in text(answer)
    assert Summary.objects.get().title == "Hers"


def test_a_summary_sent_twice_is_one(client, lead):
    for _again in range(2):
        assert client.post(summary_url(lead), WORDS).status_code == 302
    assert Summary.objects.get().version == 1


def test_a_week_that_has_not_begun_has_no_summary(client):
    row = made.discussion(starts_on=clock.now().date())
    client.force_login(made.leader_of(row))
    answer = client.post(summary_url(row, week=2), WORDS)
    assert answer.status_code == 422
    assert "This week has not begun." in text(answer)
    assert client.get(summary_url(row, week=9)).status_code == 404


@pytest.mark.parametrize("role", [None, RoleGroup.FACILITATORS, RoleGroup.EDITORS])
def test_only_who_leads_the_discussion_writes_its_summaries_and_its_reply(client, role):
    row = made.over()
    client.force_login(UserFactory(role=role))
    for address in (summary_url(row), reply_url(row)):
        assert client.get(address).status_code == 404
        assert client.post(address, WORDS).status_code == 404
    assert not Summary.objects.exists()


def test_who_no_longer_leads_writes_no_summary_with_an_open_form(client, lead):
    from community.ediscussions.services.refusals import EDiscussionGone

    leader = made.leader_of(lead)
    lead.facilitators.set([UserFactory()])
    with pytest.raises(EDiscussionGone):
        made.summary(lead, by=leader)


# --- the consolidated reply


def synopsis(**change):
    words = {"synopsis": "A council lives on decisions.", "language": "en", "base": "0", "action": "publish"}
    return {**words, **change}


def test_the_reply_is_written_once_the_discussion_is_over(client, lead):
    answer = client.post(reply_url(lead), synopsis())
    assert answer.status_code == 409
    assert "Members can still write until" in text(answer)
    assert "A council lives on decisions." in text(answer)
    assert not Proceedings.objects.exists()


def test_a_draft_is_seen_by_nobody_else_until_it_is_published(client, lead_over):
    row = lead_over
    assert client.post(reply_url(row), synopsis(action="keep")).status_code == 302
    assert "A council lives on decisions." in text(client.get(reply_url(row)))
    assert "A council lives on decisions." not in text(client.get(made.thread_of(row).get_absolute_url()))
    assert client.post(reply_url(row), synopsis(base="1")).status_code == 302
    assert "A council lives on decisions." in text(client.get(made.thread_of(row).get_absolute_url()))


def test_the_published_reply_turns_the_thread_into_proceedings(client, lead_over):
    row = lead_over
    author = UserFactory(name="Aminata", profile__function="Planner", profile__function_audience=3)
    quoted = made.post(row, text="We decide one thing each time.", author=author)
    made.post(row, on=row.starts_on + 8 * DAY, text="Me too.", author=UserFactory(name="Boubacar"))
    sent = synopsis(posts=str(quoted.pk), resources="https://example.org/guide A guide to councils")
    assert client.post(reply_url(row), sent).status_code == 302
    client.logout()
    page = text(client.get(made.thread_of(row).get_absolute_url()))
    order = [
        "Closed, with summary",
        "Final summary",
        "A council lives on decisions.",
        "Contributions it rests on",
        "We decide one thing each time.",
        "Aminata",
        "Planner",
        'href="https://example.org/guide"',
        "With thanks to all who wrote",
        "Boubacar",
        "Week 1: The table",
        "Week 2: Between two funds",
        "Me too.",
        "Ask a follow-up",
    ]
    at = -1
    for words in order:
        assert words in page[at + 1 :], words
        at = page.index(words, at + 1)
    assert 'name="text"' not in page


def test_a_hidden_post_is_quoted_no_more(client, lead_over):
    quoted = made.post(lead_over, text="Words to be hidden.")
    made.reply(lead_over, posts=[quoted])
    Post.objects.filter(pk=quoted.pk).update(state="hidden")
    client.logout()
    assert "Words to be hidden." not in text(client.get(made.thread_of(lead_over).get_absolute_url()))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"resources": "javascript:alert(1) Click"}, "write an address that begins with https://"),
        ({"posts": "not a post"}, "is not the address of a post"),
        ({"synopsis": " "}, "This field is required"),
        ({"language": "xx"}, "not one of the available choices"),
    ],
)
def test_a_reply_that_must_be_put_right_keeps_what_was_typed(client, lead_over, change, words):
    answer = client.post(reply_url(lead_over), synopsis(**{"resources": "https://example.org/ Kept", **change}))
    assert answer.status_code == 422
    assert words in text(answer)
    assert change.get("resources", "https://example.org/ Kept") in text(answer)
    assert not Proceedings.objects.exists()


def test_contributors_hear_once_that_their_contribution_was_used(client, lead_over):
    author, silent = UserFactory(), UserFactory()
    quoted = made.post(lead_over, author=author)
    made.post(lead_over, author=silent)
    row = made.reply(lead_over, posts=[quoted], publish=False)
    assert not Mail.objects.filter(kind=emails.USED).exists()
    row = made.reply(lead_over, posts=[quoted], base=row.version)
    made.reply(lead_over, posts=[quoted], base=row.version, synopsis="Put right.")
    mail = Mail.objects.get(kind=emails.USED)
    assert mail.recipient == author.email
    letter = renderers.render(mail, now=clock.now())
    assert letter.subject == f"Your contribution was used in “{lead_over.title}”"
    for body in (letter.text, letter.html):
        assert "names you as its author" in body
        assert lead_over.get_absolute_url() in body


def test_a_notice_is_dropped_when_the_contribution_is_not_used_any_more(lead_over):
    quoted = made.post(lead_over)
    row = made.reply(lead_over, posts=[quoted])
    made.reply(lead_over, posts=[], base=row.version)
    assert renderers.render(Mail.objects.get(kind=emails.USED), now=clock.now()) is None


# --- what happens by itself


def owed(kind):
    return list(Mail.objects.filter(kind=kind).order_by("pk").values_list("recipient", flat=True))


def test_on_the_first_day_followers_hear_that_it_is_open_once():
    row = made.planned()
    follower = UserFactory()
    following.watch(member=follower, kind="thread", target=made.thread_of(row).pk, now=clock.now())
    before = made.thread_of(row).last_post_at
    turning.turn(now=row.opens_at - timedelta(minutes=1))
    assert owed(emails.OPENED) == []
    for _again in range(2):
        turning.turn(now=row.opens_at)
    assert owed(emails.OPENED) == [follower.email]
    assert made.thread_of(row).last_post_at == row.opens_at > before
    letter = renderers.render(Mail.objects.get(kind=emails.OPENED), now=row.opens_at)
    assert letter.subject == f"“{row.title}” is open"
    following.choose(member=follower, kind="thread", target=made.thread_of(row).pk, level="muted", now=clock.now())
    assert renderers.render(Mail.objects.get(kind=emails.OPENED), now=row.opens_at) is None


def test_at_the_end_the_threads_are_locked():
    row = made.discussion()
    turning.turn(now=row.closes_at - timedelta(minutes=1))
    assert not Thread.objects.get(room__discussion=row).is_closed
    turning.turn(now=row.closes_at)
    assert Thread.objects.get(room__discussion=row).is_closed


def test_facilitators_are_reminded_of_a_weekly_summary_once_and_not_when_it_is_there():
    row = made.discussion()
    leader = made.leader_of(row)
    last = row.starts_on + 6 * DAY
    turning.turn(now=made.noon(last - DAY))
    assert owed(emails.SUMMARY_DUE) == []
    for day in (last, last + DAY):
        turning.turn(now=made.noon(day))
    assert owed(emails.SUMMARY_DUE) == [leader.email]
    mail = Mail.objects.get(kind=emails.SUMMARY_DUE)
    letter = renderers.render(mail, now=made.noon(last))
    assert letter.subject == f"Week 1 of “{row.title}” waits for its summary"
    assert "/summaries/write/1/" in letter.text
    made.summary(row)
    assert renderers.render(mail, now=made.noon(last)) is None


def test_facilitators_are_reminded_of_the_reply_before_it_is_due_and_when_it_is_late_each_once():
    row = made.over()
    made.summary(row)
    made.summary(row, week=2)
    due = row.reply_due_on
    days = [(due - 4 * DAY, 0, 0), (due - 3 * DAY, 1, 0), (due, 1, 0), (due + DAY, 1, 1), (due + 2 * DAY, 1, 1)]
    for day, before, late in days:
        turning.turn(now=made.noon(day))
        assert [len(owed(emails.REPLY_DUE)), len(owed(emails.REPLY_OVERDUE))] == [before, late], day
    mails = Mail.objects.filter(kind__in=[emails.REPLY_DUE, emails.REPLY_OVERDUE]).order_by("pk")
    subjects = [renderers.render(mail, now=clock.now()).subject for mail in mails]
    assert subjects == [
        f"The consolidated reply of “{row.title}” is due",
        f"The consolidated reply of “{row.title}” is late",
    ]
    made.reply(row)
    assert [renderers.render(mail, now=clock.now()) for mail in mails] == [None, None]


def test_nobody_is_reminded_of_a_reply_that_is_out():
    row = made.over()
    made.reply(row)
    turning.turn(now=made.noon(row.reply_due_on + DAY))
    assert owed(emails.REPLY_DUE) == owed(emails.REPLY_OVERDUE) == []


def test_the_timetable_calls_it(settings):
    entry = settings.CELERY_BEAT_SCHEDULE["ediscussions-turn"]
    assert entry["task"] == "community.ediscussions.schedules.turn"


def test_a_late_reply_is_said_to_be_late(client):
    row = made.discussion(starts_on=clock.now().date() - 60 * DAY)
    assert "is not out yet" in text(client.get(made.thread_of(row).get_absolute_url()))
