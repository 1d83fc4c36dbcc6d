"""Who writes which mail: each app registers a renderer a kind, and the outbox asks it at the moment of sending."""

from collections.abc import Callable
from datetime import datetime

from community.outbox.models import Mail
from foundation.mail import Letter

Renderer = Callable[[Mail, datetime], Letter | None]
_renderers: dict[str, Renderer] = {}


class UnknownKind(LookupError):
    """No installed app knows how to write a mail of this kind."""


def register(kind: str, renderer: Renderer) -> None:
    """Let `renderer(mail, now)` write mails of `kind`; it returns None when there is nothing left to say.

    The renderer judges rights, mutes and unsubscriptions itself: it runs at the moment of sending.
    """
    _renderers[kind] = renderer


def render(mail: Mail, *, now: datetime) -> Letter | None:
    """Return the letter for `mail`, or None when nothing is owed any more.

    Raises:
        UnknownKind: nobody registered `mail.kind`.
    """
    try:
        renderer = _renderers[mail.kind]
    except KeyError:
        raise UnknownKind(mail.kind) from None
    return renderer(mail, now)
