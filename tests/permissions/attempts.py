"""How a role tries a door: what the cells of the matrix are made of."""

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
