"""Links of invitations: derived from the site's key whenever they are needed; the table holds their hashes only."""

import base64
import hashlib

from django.conf import settings
from django.utils.crypto import constant_time_compare, get_random_string, salted_hmac

SALT = "community.groups.invitation"


def new_nonce() -> str:
    """Return what makes a link one of its kind."""
    return get_random_string(32)


def derive(invitation: str, nonce: str, key: str | None = None) -> str:
    """Return the secret part of a link. invitation: the group and the address it is for."""
    digest = salted_hmac(SALT, f"{invitation}:{nonce}", secret=key, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def hashed(token: str) -> str:
    """Return what is kept of a link."""
    return hashlib.sha256(token.encode()).hexdigest()


def recover(invitation: str, nonce: str, known_hash: str) -> str:
    """Return the secret part of a link made before, under the present key or one before it; empty when neither fits."""
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        token = derive(invitation, nonce, key)
        if constant_time_compare(hashed(token), known_hash):
            return token
    return ""
