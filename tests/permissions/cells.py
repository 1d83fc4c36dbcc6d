"""What can be done to what: each cell is tried at its real door by each role."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import Group
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from community.groups.models import Membership
from community.members.enums import RoleGroup
from community.members.models import OrganisationTie, User
from events.models import Registration
from home.submissions.models import Submission
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


def proven(attempt: Attempt) -> Attempt:
    """Show the password again first."""

    def go(client: Client, world: World) -> HttpResponseBase | bool:
        client.post(reverse("account_reauthenticate"), {"password": "corridor-test"})
        return attempt(client, world)

    return go


def leaves_group(client: Client, world: World) -> HttpResponseBase | bool:
    """Say whether one member less is in the private group now."""
    rows = Membership.objects.active().filter(group=world.groups["private"])
    before = rows.count()
    answer = client.post(reverse("groups:leave", args=[world.groups["private"].slug]))
    return rows.count() < before if answer.status_code == 302 and "login" not in answer["Location"] else answer


def cancels_place_of_another(client: Client, world: World) -> HttpResponseBase | bool:
    """Say whether the owner's place is gone now; the door knows only the reader's own."""
    answer = client.post(reverse("events:cancel", args=[world.exchange.slug]), {"registration": "1"})
    gone = not Registration.objects.confirmed().filter(member=world.owner).exists()
    return gone if answer.status_code == 302 and "login" not in answer["Location"] else answer


def deletes_account(client: Client, world: World) -> HttpResponseBase | bool:
    """Say whether the account is gone now."""
    answer = client.post(f"/cms/users/delete/{world.closed.pk}/")
    return answer if User.objects.filter(pk=world.closed.pk).exists() else True


def gives_role(client: Client, world: World) -> HttpResponseBase | bool:
    """Say whether a member has the role now."""
    role = Group.objects.get(name=RoleGroup.EDITORS)
    answer = client.post(f"/cms/bulk/members/user/assign_role/?id={world.closed.pk}", {"role": role.pk})
    given = world.closed.groups.filter(pk=role.pk).exists()
    return given if answer.status_code == 302 and "login" not in answer["Location"] and not _asks(answer) else answer


def _asks(answer: HttpResponseBase) -> bool:
    return any(word in answer["Location"] for word in ("reauthenticate", "2fa"))


def ties_own(client: Client, world: World) -> HttpResponseBase | bool:
    """Say whether the organisation follows the network now."""
    data = {"source": world.organisation.slug, "kind": "follows"}
    answer = client.post(reverse("members:tie_add", args=[world.network.slug]), data)
    return True if OrganisationTie.objects.filter(source=world.organisation).exists() else answer


def ends_tie(client: Client, world: World) -> HttpResponseBase | bool:
    """Say whether the tie is gone now."""
    answer = client.post(reverse("members:tie_end", args=[world.tie.pk]))
    return answer if OrganisationTie.objects.filter(pk=world.tie.pk).exists() else True


def in_circle(name: str, kind: str, key: Callable[[World], int]) -> Callable[[World], str]:
    """Return an address of one thing inside a group."""
    return lambda world: reverse(f"groups:{name}", args=[world.groups[kind].slug, key(world)])


def seat_of_owner(world: World) -> int:
    """Return the key of a membership in the private group."""
    return int(world.seat.pk)


# Doors that no cell needs, and why.
OPEN_DOORS = {
    "root": "leads to the reader's language",
    "robots": "says what machines may read",
    "health_live": "says that the process runs",
    "health_ready": "says that the database answers",
    "cms_login": "leads to the one login",
    "cms_password_reset": "leads to the one reset",
    "page_login": "leads to the one login",
    "foundation:display": "a reader's own cookies",
    "events:choose_zone": "a reader's own cookie",
    "attachments:file": "as open as its contribution; tests/community/attachments",
    "mute": "whoever has the link from the mail; tests/community/following",
    "discussions:similar": "what the reader could find by searching; test_live.py",
    "unsubscribe": "whoever has the link from the mail; test_weekly.py",
    "groups:invitation": "whoever has the link, for one address; test_services.py of the groups",
    "members:confirm_by_code": "proves who asks; test_single_sign_on.py",
    "briefs:pdf": "the same text as the plain one; test_forms_of_a_brief.py",
    "briefs:version": "old texts of a brief that can be read; test_versions.py",
    "briefs:past:text": "the same",
    "briefs:past:pdf": "the same",
    "briefs:past:bibtex": "the same",
    "briefs:past:ris": "the same",
    "briefs_number_version": "leads to an old text",
    "confirm_email": "whoever has the link from the mail; test_accounts.py",
    "media": "pictures of public pages; test_media.py",
    "calls:index": "open calls, for everybody; tests/home/calls",
    "calls:closed": "closed calls, for everybody; tests/home/calls",
    "calls:text": "the text of an answer, for its panel; tests/home/calls",
    "calls:unseat": "the same door as naming the panel; tests/home/calls",
    "calls:ranking_csv": "the same door as the ranking; tests/home/calls",
    "reviews:declare": "the same door as the review, before its text; tests/home/reviews",
    "reviews:outside": "whoever has the link from the mail; tests/home/reviews",
    "reviews:outside_document": "the same",
    "reviews:priority": "the same door as arranging; tests/home/reviews",
    "reviews:revoke": "the same door as the links; tests/home/reviews",
    "reviews:text": "the text of a review, for its reviewer; tests/home/reviews",
    "library:index": "public items, for everybody; tests/home/library",
    "library:mine": "a member's own proposals; tests/home/library",
    "demo_mail": "only with DEMO=1",
    "demo_mail_letter": "only with DEMO=1",
    "demo_mail_html": "only with DEMO=1",
    "wagtailsnippetchoosers_discussions_space:choose": "a window of the back office, which asks who enters",
    "wagtailsnippetchoosers_discussions_space:choose_results": "the same",
}


def of_draft(name: str, *more: Any) -> Callable[[World], str]:
    """Return an address of somebody else's submission."""
    return lambda world: reverse(f"submissions:{name}", args=[world.submission.pk, *more])


def begins_practice(client: Client, world: World) -> HttpResponseBase | bool:
    """Say whether a draft more is there now."""
    before = Submission.objects.count()
    data = {"title": "A desk", "kind": "practice", "language": "en", "form_key": uuid4()}
    answer = client.post(reverse("submissions:begin"), data)
    return answer if Submission.objects.count() == before else True


def archives_item(client: Client, world: World) -> HttpResponseBase:
    """Take an item out of the library."""
    sent = {"to": "archived", "reason": "Old."}
    return client.post(reverse("library:move", args=[world.item.slug]), sent)


def downloads(address: Callable[[World], str]) -> Attempt:
    """Fetch a document to its end, which lets go of it."""

    def go(client: Client, world: World) -> HttpResponseBase:
        answer = client.get(address(world))
        if answer.streaming:
            b"".join(answer)
        return answer

    return go


def decides_on_item(client: Client, world: World) -> HttpResponseBase:
    """Put a proposal into the library."""
    return client.post(reverse("library:move", args=[world.proposal.slug]), {"to": "public"})


def in_the_queue(client: Client, world: World) -> HttpResponseBase | bool:
    """Say whether the queue leads to the text; a visitor is led to the login."""
    answer = client.get(reverse("reviews:index"))
    address = reverse("reviews:arrange", args=[world.round.pk])
    return answer if answer.status_code == 302 else address in answer.content.decode()


def takes_review(client: Client, world: World) -> HttpResponseBase:
    """Take the place that is free."""
    return client.post(reverse("reviews:claim", args=[world.round.pk]))


def of_post(name: str, which: str) -> Callable[[World], str]:
    """Return an address of the moderation for one of the world's posts."""
    return lambda world: reverse(f"moderation:{name}", args=["post", getattr(world, which).pk])


def uses_tool(tool: str, **fields: str) -> Attempt:
    """Use one of the tools on the thread, with a reason."""
    return sends(
        lambda world: reverse("moderation:arrange", args=[world.thread.pk, tool]),
        {"reason": "It belongs there.", **fields},
    )


def merges_thread(client: Client, world: World) -> HttpResponseBase | bool:
    """Ask for the thread to be merged with itself: who may is told that it cannot be."""
    return uses_tool("merge", into=str(world.thread.pk))(client, world)


def splits_thread(client: Client, world: World) -> HttpResponseBase | bool:
    """Ask for the thread's own text to begin a thread: who may is told that it cannot."""
    opening = world.thread.posts.get(depth=0)
    return uses_tool("split", post=str(opening.pk), title="Another question")(client, world)


# Cells of the desk and of consultations, which use what stands above.
from tests.permissions import desk_cells  # noqa: E402

OPEN_DOORS |= desk_cells.OPEN_DOORS

CELLS: tuple[Cell, ...] = (
    Cell("published story", "read", reads(lambda world: world.story.url)),
    Cell("published story", "comment", sends(at("comments:write", story_key), WROTE)),
    Cell("unpublished story", "read", reads(lambda world: world.draft.url)),
    Cell("story, brief", "change in the back office", reads(at("wagtailadmin_pages:edit", story_key))),
    Cell("story, brief", "take back from the public", sends(at("wagtailadmin_pages:unpublish", story_key))),
    Cell("practices", "see the list", reads(lambda world: "/en/practices/")),
    Cell("practices", "compare", reads(at("practices:compare"))),
    Cell("practices", "take along as a table", reads(at("practices:export", lambda world: "csv"))),
    Cell("practices", "follow as a feed", reads(lambda world: "/feeds/practices.atom")),
    Cell("practices", "see which nobody confirmed", reads(at("practices:stale"))),
    Cell("practices", "import", reads(at("imports:table", lambda world: "stories"))),
    Cell("published story", "see its card", reads(at("practices:card", lambda world: world.story.slug))),
    Cell(
        "published story",
        "download a document",
        downloads(at("practices:attachment", story_key, lambda world: world.paper.pk)),
    ),
    Cell("published story", "confirm", sends(at("practices:confirm", lambda world: world.story.slug))),
    Cell("published story", "begin a new version", sends(at("submissions:revise", story_key))),
    Cell("collection", "read", reads(lambda world: world.collection.url)),
    Cell("collection", "read as one document", reads(at("practices:document", lambda world: world.collection.slug))),
    Cell("collection", "read as PDF", reads(at("practices:paper", lambda world: world.collection.slug))),
    Cell("sharing a practice", "read what it means", reads(at("submissions:index"))),
    Cell("sharing a practice", "begin", begins_practice),
    Cell("draft of another", "see how it stands", reads(of_draft("submission"))),
    Cell("draft of another", "read", reads(of_draft("preview"))),
    Cell(
        "draft of another",
        "download a document",
        downloads(
            at("practices:attachment", lambda world: world.submission.story_id, lambda world: world.draft_paper.pk)
        ),
    ),
    Cell("draft of another", "write", reads(of_draft("step", "place"))),
    Cell("draft of another", "send", sends(of_draft("send"))),
    Cell("draft of another", "take back", sends(of_draft("take_back"))),
    Cell("draft of another", "archive", sends(of_draft("archive"))),
    Cell("draft of another", "make public again", sends(of_draft("restore"))),
    Cell("draft of another", "name co-authors", sends(of_draft("add_author"))),
    Cell("draft of another", "remove co-authors", sends(of_draft("remove_author", 1))),
    Cell("brief", "read", reads(lambda world: world.brief.url)),
    Cell("briefs", "see the list", reads(lambda world: "/en/briefs/")),
    Cell("brief", "read as plain text", reads(lambda world: f"{world.brief.url}text/")),
    Cell("brief", "cite as BibTeX", reads(lambda world: f"{world.brief.url}cite.bib")),
    Cell("brief", "cite as RIS", reads(lambda world: f"{world.brief.url}cite.ris")),
    Cell("brief", "find by its lasting address", reads(lambda world: f"/b/{world.brief.number}/")),
    Cell("joint submission", "endorse for an organisation", endorses),
    Cell("joint submission", "take an endorsement back", takes_back),
    Cell("item of the library", "read", reads(lambda world: world.item.get_absolute_url())),
    Cell("item of the library", "propose", reads(at("library:propose"))),
    Cell("item of the library", "archive", archives_item),
    Cell("item of the library", "change", reads(at("library:edit", lambda world: world.item.slug))),
    Cell("proposed item of another", "read", reads(lambda world: world.proposal.get_absolute_url())),
    Cell("proposed item of another", "download", downloads(at("library:document", lambda world: world.proposal.slug))),
    Cell("proposed item of another", "decide on", decides_on_item),
    Cell("proposed item of another", "change", reads(at("library:edit", lambda world: world.proposal.slug))),
    Cell("proposed item of another", "take back", sends(at("library:withdraw", lambda world: world.proposal.slug))),
    Cell("proposals for the library", "see", reads(at("library:review"))),
    Cell("call", "read", reads(lambda world: world.call.get_absolute_url())),
    Cell("call", "answer", reads(at("calls:answer", lambda world: world.call.slug))),
    Cell("call", "make", reads(at("calls:new"))),
    Cell("call", "change", reads(at("calls:edit", lambda world: world.call.slug))),
    Cell("call", "name its panel", reads(at("calls:panel", lambda world: world.call.slug))),
    Cell("call", "see its ranking", reads(at("calls:ranking", lambda world: world.call.slug))),
    Cell(
        "answer to a call",
        "judge without a seat on the panel",
        reads(lambda world: reverse("calls:judge", args=[world.call.slug, world.answer.pk])),
    ),
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
    Cell("thread", "go to what is new", reads(at("discussions:first_new", lambda world: world.thread.pk))),
    Cell(
        "thread",
        "follow",
        sends(at("following:choose", lambda _world: "thread", lambda world: world.thread.pk), {"level": "watched"}),
    ),
    Cell(
        "thread in a private group",
        "see what is new",
        reads(at("discussions:since", lambda world: world.group_thread.pk)),
    ),
    Cell(
        "post of another",
        "thank",
        sends(at("reactions:react", lambda _world: "post", lambda world: world.post.pk, lambda _world: "thanks")),
    ),
    Cell("thread of another", "mark as answered", marks_answered),
    Cell("post of another", "edit", reads(at("discussions:edit_post", lambda world: world.post.pk))),
    Cell("post of another", "remove", sends(at("discussions:remove_post", lambda world: world.post.pk))),
    Cell("post of another", "report", reads(lambda world: reverse("moderation:flag", args=["post", world.post.pk]))),
    Cell("hidden post", "read", shows(lambda world: world.thread.get_absolute_url(), "Words to be hidden.")),
    Cell("held post", "read", shows(lambda world: world.thread.get_absolute_url(), "Words that wait.")),
    Cell("held post", "find its place", reads(lambda world: world.held.get_absolute_url())),
    Cell("held thread", "read", reads(lambda world: world.held_thread.get_absolute_url())),
    Cell("held post", "accept", sends(of_post("decide", "held"), {"action": "accept"})),
    Cell("hidden post of another", "see what its author can do", reads(of_post("own", "hidden"))),
    Cell("hidden post of another", "change", sends(of_post("repair", "hidden"), WROTE)),
    Cell("hidden post of another", "appeal for", sends(of_post("appeal", "hidden"), {"text": "Why?"})),
    Cell(
        "appeal",
        "decide on",
        sends(of_post("decide_appeal", "hidden"), {"action": "uphold", "reason": "It does name somebody."}),
    ),
    Cell("contribution", "leave a remark on", sends(of_post("remark", "post"), {"text": "Looked at."})),
    Cell(
        "member",
        "hold what she writes",
        sends(at("moderation:member", lambda world: world.owner.pk), {"given": "0", "reason": "She advertises."}),
    ),
    Cell("thread", "see how to put it in order", reads(at("moderation:thread", lambda world: world.thread.pk))),
    Cell("thread", "close", uses_tool("lock")),
    Cell("thread", "pin", uses_tool("pin")),
    Cell("thread", "move to another space", uses_tool("move", space="side-room")),
    Cell("thread", "merge into another", merges_thread),
    Cell("thread", "split", splits_thread),
    Cell("log of decisions", "see", reads(at("moderation:log"))),
    Cell("ready reasons", "keep", reads(lambda world: "/cms/snippets/moderation/cannedreply/add/")),
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
    Cell("exchange", "comment", sends(at("comments:write", lambda world: world.exchange.pk), WROTE)),
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
    Cell("directory of people", "see", reads(at("members:people"))),
    Cell(
        "photograph open to members", "see", reads(at("members:photograph", lambda world: world.owner.profile.handle))
    ),
    Cell(
        "photograph of a closed profile",
        "see",
        reads(at("members:photograph", lambda world: world.closed.profile.handle)),
    ),
    Cell("own profile", "look at as another", reads(at("members:seen_by", lambda world: "anonymous"))),
    Cell("own session", "see", reads(at("usersessions_list"))),
    Cell("session of another", "end", sends(at("members:session_end", lambda world: world.session.pk))),
    Cell("own archive", "ask for", sends(at("personal_data:want_archive"))),
    Cell("own account", "ask to erase", reads(at("personal_data:erase"))),
    Cell("own account", "take the wish back", sends(at("personal_data:take_back"))),
    Cell("mails to oneself", "see", reads(at("notifications"))),
    Cell("own digest", "change", reads(at("digests:settings"))),
    Cell("theme", "follow", sends(at("digests:follow", lambda world: world.theme.slug))),
    Cell("theme", "stop following", sends(at("digests:stop", lambda world: world.theme.slug))),
    Cell("organisations", "see the list", reads(at("members:organisations"))),
    Cell("organisation", "tie another one to it", ties_own),
    Cell("membership of a network", "confirm", sends(at("members:tie_confirm", lambda world: world.tie.pk))),
    Cell("tie of an organisation", "end", ends_tie),
    Cell("claims", "see the queue", reads(at("verification:index"))),
    Cell("document of a claim", "open", reads(at("verification:document", lambda world: world.claim.pk))),
    Cell("corridor", "read", reads(lambda world: world.corridor.get_absolute_url())),
    Cell("groups", "see the list", reads(at("groups:index"))),
    Cell("group, private", "leave", leaves_group),
    Cell("group, private", "see who asks to join", reads(in_group("requests", "private"))),
    Cell(
        "group, private",
        "open a space",
        reads(lambda world: reverse("discussions:new_space", args=[world.groups["private"].slug])),
    ),
    Cell("group, private", "archive", sends(in_group("archive", "private"), {"archived": "1"})),
    Cell(
        "member of a private group",
        "give a role",
        sends(in_circle("role", "private", seat_of_owner), {"role": "facilitator"}),
    ),
    Cell("member of a private group", "remove", sends(in_circle("remove", "private", seat_of_owner))),
    Cell("file of a private group", "download", reads(in_circle("file", "private", lambda world: world.file.pk))),
    Cell("file of a private group", "remove", sends(in_circle("remove_file", "private", lambda world: world.file.pk))),
    Cell("own messages", "see", reads(at("contacts:index"))),
    Cell(
        "conversation of others", "block in", sends(at("contacts:block", lambda world: world.message.conversation_id))
    ),
    Cell("block of another", "lift", sends(at("contacts:lift_block", lambda world: world.block.pk))),
    Cell(
        "reported message",
        "read as a case",
        reads(lambda world: reverse("moderation:case", args=["message", world.message.pk])),
    ),
    Cell(
        "message of others",
        "report",
        reads(lambda world: reverse("moderation:flag", args=["message", world.message.pk])),
    ),
    Cell("comment", "find its place", reads(at("comments:comment", lambda world: world.comment.pk))),
    Cell("discussions", "see", reads(at("discussions:index"))),
    Cell("public space", "see", reads(lambda world: world.thread.space.get_absolute_url())),
    Cell("members' space", "see", reads(lambda world: world.members_thread.space.get_absolute_url())),
    Cell("public post", "find its place", reads(at("discussions:post", lambda world: world.post.pk))),
    Cell("post in a private group", "find its place", reads(at("discussions:post", lambda world: world.group_post.pk))),
    Cell("own registrations", "see", reads(at("my_registrations:list"))),
    Cell("exchange", "take its calendar", reads(at("events:calendar", lambda world: world.exchange.slug))),
    Cell("place of another", "cancel", cancels_place_of_another),
    Cell("territories", "import", reads(at("imports:table", lambda world: "territories"))),
    Cell(
        "organisations", "take the template of the table", reads(at("imports:template", lambda world: "organisations"))
    ),
    Cell("members' accounts", "see the list", reads(at("accounts:index"))),
    Cell("accounts and roles", "give roles to many", gives_role),
    Cell("accounts and roles", "give roles to many after a fresh proof", proven(gives_role)),
    Cell("account", "delete in the back office after a fresh proof", proven(deletes_account)),
    *desk_cells.CELLS,
)
