"""What can be done to what: each cell is tried at its real door by each role."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from tests.permissions.world import World

Attempt = Callable[[Client, World], HttpResponseBase | bool]
WROTE = {"text": "Words of a test.", "language": "en"}


@dataclass(frozen=True)
class Cell:
    """One action on one kind of object. attempt: goes to the door; a bool where one page differs by reader."""

    thing: str
    action: str
    attempt: Attempt


def reads(address: Callable[[World], str]) -> Attempt:
    """Open an address."""
    return lambda client, world: client.get(address(world))


def sends(address: Callable[[World], str], data: dict[str, Any] | None = None) -> Attempt:
    """Send a form to an address."""
    return lambda client, world: client.post(address(world), data or {})


def shows(address: Callable[[World], str], words: str) -> Attempt:
    """Say whether a page shows words."""
    return lambda client, world: words in client.get(address(world)).content.decode()


def at(name: str, *args: Callable[[World], Any]) -> Callable[[World], str]:
    """Return the address of a named door for things of the world."""
    return lambda world: reverse(name, args=[arg(world) for arg in args])


def story_key(world: World) -> int:
    """Return the key of the story."""
    return int(world.story.pk)


def marks_answered(client: Client, world: World) -> HttpResponseBase | bool:
    """Say whether the thread is answered now; a visitor is led to the login."""
    answer = client.post(reverse("discussions:answered", args=[world.thread.pk]))
    world.thread.refresh_from_db()
    return answer if "login" in answer.get("Location", "") else world.thread.is_answered


def fetches_archive(client: Client, world: World) -> HttpResponseBase:
    """Show the password again, then ask for somebody else's archive."""
    client.post(reverse("account_reauthenticate"), {"password": "corridor-test"})
    return client.get(reverse("personal_data:fetch_archive", args=[world.archive.pk]))


def approves_claim(client: Client, world: World) -> HttpResponseBase | bool:
    """Say whether the claim is approved now; others are led away or refused."""
    answer = client.post(reverse("verification:decide", args=[world.claim.pk, "approve"]))
    world.claim.refresh_from_db()
    return answer if world.claim.state == "waiting" else True


def closes_account(client: Client, world: World) -> HttpResponseBase | bool:
    """Say whether the account is closed now."""
    answer = client.post(reverse("accounts:set_active", args=[world.owner.pk, "close"]))
    world.owner.refresh_from_db()
    return answer if world.owner.is_active else True


def group_page(kind: str) -> Callable[[World], str]:
    """Return the address of a group's page."""
    return lambda world: world.groups[kind].get_absolute_url()


def in_group(name: str, kind: str) -> Callable[[World], str]:
    """Return an address inside a group."""
    return lambda world: reverse(f"groups:{name}", args=[world.groups[kind].slug])


def joins_group(kind: str) -> Attempt:
    """Ask to join a group."""
    return sends(in_group("join", kind), {"text": "I would like to.", "words": "I would like to."})


def endorses(client: Client, world: World) -> HttpResponseBase | bool:
    """Say whether the organisation endorses the submission now; a visitor is led to the login."""
    world.joint.endorsements.all().delete()
    answer = client.post(f"{world.joint.address}endorse/", {"organisation": world.organisation.pk, "action": "endorse"})
    return answer if "login" in answer.get("Location", "") else world.joint.endorsements.standing().exists()


def takes_back(client: Client, world: World) -> HttpResponseBase | bool:
    """Say whether the organisation no longer endorses the submission."""
    sent = {"organisation": world.organisation.pk, "action": "withdraw"}
    answer = client.post(f"{world.joint.address}endorse/", sent)
    return answer if "login" in answer.get("Location", "") else not world.joint.endorsements.standing().exists()


def in_the_queue(client: Client, world: World) -> HttpResponseBase | bool:
    """Say whether the queue leads to the text; a visitor is led to the login."""
    answer = client.get(reverse("reviews:index"))
    address = reverse("reviews:arrange", args=[world.round.pk])
    return answer if answer.status_code == 302 else address in answer.content.decode()


def takes_review(client: Client, world: World) -> HttpResponseBase:
    """Take the place that is free."""
    return client.post(reverse("reviews:claim", args=[world.round.pk]))


CELLS: tuple[Cell, ...] = (
    Cell("published story", "read", reads(lambda world: world.story.url)),
    Cell("published story", "comment", sends(at("comments:write", story_key), WROTE)),
    Cell("unpublished story", "read", reads(lambda world: world.draft.url)),
    Cell("story, brief", "change in the back office", reads(at("wagtailadmin_pages:edit", story_key))),
    Cell("story, brief", "take back from the public", sends(at("wagtailadmin_pages:unpublish", story_key))),
    Cell("brief", "read", reads(lambda world: world.brief.url)),
    Cell("joint submission", "endorse for an organisation", endorses),
    Cell("joint submission", "take an endorsement back", takes_back),
    Cell("text under review", "see in the queue", in_the_queue),
    Cell("text under review", "take to review it", takes_review),
    Cell("text under review", "arrange its reviewers", reads(at("reviews:arrange", lambda world: world.round.pk))),
    Cell(
        "text under review",
        "ask somebody to review it",
        sends(at("reviews:assign", lambda world: world.round.pk), {"address": "nobody@example.org"}),
    ),
    Cell("text under review", "see its history", reads(at("reviews:history", lambda world: world.round.page_id))),
    Cell("text under review", "send a link outside", reads(at("reviews:links", lambda world: world.round.page_id))),
    Cell("review of another", "read the text", reads(at("reviews:review", lambda world: world.review.pk))),
    Cell("review of another", "decide", sends(at("reviews:review", lambda world: world.review.pk), {"go": "keep"})),
    Cell("plain page", "read", reads(lambda world: world.plain.url)),
    Cell("plain page", "change", reads(at("wagtailadmin_pages:edit", lambda world: world.plain.pk))),
    Cell("comment of another", "edit", reads(at("comments:edit", lambda world: world.comment.pk))),
    Cell("comment of another", "remove", sends(at("comments:remove", lambda world: world.comment.pk))),
    Cell("public thread", "read", reads(lambda world: world.thread.get_absolute_url())),
    Cell("public thread", "reply", sends(at("discussions:reply", lambda world: world.thread.pk), WROTE)),
    Cell("thread in a members' space", "read", reads(lambda world: world.members_thread.get_absolute_url())),
    Cell(
        "thread in a members' space",
        "reply",
        sends(at("discussions:reply", lambda world: world.members_thread.pk), WROTE),
    ),
    Cell("thread", "open", reads(at("discussions:new_thread"))),
    Cell("thread of another", "mark as answered", marks_answered),
    Cell("post of another", "edit", reads(at("discussions:edit_post", lambda world: world.post.pk))),
    Cell("post of another", "remove", sends(at("discussions:remove_post", lambda world: world.post.pk))),
    Cell("post of another", "report", reads(lambda world: reverse("moderation:flag", args=["post", world.post.pk]))),
    Cell("hidden post", "read", shows(lambda world: world.thread.get_absolute_url(), "Words to be hidden.")),
    Cell("facilitators' queue", "see", reads(at("moderation:queue"))),
    Cell(
        "contribution",
        "hide",
        sends(
            lambda world: reverse("moderation:decide", args=["post", world.post.pk]),
            {"action": "hide", "reason": "It names somebody."},
        ),
    ),
    Cell("exchange", "read", reads(lambda world: world.exchange.url)),
    Cell(
        "exchange",
        "register",
        sends(at("events:register", lambda world: world.exchange.slug), {"listening_language": "en"}),
    ),
    Cell("exchange", "see who comes", shows(lambda world: world.exchange.url, "Owner")),
    Cell("own page", "open", reads(at("members:me"))),
    Cell("own profile", "change", reads(at("members:edit_profile"))),
    Cell("own data", "see", reads(at("personal_data:overview"))),
    Cell("archive of another", "fetch", fetches_archive),
    Cell(
        "profile open to members",
        "read",
        reads(at("members:profile", lambda world: world.owner.profile.handle)),
    ),
    Cell("closed profile", "read", reads(at("members:profile", lambda world: world.closed.profile.handle))),
    Cell("organisation", "read", reads(lambda world: world.organisation.get_absolute_url())),
    Cell("organisation", "propose", reads(at("members:organisation_add"))),
    Cell(
        "organisation",
        "change as who speaks for it",
        reads(at("members:organisation_edit", lambda world: world.organisation.slug)),
    ),
    Cell(
        "organisation",
        "give contact roles",
        sends(at("members:organisation_contacts", lambda world: world.organisation.slug)),
    ),
    Cell("organisation", "claim to speak for it", reads(at("members:claim", lambda world: world.organisation.slug))),
    Cell("claim of another", "withdraw", sends(at("members:claim_withdraw", lambda world: world.claim.pk))),
    Cell("waiting claim", "see in the back office", reads(at("verification:detail", lambda world: world.claim.pk))),
    Cell("waiting claim", "approve", approves_claim),
    Cell("group, public", "read its page", reads(group_page("public"))),
    Cell("group, public", "read inside: members", reads(in_group("members", "public"))),
    Cell("group, public", "ask to join", joins_group("public")),
    Cell("group, restricted", "read its page", reads(group_page("restricted"))),
    Cell("group, restricted", "read inside: members", reads(in_group("members", "restricted"))),
    Cell("group, restricted", "read inside: files", reads(in_group("files", "restricted"))),
    Cell("group, private", "read its page", reads(group_page("private"))),
    Cell("group, private", "read inside: members", reads(in_group("members", "private"))),
    Cell("group, private", "change its settings", reads(in_group("settings", "private"))),
    Cell("group, private", "invite", reads(in_group("invitations", "private"))),
    Cell("group, private", "member list as CSV", reads(in_group("members_csv", "private"))),
    Cell("group", "make", reads(at("groups:new"))),
    Cell("thread in a private group", "read", reads(lambda world: world.group_thread.get_absolute_url())),
    Cell(
        "thread in a private group", "reply", sends(at("discussions:reply", lambda world: world.group_thread.pk), WROTE)
    ),
    Cell("member", "write to", reads(at("contacts:to_member", lambda world: world.owner.profile.handle))),
    Cell("closed member", "write to", reads(at("contacts:to_member", lambda world: world.closed.profile.handle))),
    Cell("organisation", "write to", reads(at("contacts:to_organisation", lambda world: world.organisation.slug))),
    Cell(
        "conversation of others",
        "read",
        reads(at("contacts:conversation", lambda world: world.message.conversation_id)),
    ),
    Cell("inbox of an organisation", "read", reads(at("contacts:inbox", lambda world: world.organisation.slug))),
    Cell(
        "letter to an organisation",
        "read",
        reads(at("contacts:conversation", lambda world: world.letter.conversation_id)),
    ),
    Cell("territory", "read", reads(lambda world: world.territory.get_absolute_url())),
    Cell("search", "use", reads(lambda world: "/en/search/?q=story")),
    Cell("back office", "enter", reads(at("wagtailadmin_home"))),
    Cell("organisations", "keep", reads(lambda world: "/cms/snippets/members/organisation/add/")),
    Cell("territories, corridors", "keep", reads(lambda world: "/cms/snippets/territories/territory/add/")),
    Cell("spaces", "keep", reads(lambda world: "/cms/snippets/discussions/space/add/")),
    Cell("vocabularies", "keep", reads(lambda world: "/cms/snippets/taxonomy/term/add/")),
    Cell("organisations", "import", reads(at("imports:table", lambda world: "organisations"))),
    Cell("members' accounts", "close", closes_account),
    Cell("accounts and roles", "change", reads(at("wagtailusers_users:index"))),
    Cell("administration", "enter", reads(lambda world: "/admin/members/user/")),
)
