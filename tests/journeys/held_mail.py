"""A mailbox that can be told to keep the worker waiting in the middle of its work."""

import signal
from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage

from foundation.mail import MaildirBackend, open_folder

# While this file is in DATA_DIR, whoever sends to a mailbox of as many mails as it says stops there until killed.
HOLD = "hold-mail"


class HoldingMaildirBackend(MaildirBackend):
    """Store mails as the demo does. Where it is held, the mail is out and nobody has written down that it is."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Store the messages, then stop here if a test wants so."""
        sent = super().send_messages(email_messages)
        hold = settings.DATA_DIR / HOLD
        while hold.exists() and len(open_folder()) >= int(hold.read_text()):
            signal.pause()
        return sent
