"""Typed text is never lost: what a signed-out reader sent is kept in her session until she signed in and sent it."""

from typing import Any

from django.http import HttpRequest

from community.members.contributions import LONGEST

KEY = "kept_text"


def keep(request: HttpRequest, *, place: str, fields: dict[str, Any]) -> None:
    """Keep the fields of a form that was sent without an account. One form a session: the last one counts."""
    request.session[KEY] = {"place": place, "fields": {name: value[: 2 * LONGEST] for name, value in fields.items()}}


def kept(request: HttpRequest, *, place: str) -> dict[str, Any]:
    """Return the fields kept for this form; none for who is not signed in."""
    if not request.user.is_authenticated:
        return {}
    draft = request.session.get(KEY) or {}
    return dict(draft["fields"]) if draft.get("place") == place else {}


def drop(request: HttpRequest, *, place: str) -> None:
    """Forget the text once it was sent."""
    if (request.session.get(KEY) or {}).get("place") == place:
        del request.session[KEY]
