"""Where a member's photograph is kept: under a name nobody can guess, in the private storage, one at a time."""

import secrets

from django.core.files.base import ContentFile
from django.db import transaction

from community.members.models import Profile


def replace(*, profile: Profile, picture: bytes) -> None:
    """Give the profile a photograph made by `pictures.prepared`; the file of the old one goes after commit.

    The caller saves the profile, in the same transaction.
    """
    remove(profile=profile)
    name = profile.photograph.storage.save(f"photographs/{secrets.token_hex(16)}.jpg", ContentFile(picture))
    profile.photograph = name


def remove(*, profile: Profile) -> None:
    """Take the photograph from the profile; its file goes once the transaction is through. The caller saves."""
    if profile.photograph:
        storage, name = profile.photograph.storage, str(profile.photograph.name)
        transaction.on_commit(lambda: storage.delete(name))
    profile.photograph = ""
