"""The demo's members follow the themes they work on."""

from datetime import datetime, timedelta

from community.digests.models import Preference
from community.digests.services import following
from community.members.models import User


def load(*, now: datetime, members: dict[str, User]) -> None:
    """Let each demo member follow the themes of her profile; who has chosen already is left alone."""
    for member in members.values():
        if Preference.objects.filter(member=member).exists():
            continue
        for term in member.profile.themes.select_related("parent"):
            top = term.parent or term
            following.follow_theme(member=member, slug=top.slug, now=now - timedelta(days=7))
