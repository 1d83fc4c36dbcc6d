"""The demo's exchanges: always as near as on the first day, whenever the demo is started."""

import json
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from wagtail.models import Locale, Page

from community.members.models import Organisation, User
from community.taxonomy.enums import Vocabulary
from community.taxonomy.models import Term
from community.territories.models import Territory
from events.enums import ExchangeState
from events.models import ExchangeIndexPage, ExchangePage
from events.services import registrations

SOURCE = Path(__file__).resolve().parents[1] / "fixtures" / "exchanges.json"
# Registrations of examples come in one after the other, from the hour in which registration opened.
RHYTHM = timedelta(hours=3)


def load(*, index: ExchangeIndexPage, now: datetime, members: dict[str, User], source: Path = SOURCE) -> int:
    """Publish each exchange that is missing, move the dates of the others, and register the members named.

    Repeatable: an exchange "in 12 days" stays so, nobody is registered twice, who cancelled stays away.

    Args:
        index: the list of exchanges in the first language.
        now: the present, aware.
        members: accounts by address.
        source: a file shaped like fixtures/exchanges.json.

    Returns:
        How many exchanges were made.
    """
    made = 0
    for row in json.loads(source.read_text(encoding="utf-8")):
        page = ExchangePage.objects.child_of(index).filter(slug=row["slug"]).first()
        if page is None:
            page = _make(index, row, now)
            made += 1
        _register(page, row, members, now)
        _settle(page, row, now)
        for language in row["title"]:
            if language != index.locale.language_code:
                _translate(page, row, language)
    return made


def _make(index: ExchangeIndexPage, row: dict[str, Any], now: datetime) -> ExchangePage:
    page = ExchangePage(
        slug=row["slug"],
        locale=index.locale,
        kind=row["kind"],
        mode=row["mode"],
        zone=row["zone"],
        place=row["place"],
        host=Organisation.objects.filter(slug=row["host"] or "").first(),
        territory=Territory.objects.filter(slug=row["territory"] or "").first(),
        capacity=row["capacity"],
        preparation=_preparation(index, row["preparation"]),
        **_moments(row, now),
        **_texts(row, index.locale.language_code),
    )
    page.themes = list(Term.objects.of(Vocabulary.THEMES).filter(slug__in=row["themes"]))
    page.languages = list(Term.objects.of(Vocabulary.LANGUAGES).filter(slug__in=row["languages"]))
    index.add_child(instance=page)
    return page


def _moments(row: dict[str, Any], now: datetime) -> dict[str, datetime]:
    zone = ZoneInfo(row["zone"])
    day = now.astimezone(zone).date() + timedelta(days=row["starts_in_days"])
    starts_at = datetime.combine(day, time.fromisoformat(row["local_time"]), tzinfo=zone).astimezone(ZoneInfo("UTC"))
    return {
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(minutes=row["duration_minutes"]),
        "opens_at": starts_at - timedelta(days=row["opens_days_before"]),
        "closes_at": starts_at - timedelta(hours=row["closes_hours_before"]),
    }


def _texts(row: dict[str, Any], language: str) -> dict[str, Any]:
    def said(name: str, empty: Any) -> Any:
        return row.get(name, {}).get(language, empty)

    return {
        "title": row["title"][language],
        "promise": said("promise", ""),
        "take_home": [("point", text) for text in said("take_home", [])],
        "agenda": [("part", {"minute": _minutes(part["at"]), "text": part["text"]}) for part in said("agenda", [])],
        "good_to_know": [("point", text) for text in said("good_to_know", [])],
        "cancelled_reason": said("cancelled_reason", ""),
        "outcome_note": said("outcome_note", ""),
    }


def _minutes(at: str) -> int:
    hours, _colon, minutes = at.partition(":")
    return int(hours) * 60 + int(minutes)


def _preparation(index: ExchangeIndexPage, slugs: list[str]) -> list[tuple[str, Page]]:
    known = {page.slug: page for page in Page.objects.live().filter(locale_id=index.locale_id, slug__in=slugs)}
    return [("page", known[slug]) for slug in slugs if slug in known]


def _register(page: ExchangePage, row: dict[str, Any], members: dict[str, User], now: datetime) -> None:
    opened = page.opens_at or now
    for number, address in enumerate([*row["registered"], *row["waiting"]], start=1):
        member = members.get(address)
        if member is None or page.registrations.of(member).exists():
            continue
        registrations.register(
            exchange=page,
            member=member,
            now=min(opened + RHYTHM * number, page.closing_at - timedelta(minutes=1)),
            listening_language=_listening(row["languages"], member),
            silent=page.ends_at <= now or row["state"] == ExchangeState.CANCELLED,
        )


def _listening(offered: list[str], member: User) -> str:
    own = member.profile.interface_language
    return own if own in offered else offered[0]


def _settle(page: ExchangePage, row: dict[str, Any], now: datetime) -> None:
    """Publish what changed: the dates, and a cancellation once people were registered."""
    wanted: dict[str, Any] = {**_moments(row, now), "state": row["state"]}
    changed = {name: value for name, value in wanted.items() if getattr(page, name) != value}
    if not changed:
        return
    for name, value in changed.items():
        setattr(page, name, value)
    page.save_revision(changed=False).publish(skip_permission_checks=True)


def _translate(page: ExchangePage, row: dict[str, Any], language: str) -> None:
    locale = Locale.objects.filter(language_code=language).first()
    if locale is None or page.get_translation_or_none(locale) is not None:
        return
    version = page.copy_for_translation(locale)
    for name, value in _texts(row, language).items():
        setattr(version, name, value)
    version.slug = page.slug
    version.save_revision(changed=False).publish(skip_permission_checks=True)
