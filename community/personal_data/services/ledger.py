"""The ledger of erased accounts: it outlives a restored backup, and says whom to erase again."""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from community.members.models import User
from community.personal_data.models import Erased


def digest_of(member: User, *, key: str | None = None) -> str:
    """Return the keyed digest of what never changes about an account: it recognises her and names nobody.

    Args:
        member: the account.
        key: a former SECRET_KEY; the present one if it is not given.
    """
    joined = member.date_joined.astimezone(UTC).isoformat()
    text = f"{member.pk}:{joined}"
    return salted_hmac("community.personal_data.ledger", text, secret=key, algorithm="sha256").hexdigest()


def is_of(member: User, digest: str) -> bool:
    """Return whether a line of the ledger means this account, whichever key it was written with."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any(constant_time_compare(digest_of(member, key=key), digest) for key in keys)


def write(*, member: User, now: datetime) -> Erased:
    """Write down that an account is erased, in the transaction that erases it."""
    row, _made = Erased.objects.get_or_create(
        account=member.pk, defaults={"account_digest": digest_of(member), "erased_at": now}
    )
    return row


def entries() -> list[dict[str, Any]]:
    """Return the whole ledger, ready to be written to a file."""
    return [
        {"account": row.account, "account_digest": row.account_digest, "erased_at": row.erased_at.isoformat()}
        for row in Erased.objects.all()
    ]
