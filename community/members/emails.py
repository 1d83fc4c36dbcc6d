"""Account mails: written by allauth's templates, laid out and delivered like every other mail."""

from datetime import datetime

from community.outbox import renderers
from community.outbox.models import Mail
from foundation.mail import Letter, compose


def account(mail: Mail, now: datetime) -> Letter:
    """Lay out a mail about somebody's own account; its words were fixed when it was owed."""
    return compose("members/emails/account", dict(mail.context), language=mail.language)


def register() -> None:
    """Tell the outbox who writes these mails."""
    renderers.register("account", account)
