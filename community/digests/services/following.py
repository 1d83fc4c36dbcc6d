"""Following and stopping: what a member hears of, and when."""

from datetime import datetime

from django.db import transaction

from community.digests.enums import FollowKind, Frequency
from community.digests.models import Follow, Preference
from community.members.models import User
from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term


class UnknownTheme(ValueError):
    """There is no theme of that name."""


@transaction.atomic
def preference_of(*, member: User, now: datetime) -> Preference:
    """Return the member's preference, made with the weekly default if she has none."""
    preference, _made = Preference.objects.get_or_create(member=member, defaults={"started_at": now})
    return preference


@transaction.atomic
def follow_theme(*, member: User, slug: str, now: datetime) -> Follow:
    """Follow a theme; following it again changes nothing.

    Raises:
        UnknownTheme: no such theme.
    """
    if not Term.objects.of(Vocabulary.THEMES).filter(slug=slug).exists():
        raise UnknownTheme(slug)
    preference_of(member=member, now=now)
    follow, _made = Follow.objects.get_or_create(member=member, kind=FollowKind.THEME, key=slug)
    return follow


@transaction.atomic
def stop_theme(*, member: User, slug: str) -> None:
    """Stop following a theme; stopping twice changes nothing."""
    Follow.objects.filter(member=member, kind=FollowKind.THEME, key=slug).delete()


@transaction.atomic
def choose(
    *, member: User, frequency: Frequency, weekday: int, hour: int, themes: list[str], now: datetime
) -> Preference:
    """Write down a member's whole choice: how often, when, and exactly these themes.

    Args:
        weekday: 0 for Monday to 6 for Sunday, in the member's own zone.
        hour: 0 to 23, in the member's own zone.
        themes: slugs; other themes are no longer followed.

    Raises:
        ValidationError: an hour or day that does not exist.
    """
    preference = preference_of(member=member, now=now)
    if preference.frequency == Frequency.NEVER and frequency != Frequency.NEVER:
        preference.started_at = now
    preference.frequency, preference.weekday, preference.hour = frequency, weekday, hour
    preference.full_clean()
    preference.save()
    wanted = set(Term.objects.of(Vocabulary.THEMES).filter(slug__in=themes).values_list("slug", flat=True))
    Follow.objects.filter(member=member, kind=FollowKind.THEME).exclude(key__in=wanted).delete()
    Follow.objects.bulk_create(
        [Follow(member=member, kind=FollowKind.THEME, key=slug) for slug in wanted], ignore_conflicts=True
    )
    return preference


@transaction.atomic
def unsubscribe(*, token: str) -> Preference | None:
    """Stop the digest that the token's mails belong to; None for a token nobody has. Repeatable."""
    preference = Preference.objects.select_related("member__profile").filter(token=token).first()
    if preference is not None:
        Preference.objects.filter(pk=preference.pk).update(frequency=Frequency.NEVER)
    return preference
