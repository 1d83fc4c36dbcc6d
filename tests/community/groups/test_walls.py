"""A private group does not exist for outsiders: at no address, in no list, count, search, profile, queue or mail."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from community.discussions import permissions as discussing
from community.discussions.models import Post, Space, Thread
from community.discussions.services.refusals import GroupClosed, ThreadGone
from community.groups import permissions
from community.groups.enums import GroupKind, Joining, MembershipState
from community.groups.models import Group, Membership
from community.groups.services import groups as governing
from community.groups.services import memberships
from community.members import fellowship
from community.members.disclosure import Reader
from community.members.enums import Audience, RoleGroup
from foundation import clock
from search import queries
from tests.factories import discussions, groups
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
PAGES = [
    "",
    "members/",
    "members.csv",
    "files/",
    "files/1/",
    "settings/",
    "requests/",
    "invitations/",
    "join/",
    "leave/",
]


@pytest.fixture
def private():
    return groups.private_group(name="Quiet Lantern")


@pytest.fixture
def space(private):
    return discussions.SpaceFactory(group=private, audience="group", slug="quiet-space", title_en="Lantern room")


def people(group):
    return {
        "anonymous": AnonymousUser(),
        "suspended": UserFactory(is_active=False),
        "member": UserFactory(),
        "editor": UserFactory(role=RoleGroup.EDITORS),
        "removed": removed_from(group),
        "inside": groups.inside(group),
        "local facilitator": groups.facilitator_of(group),
        "facilitator": UserFactory(role=RoleGroup.FACILITATORS),
        "admin": UserFactory(is_superuser=True),
    }


def removed_from(group):
    member = groups.inside(group)
    Membership.objects.filter(group=group, member=member).update(state=MembershipState.REMOVED)
    return member


INSIDE = ["inside", "local facilitator", "facilitator", "admin"]
ALL = ["anonymous", "suspended", "member", "editor", "removed", *INSIDE]


@pytest.mark.parametrize(
    ("make", "visible"), [(groups.group, ALL), (groups.restricted_group, ALL), (groups.private_group, INSIDE)]
)
def test_the_role_grid_and_the_queries_agree(make, visible):
    group = make()
    users = people(group)

    def allowed(rule):
        return [role for role, user in users.items() if rule(user)]

    assert allowed(lambda user: permissions.can_view_group(user, group)) == visible
    assert allowed(lambda user: Group.objects.visible_to(user).exists()) == visible
    assert allowed(lambda user: permissions.can_open_group(user, group)) == INSIDE
    assert allowed(lambda user: Group.objects.open_to(user).exists()) == INSIDE
    assert allowed(lambda user: permissions.can_write_in_group(user, group)) == ["inside", "local facilitator"]
    managers = ["local facilitator", "facilitator", "admin"]
    assert allowed(lambda user: permissions.can_manage_group(user, group)) == managers
    assert allowed(lambda user: Group.objects.managed_by(user).exists()) == managers
    assert allowed(permissions.can_create_group) == ["facilitator", "admin"]


@pytest.mark.parametrize("kind", GroupKind.values)
@pytest.mark.parametrize("audience", ["public", "members", "group"])
def test_rules_and_queries_of_threads_in_groups_agree(kind, audience):
    group = groups.group()
    space = discussions.SpaceFactory(group=group, audience=audience)
    thread = discussions.thread(space=space, author=groups.inside(group))
    Group.objects.update(kind=kind, joining="invitation")
    thread = Thread.objects.for_listing().get(pk=thread.pk)
    for role, user in people(group).items():
        rule = discussing.can_read_thread(user, thread)
        if role in INSIDE:
            assert rule, role
        elif kind != GroupKind.PUBLIC or audience == "group":
            assert not rule, role
        if role != "suspended":
            assert Thread.objects.readable(user).exists() == rule, role
            assert Post.objects.readable(user).exists() == rule, role
            assert Space.objects.readable(user).exists() == rule, role
        assert discussing.can_reply_thread(user, thread) == (role in {"inside", "local facilitator"}), role
    assert Thread.objects.public().exists() == (kind == GroupKind.PUBLIC and audience == "public")


@pytest.mark.parametrize("page", PAGES)
def test_every_address_of_a_private_group_answers_like_none(client, private, page):
    for user in (None, UserFactory(), removed_from(private)):
        if user:
            client.force_login(user)
        here, nowhere = client.get(f"/en/groups/{private.slug}/{page}"), client.get(f"/en/groups/noone-here/{page}")
        assert here.status_code == nowhere.status_code
        assert here.status_code == (302 if page and user is None else 404)
        same = here.content.replace(private.slug.encode(), b"noone-here")
        assert "Quiet Lantern" not in here.content.decode()
        assert same == nowhere.content


@pytest.mark.parametrize(
    "address", ["/en/groups/", "/en/discussions/", "/en/discussions/new/", "/en/search/?q=lantern"]
)
def test_no_list_names_a_private_group_or_what_is_in_it(
    client, private, space, address, django_capture_on_commit_callbacks
):
    insider = groups.inside(private)
    with django_capture_on_commit_callbacks(execute=True):
        discussions.thread(space=space, author=insider, title="Lantern question")
    client.force_login(UserFactory())
    text = client.get(address).content.decode()
    for secret in ("Quiet Lantern", "Lantern room", "Lantern question", "<mark>Lantern"):
        assert secret not in text, secret
    client.force_login(insider)
    assert "antern" in client.get(address).content.decode()


def test_spaces_threads_and_posts_of_a_private_group_answer_like_none(client, private, space):
    thread = discussions.thread(space=space, author=groups.inside(private))
    post = discussions.post(thread, author=groups.inside(private))
    client.force_login(UserFactory())
    for address in (
        space.get_absolute_url(),
        thread.get_absolute_url(),
        post.get_absolute_url(),
        f"/en/discussions/posts/{post.pk}/edit/",
        f"/en/moderation/flag/post/{post.pk}/",
    ):
        assert client.get(address).status_code == 404, address
    assert client.post(f"/en/discussions/threads/{thread.pk}/reply/", {"text": "Me"}).status_code == 404


def test_search_finds_a_groups_threads_for_those_inside_only(private, space, django_capture_on_commit_callbacks):
    member = groups.inside(private)
    with django_capture_on_commit_callbacks(execute=True):
        discussions.thread(space=space, author=member, title="Zanzibar lantern")

    def found(user):
        return queries.answer(queries.Asked(text="zanzibar"), user=user, reading="en").count

    assert [found(user) for user in (AnonymousUser(), UserFactory(), member)] == [0, 0, 1]
    row = Membership.objects.get(group=private, member=member)
    memberships.remove(membership=row, by=groups.facilitator_of(private), now=clock.now())
    assert found(member) == 0


def test_search_follows_a_group_that_closes(django_capture_on_commit_callbacks):
    group = groups.group()
    space = discussions.SpaceFactory(group=group, audience="public")
    with django_capture_on_commit_callbacks(execute=True):
        discussions.thread(space=space, author=groups.inside(group), title="Zanzibar lantern")
    asked = queries.Asked(text="zanzibar")
    assert queries.answer(asked, user=AnonymousUser(), reading="en").count == 1
    with django_capture_on_commit_callbacks(execute=True):
        group.kind, group.joining = "private", "invitation"
        group.save()
    assert queries.answer(asked, user=AnonymousUser(), reading="en").count == 0


def test_who_was_removed_loses_threads_and_posts_at_once(private, space):
    member = groups.inside(private)
    thread = discussions.thread(space=space, author=member)
    row = Membership.objects.get(group=private, member=member)
    memberships.remove(membership=row, by=groups.facilitator_of(private), now=clock.now())
    assert not Thread.objects.readable(member).exists()
    assert not Post.objects.readable(member).exists()
    with pytest.raises(ThreadGone):
        discussions.post(thread, author=member)


def test_nobody_writes_in_an_archived_group_and_its_members_read_it(client):
    group = groups.group()
    member, space = groups.inside(group), discussions.SpaceFactory(group=group, audience="public")
    thread = discussions.thread(space=space, author=member)
    governing.archive(group=group, by=groups.facilitator_of(group), now=clock.now())
    with pytest.raises(GroupClosed):
        discussions.post(thread, author=member)
    assert not Space.objects.writable(member).exists()
    client.force_login(member)
    page = client.get(thread.get_absolute_url())
    assert page.status_code == 200
    assert "The group was archived" in page.content.decode()


def test_outsiders_read_a_public_groups_public_space_and_do_not_write(client):
    group = groups.group()
    space = discussions.SpaceFactory(group=group, audience="public")
    thread = discussions.thread(space=space, author=groups.inside(group))
    outsider = UserFactory()
    with pytest.raises(GroupClosed):
        discussions.post(thread, author=outsider)
    client.force_login(outsider)
    assert group.get_absolute_url() in client.get(thread.get_absolute_url()).content.decode()


def test_fellows_are_the_active_members_of_the_same_living_groups(count_queries):
    first, second = groups.restricted_group(), groups.private_group()
    member, fellow, once = groups.inside(first), groups.inside(first), removed_from(first)
    groups.inside(second, member)
    other = groups.inside(second)
    known = fellowship.fellows_of(member.pk)
    assert {fellow.pk, other.pk} <= known
    assert not {once.pk, member.pk} & known
    assert count_queries(lambda: fellowship.fellows_of(member.pk)) == 1
    governing.archive(group=second, by=groups.facilitator_of(second), now=clock.now())
    assert other.pk not in fellowship.fellows_of(member.pk)


@pytest.mark.parametrize(
    ("fields", "is_circle"),
    [
        ({"kind": "public", "joining": Joining.AT_ONCE}, False),
        ({"kind": "public", "joining": "request"}, True),
        ({"kind": "restricted", "joining": Joining.AT_ONCE}, True),
        ({"kind": "private", "joining": "invitation"}, True),
    ],
)
def test_who_joins_a_group_that_is_open_to_all_reads_no_more_of_those_inside(fields, is_circle):
    group = groups.group(**fields)
    owner = groups.inside(group, UserFactory(open_to=Audience.GROUPS))
    assert Reader(groups.inside(group)).sees(owner.profile, "function") is is_circle


def test_a_field_open_to_my_groups_is_seen_by_fellows_only():
    group = groups.restricted_group()
    owner = groups.inside(group, UserFactory(open_to=Audience.GROUPS))
    assert Reader(groups.inside(group)).sees(owner.profile, "function")
    assert not Reader(UserFactory()).sees(owner.profile, "function")
    assert not Reader(removed_from(group)).sees(owner.profile, "function")


def test_editors_find_no_space_of_a_group_in_the_back_office(client, private, space):
    from home.services import editorial
    from tests.factories import pages

    editorial.appoint(homes=[pages.home()])
    discussions.SpaceFactory(title_en="Open room")
    client.force_login(UserFactory(role=RoleGroup.EDITORS, second_factor=True))
    listing = client.get("/cms/snippets/discussions/space/")
    assert "Open room" in listing.content.decode()
    assert "Lantern room" not in listing.content.decode()
    for action in ("edit", "delete", "history", "usage", "copy"):
        answer = client.get(f"/cms/snippets/discussions/space/{action}/{space.pk}/", follow=True)
        assert answer.status_code == 404, action
    chooser = reverse(Space.snippet_viewset.chooser_viewset.get_url_name("choose"))
    assert "Open room" in client.get(chooser).text
    assert "Lantern room" not in client.get(chooser).text


def test_a_report_of_a_private_groups_post_is_seen_by_the_sites_facilitators(client, private, space):
    thread = discussions.thread(space=space, author=groups.inside(private), title="Lantern question")
    post = Post.objects.get(thread=thread)
    client.force_login(groups.inside(private))
    client.post(f"/en/moderation/flag/post/{post.pk}/", {"reason": "spam", "note": ""})
    client.force_login(UserFactory(role=RoleGroup.FACILITATORS, second_factor=True))
    assert "Lantern question" in client.get("/en/moderation/").content.decode()
    client.force_login(groups.facilitator_of(private))
    assert client.get("/en/moderation/").status_code == 403
