"""docs/permissions.md, written by trying every cell with every role."""

from typing import Any

from django.db import transaction
from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.test import Client
from django.urls import reverse

from tests.permissions import cells, ediscussion_cells
from tests.permissions.attempts import Cell
from tests.permissions.world import ROLES, World

CELLS = (*cells.CELLS, *ediscussion_cells.CELLS)
ASKS = (reverse("account_reauthenticate"), reverse("mfa_reauthenticate"), reverse("members:confirm_by_code"))
HEAD = """# Who may do what

Written by the test suite (`CORRIDOR_WRITE_PERMISSIONS=1 make test`), which goes to each door with each role; every
other run fails when the product answers otherwise than this page says. The rules stand in each app's `permissions.py`
(`can_<verb>_<noun>`), for lists in its `querysets.py`.

Roles: visitor (not signed in), member (address verified), focal point (member who speaks for an authority), group
member (of a private group), organiser, facilitator, editor, administrator; the last three with a second factor and
without. Everybody may edit and remove her own contributions and cancel her own place.

yes: done. sign in: led to the login, then judged. no: refused, saying so. not found: the answer of what does not exist.
factor first: led to set up a second factor. proof first: asked for password, factor or a mailed code once more, then
judged; so are export, erasure, a change of address, and every form that gives roles.

Approving a claim and making somebody facilitator of a group ask for no fresh proof: neither gives power over the site.
A claim is approved by somebody with a second factor, never one's own, each decision is a line that stays, and it can be
revoked at once; a group's facilitator has power inside that group alone, which the site's facilitators can take back.

A test walks all addresses: each one is met by a cell, or stands with its reason in `tests/permissions/cells.py`.

"""


def verdict(answer: HttpResponseBase | bool, *, is_signed_in: bool) -> str:
    """Return what a door said, in a word."""
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    if answer.status_code == 302 and answer["Location"] == reverse("mfa_index"):
        return "factor first"
    if answer.status_code == 302 and answer["Location"].startswith(ASKS):
        return "proof first"
    if answer.status_code == 302 and "login" in answer["Location"]:
        return "no" if is_signed_in else "sign in"
    if answer.status_code == 302 and answer["Location"] in {"/cms/", "/admin/"}:
        return "no"
    words = {200: "yes", 302: "yes", 303: "yes", 409: "yes", 422: "yes", 403: "no", 404: "not found"}
    return words.get(answer.status_code, str(answer.status_code))


class Walker(Client):
    """A client that notes the names of the doors it comes to."""

    def __init__(self, doors: set[str]) -> None:
        super().__init__()
        self.doors = doors

    def request(self, **request: Any) -> Any:
        """Go there."""
        answer = super().request(**request)
        if match := answer.resolver_match:
            self.doors.add(match.view_name)
        return answer


def row(cell: Cell, world: World, doors: set[str]) -> list[str]:
    """Return the verdicts of a cell, a role each; whatever was done is undone. doors: gets the names of what is met."""
    verdicts = []
    for role in ROLES:
        client = Walker(doors)
        if role != "visitor":
            client.force_login(world.people[role])
        with transaction.atomic():
            answer = cell.attempt(client, world)
            verdicts.append(verdict(answer, is_signed_in=role != "visitor"))
            if isinstance(answer, StreamingHttpResponse):
                b"".join(answer.streaming_content)  # read to its end, which closes the file
            transaction.set_rollback(True)
    return verdicts


def text(world: World, doors: set[str]) -> str:
    """Return the whole page. doors: gets the names of all doors that were met."""
    lines = [f"| | | {' | '.join(ROLES)} |", f"|---|---|{'---|' * len(ROLES)}"]
    lines += [f"| {cell.thing} | {cell.action} | {' | '.join(row(cell, world, doors))} |" for cell in CELLS]
    return HEAD + "\n".join(lines) + "\n"
