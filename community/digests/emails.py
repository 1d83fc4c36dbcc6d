"""The weekly digest, written at the moment of sending."""

from datetime import datetime
from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from community.digests.composition import Digest, compose_for
from community.digests.enums import Frequency
from community.digests.models import Preference, Told
from community.outbox import renderers
from community.outbox.models import Mail
from foundation.mail import Letter, compose


def weekly(mail: Mail, now: datetime) -> Letter | None:
    """Write a member's digest; None when she has stopped it, left, or nothing is new."""
    preference = (
        Preference.objects.select_related("member__profile")
        .filter(member=mail.context.get("member"), frequency=Frequency.WEEKLY, member__is_active=True)
        .first()
    )
    if preference is None or preference.member.email != mail.recipient:
        return None
    with translation.override(mail.language):
        digest = compose_for(preference, language=mail.language, now=now)
        preferences_url = settings.SITE_URL + reverse("digests:settings")
    if not digest.entries:
        return None
    unsubscribe_url = settings.SITE_URL + reverse("unsubscribe", args=[preference.token])
    lead, *others = digest.entries
    return compose(
        "digests/emails/weekly",
        {
            "digest": digest,
            "sections": [(section.value, entries) for section, entries in digest.sections.items()],
            "lead": lead,
            "others": len(others),
            "member": preference.member,
            "zone": preference.member.profile.time_zone,
            "preferences_url": preferences_url,
            "unsubscribe_url": unsubscribe_url,
        },
        language=mail.language,
        zone=preference.member.profile.time_zone,
        headers={
            "List-Unsubscribe": f"<{unsubscribe_url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "List-Id": f"Corridor weekly <weekly.{urlsplit(settings.SITE_URL).hostname}>",
            "Precedence": "bulk",
        },
        on_sent=partial(_remember, preference.member_id, digest),
    )


def _remember(member_id: int, digest: Digest) -> None:
    Told.objects.bulk_create(
        [Told(member_id=member_id, key=entry.item.key, stamp=entry.item.stamp) for entry in digest.entries],
        update_conflicts=True,
        unique_fields=["member", "key"],
        update_fields=["stamp"],
    )


def register() -> None:
    """Tell the outbox who writes these mails."""
    renderers.register("digest.weekly", weekly)
