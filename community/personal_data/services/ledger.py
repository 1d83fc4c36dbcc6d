"""The ledger of erased accounts: it outlives a restored backup, and says whom to erase again."""

from datetime import datetime
from typing import Any

from django.utils.crypto import salted_hmac

from community.members.models import User
from community.personal_data.models import Erased


def digest_of(address: str) -> str:
    """Return the keyed digest of an address: it recognises the account and names nobody."""
    return salted_hmac("community.personal_data.ledger", address.lower(), algorithm="sha256").hexdigest()


def write(*, member: User, now: datetime) -> Erased:
    """Write down that an account is erased, in the transaction that erases it."""
    row, _made = Erased.objects.get_or_create(
        account=member.pk, defaults={"address_digest": digest_of(member.email), "erased_at": now}
    )
    return row


def entries() -> list[dict[str, Any]]:
    """Return the whole ledger, ready to be written to a file."""
    return [
        {"account": row.account, "address_digest": row.address_digest, "erased_at": row.erased_at.isoformat()}
        for row in Erased.objects.all()
    ]
