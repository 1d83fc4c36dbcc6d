"""Following: what a member chose comes, once, as long as she may read it; nothing comes that she did not choose."""

import re

import pytest
from django.core import signing
from django.urls import reverse

from community.following import telling
from community.following.emails import SALT, mute_token
from community.following.enums import Level
from community.following.models import Following
from community.members.enums import Audience, RoleGroup
from community.moderation.contributions import find
from community.moderation.services import decisions
from community.outbox import renderers
from community.outbox.models import Mail
from foundation import clock
from tests.factories import comments as made_comments
from tests.factories import discussions as made
from tests.factories.groups import inside, private_group
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client):
    user = UserFactory(name="Aminata")
    client.force_login(user)
    return user


def choose(client, kind, pk, level, **kwargs):
    return client.post(reverse("following:choose", args=[kind, pk]), {"level": level}, **kwargs)


def tell():
    return telling.tell_due(now=clock.now())


def letters():
    return [renderers.render(mail, now=clock.now()) for mail in Mail.objects.filter(kind="following.news")]


@pytest.mark.parametrize("level", Level.values)
def test_the_page_says_which_mails_come_of_the_choice(client, member, level):
    thread = made.thread()
    page = choose(client, "thread", thread.pk, level, follow=True).content.decode()
    assert Following.objects.get(member=member, kind="thread", target=thread.pk).level == level
    sentence = {
        "plain": "No mail comes from here",
        "followed": "No mail at once",
        "watched": "One mail for each new answer",
        "muted": "not even when somebody mentions you",
    }[level]
    # Once as a message, once on the panel, once beside the choice.
    assert page.count(sentence) == 3


def test_choosing_again_changes_the_one_row(client, member):
    thread = made.thread()
    for level in ("watched", "watched", "muted"):
        choose(client, "thread", thread.pk, level)
    assert Following.objects.get(member=member).level == Level.MUTED


def test_nobody_follows_by_writing_or_reading(client, member):
    thread = made.thread(author=member)
    client.get(thread.get_absolute_url())
    client.post(reverse("discussions:reply", args=[thread.pk]), {"text": "More", "language": "en"})
    assert not Following.objects.chosen().exists()


def test_who_asks_while_writing_gets_a_mail_for_each_further_answer(client, member):
    thread = made.thread()
    sent = {"text": "Me too", "language": "en", "watch": "on"}
    client.post(reverse("discussions:reply", args=[thread.pk]), sent)
    tell()
    assert not Mail.objects.filter(kind="following.news").exists()
    made.post(thread, author=UserFactory(name="Bintou"), text="We did it so.")
    tell()
    mail = Mail.objects.get(kind="following.news")
    (letter,) = letters()
    assert mail.recipient == member.email
    assert letter.subject == f"Bintou wrote in “{thread.title}”"
    for part in (letter.text, letter.html):
        assert "We did it so." in part
        assert "because you asked for a mail for each new answer" in part
    assert letter.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_comment_on_a_watched_page_comes_too(client, member):
    page = made_comments.story(title="A help desk")
    choose(client, "page", page.pk, "watched")
    made_comments.comment(page, text="How much did it cost?", author=UserFactory(name="Bintou"))
    tell()
    (letter,) = letters()
    assert letter.subject == "Bintou wrote in “A help desk”"
    assert "How much did it cost?" in letter.text


def test_what_was_written_before_she_asked_is_not_mailed(client, member):
    thread = made.thread()
    made.post(thread)
    choose(client, "thread", thread.pk, "watched")
    tell()
    assert letters() == []


def test_telling_again_owes_nothing_more(client, member):
    thread = made.thread()
    choose(client, "thread", thread.pk, "watched")
    made.post(thread)
    assert tell() == 2  # the opening, which nobody watched, and the answer
    assert tell() == 0
    assert Mail.objects.filter(kind="following.news").count() == 1


@pytest.mark.parametrize("how", ["muted", "hidden", "removed", "closed account", "new address", "left the group"])
def test_what_she_may_or_wants_no_longer_is_not_sent(client, member, how):
    group = private_group()
    inside(group, member)
    author = inside(group)
    space = made.SpaceFactory(group=group, audience="group")
    thread = made.thread(space=space, author=author)
    choose(client, "thread", thread.pk, "watched")
    post = made.post(thread, author=author)
    tell()
    assert letters()[0] is not None
    if how == "muted":
        choose(client, "thread", thread.pk, "muted")
    elif how == "hidden":
        facilitator = UserFactory(role=RoleGroup.FACILITATORS)
        decisions.hide(case=find("post", post.pk), actor=facilitator, reason="Names", now=clock.now())
    elif how == "removed":
        client.force_login(author)
        client.post(reverse("discussions:remove_post", args=[post.pk]))
    elif how == "closed account":
        type(member).objects.filter(pk=member.pk).update(is_active=False)
    elif how == "new address":
        type(member).objects.filter(pk=member.pk).update(email="new@example.org")
    else:
        member.group_memberships.all().delete()
    assert letters() == [None]


def test_a_thread_one_may_not_open_cannot_be_followed(client, member):
    group = private_group()
    hidden = made.thread(space=made.SpaceFactory(group=group, audience="group"), author=inside(group))
    assert choose(client, "thread", hidden.pk, "watched").status_code == 404
    assert choose(client, "thread", 10**9, "watched").status_code == 404
    assert choose(client, "nothing", 1, "watched").status_code == 404
    assert not Following.objects.chosen().exists()


def test_an_unknown_level_is_refused(client, member):
    assert choose(client, "thread", made.thread().pk, "always").status_code == 404


def test_a_visitor_is_led_to_the_login_and_sees_no_panel(client):
    thread = made.thread()
    assert "login" in choose(client, "thread", thread.pk, "watched")["Location"]
    assert 'id="following"' not in client.get(thread.get_absolute_url()).content.decode()


class TestMuteLink:
    @pytest.fixture
    def row(self, member):
        return Following.objects.create(member=member, kind="thread", target=made.thread().pk, level=Level.WATCHED)

    def test_the_link_of_a_mail_asks_first_and_mutes_when_posted_without_cookies(self, client, row):
        client.logout()
        address = reverse("mute", args=[mute_token(row)])
        assert "Stop these mails?" in client.get(address).content.decode()
        row.refresh_from_db()
        assert row.level == Level.WATCHED
        for _again in range(2):
            assert "Nothing more comes" in client.post(address).content.decode()
        row.refresh_from_db()
        assert row.level == Level.MUTED

    def test_a_link_that_nobody_signed_is_not_found(self, client, row):
        for token in ("x", signing.dumps(row.pk, salt="other"), mute_token(row)[:-1] + "!"):
            assert client.post(reverse("mute", args=[token]), follow=True).status_code == 404
        row.refresh_from_db()
        assert row.level == Level.WATCHED

    def test_it_says_nothing_of_a_thread_that_the_member_may_no_longer_open(self, client, member):
        thread = made.thread(title="Secret", space=made.SpaceFactory(audience="public"))
        row = Following.objects.create(member=member, kind="thread", target=thread.pk)
        type(thread).objects.filter(pk=thread.pk).update(is_hidden=True)
        assert "Secret" not in client.get(reverse("mute", args=[mute_token(row)])).content.decode()

    def test_every_mail_carries_its_own(self, client, member):
        thread = made.thread()
        choose(client, "thread", thread.pk, "watched")
        made.post(thread)
        tell()
        (letter,) = letters()
        token = re.search(r"/m/([^/]+)/mute/", letter.text).group(1)
        assert signing.loads(token, salt=SALT) == Following.objects.get(member=member).pk


class TestMentions:
    def named(self, **fields):
        return UserFactory(profile__page_audience=Audience.MEMBERS, profile__handle="rosa-l", name="Rosa", **fields)

    def test_a_mentioned_member_gets_one_mail_and_the_words_link_to_her_page(self, client, member):
        rosa = self.named()
        thread = made.thread()
        sent = {"text": "Ask @rosa-l and @nobody-here.", "language": "en"}
        client.post(reverse("discussions:reply", args=[thread.pk]), sent)
        tell()
        (letter,) = letters()
        assert letter.subject == f"Aminata mentions you in “{thread.title}”"
        assert Mail.objects.get(kind="following.news").recipient == rosa.email
        page = client.get(thread.get_absolute_url()).content.decode()
        assert 'href="/members/rosa-l/"' in page
        assert "@nobody-here" in page
        assert "/members/nobody-here" not in page
        assert client.get("/members/rosa-l/", follow=True).redirect_chain[0][0].endswith("/members/rosa-l/")

    def test_who_watches_and_is_mentioned_gets_one_mail(self, client, member):
        rosa, thread = self.named(), made.thread()
        Following.objects.create(
            member=rosa, kind="thread", target=thread.pk, level=Level.WATCHED, changed_at=clock.now()
        )
        made.post(thread, author=member, text="See @rosa-l")
        tell()
        assert Mail.objects.filter(kind="following.news", recipient=rosa.email).count() == 1

    @pytest.mark.parametrize(
        "closed",
        [{"profile__page_audience": Audience.NOBODY}, {"profile__takes_mentions": False}],
        ids=["closed page", "takes no mentions"],
    )
    def test_who_does_not_consent_is_not_named(self, member, closed):
        fields = {"profile__page_audience": Audience.MEMBERS, "profile__handle": "rosa-l"} | closed
        UserFactory(**fields)
        post = made.post(made.thread(), author=member, text="See @rosa-l")
        tell()
        assert letters() == []
        assert "href" not in post.html

    def test_who_muted_the_thread_hears_nothing(self, member):
        rosa, thread = self.named(), made.thread()
        Following.objects.create(member=rosa, kind="thread", target=thread.pk, level=Level.MUTED)
        made.post(thread, author=member, text="See @rosa-l")
        tell()
        assert letters() == []

    def test_a_flood_of_mentions_is_refused_and_the_text_kept(self, client, member):
        thread = made.thread()
        flood = " ".join(f"@member-{number}" for number in range(11))
        answer = client.post(reverse("discussions:reply", args=[thread.pk]), {"text": flood, "language": "en"})
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "You mention more than 10 members" in page
        assert flood in page
        assert thread.posts.replies().count() == 0

    def test_an_address_of_a_mailbox_is_no_mention(self, member):
        self.named()
        post = made.post(made.thread(), author=member, text="Write to office@rosa-l or x/@rosa-l")
        assert "/members/" not in post.html
