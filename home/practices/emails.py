"""Mails about stories: once a year, whether it is still true."""

from collections.abc import Iterable
from datetime import date, datetime

from django.urls import reverse

from community.members.models import Claim, User
from community.outbox import renderers
from community.outbox.models import Mail
from community.outbox.services import debts
from foundation.mail import Letter, compose
from home.practices.answering import answers_for_story
from home.practices.models import Confirmation, StoryPage

QUESTION = "story.still_true"


def askable(stories: Iterable[StoryPage], *, now: datetime) -> dict[int, list[User]]:
    """Return, by story, the members who answer for it: who wrote it and who speaks for its authority."""
    stories = list(stories)
    claims = Claim.objects.current(now=now).filter(
        organisation__in=[story.authority_id for story in stories if story.authority_id]
    )
    speakers: dict[int, list[User]] = {}
    for claim in claims.select_related("member__profile"):
        speakers.setdefault(claim.organisation_id, []).append(claim.member)
    owners = User.objects.select_related("profile").filter(
        pk__in=[story.owner_id for story in stories if story.owner_id], is_active=True
    )
    by_pk = {owner.pk: owner for owner in owners}
    found: dict[int, list[User]] = {}
    for story in stories:
        people = [
            *speakers.get(story.authority_id or 0, []),
            *([by_pk[story.owner_id]] if story.owner_id in by_pk else []),
        ]
        found[story.pk] = list({person.pk: person for person in people}.values())
    return found


def owe_question(story: StoryPage, *, to: User, since: date, now: datetime) -> None:
    """Owe one member one question about one story, once for each year that nobody confirmed it."""
    years = (now.date() - since).days // 365
    profile = getattr(to, "profile", None)
    debts.owe(
        kind=QUESTION,
        recipient=to.email,
        period=f"story {story.translation_key} since {since} year {years}",
        language=profile.interface_language if profile else "en",
        now=now,
        context={"story": story.pk, "member": to.pk, "since": since.isoformat()},
    )


def ask_whether_true(mail: Mail, now: datetime) -> Letter | None:
    """Write the question, as long as the reader answers for the story and nobody has answered meanwhile."""
    story = StoryPage.objects.live().select_related("locale").filter(pk=mail.context.get("story")).first()
    reader = User.objects.select_related("profile").filter(pk=mail.context.get("member"), is_active=True).first()
    if story is None or reader is None or reader.email.lower() != mail.recipient.lower():
        return None
    since = date.fromisoformat(mail.context["since"])
    if not answers_for_story(reader, story, now=now):
        return None
    if Confirmation.objects.filter(story_key=story.translation_key, confirmed_on__gt=since).exists():
        return None
    zone = reader.profile.time_zone if hasattr(reader, "profile") else "UTC"
    context = {
        "title": story.title,
        "since": since,
        "path": reverse("practices:confirm", args=[story.slug]),
    }
    return compose("practices/emails/still_true", context, language=mail.language, zone=zone)


def register() -> None:
    """Tell the outbox who writes this mail."""
    renderers.register(QUESTION, ask_whether_true)
