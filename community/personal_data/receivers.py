"""What django-allauth says of addresses, and the service that answers."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_removed

from community.members.models import User
from community.personal_data.services import former_addresses
from foundation import clock


def on_address_removed(sender: Any, user: User, email_address: EmailAddress, **kwargs: Any) -> None:
    """A member took an address from her account."""
    former_addresses.remember(member=user, address=email_address.email, now=clock.now())


def connect() -> None:
    """Start to listen."""
    email_removed.connect(on_address_removed, dispatch_uid="personal_data.address_removed")
