"""docs/permissions.md, written by trying every cell with every role."""

from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client

from tests.permissions.cells import CELLS, Cell
from tests.permissions.world import ROLES, World

HEAD = """# Who may do what

Written by the test suite (`CORRIDOR_WRITE_PERMISSIONS=1 make test`), which goes to each door with each role; every
other run fails when the product answers otherwise than this page says. The rules stand in each app's `permissions.py`
(`can_<verb>_<noun>`), for lists in its `querysets.py`.

Roles: visitor (not signed in), member (address verified), focal point (member who speaks for an authority), group
member (of a private group), organiser, facilitator, editor, administrator. The last three have a second factor; without
one a facilitator is a member. Everybody may edit and remove her own contributions and cancel her own place.

yes: done. sign in: led to the login, then judged. no: refused, saying so. not found: the answer of what does not exist.

"""


def verdict(answer: HttpResponseBase | bool, *, is_signed_in: bool) -> str:
    """Return what a door said, in a word."""
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    if answer.status_code == 302 and "login" in answer["Location"]:
        return "no" if is_signed_in else "sign in"
    if answer.status_code == 302 and answer["Location"] in {"/cms/", "/admin/"}:
        return "no"
    words = {200: "yes", 302: "yes", 303: "yes", 409: "yes", 422: "yes", 403: "no", 404: "not found"}
    return words.get(answer.status_code, str(answer.status_code))


def row(cell: Cell, world: World) -> list[str]:
    """Return the verdicts of a cell, a role each; whatever was done is undone."""
    verdicts = []
    for role in ROLES:
        client = Client()
        if role != "visitor":
            client.force_login(world.people[role])
        with transaction.atomic():
            verdicts.append(verdict(cell.attempt(client, world), is_signed_in=role != "visitor"))
            transaction.set_rollback(True)
    return verdicts


def text(world: World) -> str:
    """Return the whole page."""
    lines = [f"| | | {' | '.join(ROLES)} |", f"|---|---|{'---|' * len(ROLES)}"]
    lines += [f"| {cell.thing} | {cell.action} | {' | '.join(row(cell, world))} |" for cell in CELLS]
    return HEAD + "\n".join(lines) + "\n"
