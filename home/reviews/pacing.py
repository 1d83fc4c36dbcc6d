"""How often a form without an account may be sent: by address of the sender and by link."""

import hashlib

from django.core.cache import cache
from django.http import HttpRequest

MOST = 20
WHILE = 600


def is_too_much(request: HttpRequest, *, of: str) -> bool:
    """Count one more sending; whether there were too many in ten minutes. The address is kept as a hash only."""
    sender = request.META.get("REMOTE_ADDR", "")
    key = "reviews.pacing." + hashlib.sha256(f"{of}:{sender}".encode()).hexdigest()
    cache.add(key, 0, WHILE)
    try:
        return int(cache.incr(key)) > MOST
    except ValueError:
        # It ran out between the two calls: a new while begins.
        return False
