"""Mails about items of the library: to who proposed one, at each move, judged again at the moment of sending."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from community.members.models import User
from community.outbox import renderers
from community.outbox.models import Mail
from community.outbox.services import debts
from foundation.mail import Letter, compose
from home.library.enums import OWN, State
from home.library.models import Move

MOVED = "library.moved"


def owe_moved(move: Move, *, now: datetime) -> None:
    """Owe the proposer a mail about a move that somebody else made."""
    proposer = move.item.proposer
    if proposer is None or not proposer.is_active or proposer.pk == move.by_id:
        return
    profile = getattr(proposer, "profile", None)
    debts.owe(
        kind=MOVED,
        recipient=proposer.email,
        period=f"library move {move.pk}",
        language=profile.interface_language if profile else "en",
        now=now,
        context={"move": move.pk, "member": proposer.pk},
    )


def about_move(mail: Mail, now: datetime) -> Letter | None:
    """Write about a move, as long as the reader proposed the item and it was the last one."""
    move = Move.objects.select_related("item").filter(pk=mail.context.get("move")).first()
    reader = User.objects.select_related("profile").filter(pk=mail.context.get("member"), is_active=True).first()
    if move is None or reader is None or reader.email.lower() != mail.recipient.lower():
        return None
    if move.item.proposer_id != reader.pk or Move.objects.filter(item=move.item_id, pk__gt=move.pk).exists():
        return None
    zone = reader.profile.time_zone if hasattr(reader, "profile") else "UTC"
    with translation.override(mail.language):
        title, line = _words(move)
        context = {
            "title": title,
            "line": line,
            "reason": move.reason,
            "path": move.item.get_absolute_url(),
            "link": _("See it in the library"),
        }
    return compose("library/emails/moved", context, language=mail.language, zone=zone)


def _words(move: Move) -> tuple[str, str]:
    item = {"item": move.item.title}
    if move.before == move.after:
        return (
            _("“%(item)s” was corrected by the facilitators") % item,
            _("Look at it as it is now. You can propose another change."),
        )
    if move.item.replaces_id is not None:
        return (
            _("Your change to “%(item)s” was not accepted") % item,
            _("The reason stands below. The item stays as it was; you can change your proposal and send it again."),
        )
    if _is_change(move):
        return (
            _("Your change to “%(item)s” is public") % item,
            _("Thank you. Everybody reads the new text now."),
        )
    sentences = {
        State.PUBLIC: (
            _("“%(item)s” is in the library") % item,
            _("Thank you. Everybody can now find it and read it."),
        ),
        State.DECLINED: (
            _("“%(item)s” was not accepted for the library") % item,
            _("The reason stands below. You can propose it again when that has changed."),
        ),
        State.ARCHIVED: (
            _("“%(item)s” was taken out of the library") % item,
            _("It is no longer public. You still see it in your own list."),
        ),
    }
    return sentences[State(move.after)]


def _is_change(move: Move) -> bool:
    """What was proposed was public before."""
    earlier = Move.objects.filter(item=move.item_id, pk__lt=move.pk, after=State.PUBLIC)
    return move.after == State.PUBLIC and move.before in OWN and earlier.exists()


def register() -> None:
    """Tell the outbox who writes these mails."""
    renderers.register(MOVED, about_move)
