"""The mail that tells of a new contribution, written at the moment of sending, with rights judged then."""

from datetime import datetime

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation

from community.following.enums import Level
from community.following.models import Following
from community.members import contribution_kinds
from community.members.contribution_kinds import Written
from community.members.contributions import name_of
from community.members.models import User
from community.outbox import renderers
from community.outbox.models import Mail
from foundation import markup
from foundation.mail import Letter, compose

NEWS = "following.news"
SALT = "corridor.following.mute"
SHOWN = 600


def mute_token(following: Following) -> str:
    """Return what the mute link of a mail carries: it names one row, is signed, and can do one thing only."""
    return signing.dumps(following.pk, salt=SALT)


def following_of(token: str) -> Following | None:
    """Return the row that a mute link names; None for a token that nobody signed."""
    try:
        pk = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return Following.objects.select_related("member__profile").filter(pk=pk).first()


def about_contribution(mail: Mail, now: datetime) -> Letter | None:
    """Write to a watcher or to who is mentioned, as long as she still wants it and may still read it."""
    rows = User.objects.select_related("profile").filter(is_active=True, profile__isnull=False)
    member = rows.filter(pk=mail.context.get("member")).first()
    if member is None or member.email.lower() != mail.recipient.lower():
        return None
    with translation.override(mail.language):
        written = contribution_kinds.find(member, mail.context["kind"], mail.context["contribution"])
        following = _wanted(member, written, mentioned=bool(mail.context.get("mentioned"))) if written else None
        if written is None or following is None:
            return None
        mute_url = settings.SITE_URL + reverse("mute", args=[mute_token(following)])
        values = {
            "written": written,
            "author": name_of(written.author),
            "excerpt": markup.excerpt(written.html, SHOWN),
            "mentioned": bool(mail.context.get("mentioned")),
            "recipient": member,
            "mute_url": mute_url,
        }
    return compose(
        "following/emails/news",
        values,
        language=mail.language,
        zone=member.profile.time_zone,
        headers={"List-Unsubscribe": f"<{mute_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    )


def _wanted(member: User, written: Written, *, mentioned: bool) -> Following | None:
    """Return the member's row of the place if the mail is still wanted; a mention makes one to be muted by."""
    place = written.place
    rows = Following.objects.on(place.kind, [place.pk]).filter(member=member)
    if mentioned and member.profile.takes_mentions:
        Following.objects.bulk_create(
            [Following(member=member, kind=place.kind, target=place.pk)], ignore_conflicts=True
        )
        return rows.exclude(level=Level.MUTED).first()
    return rows.watching().first()


def register() -> None:
    """Tell the outbox who writes these mails."""
    renderers.register(NEWS, about_contribution)
