"""What other apps show on a member's own page and on an organisation's page: each registers its part.

The members' app sits below the apps that know of exchanges, stories and follows; they hand it rows to show.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from community.members.models import Organisation, Profile, User

CONTRIBUTIONS = 5


@dataclass(frozen=True)
class Panel:
    """A titled list of links for a page."""

    title: str
    rows: list[dict[str, Any]]
    more_url: str = ""
    more_label: str = ""
    empty: str = ""


@dataclass(frozen=True)
class Action:
    """What a reader can do from a member's page, as a link. is_main: the one filled button."""

    label: str
    url: str
    icon: str = ""
    is_main: bool = False


_panels: list[Callable[[User], Panel | None]] = []
_related: list[Callable[[Organisation], Panel | None]] = []
_actions: list[Callable[[User, Profile], Action | None]] = []
_organisation_actions: list[Callable[[User | None, Organisation], Action | None]] = []
_contributions: list[Callable[[Any, Profile], list[dict[str, Any]]]] = []


def register_panel(build: Callable[[User], Panel | None]) -> None:
    """Let `build(user)` add a panel to the member's own page."""
    _panels.append(build)


def register_related(build: Callable[[Organisation], Panel | None]) -> None:
    """Let `build(organisation)` add a panel to an organisation's page."""
    _related.append(build)


def register_action(build: Callable[[User, Profile], Action | None]) -> None:
    """Let `build(reader, profile)` add a button to a member's page; it is asked for signed-in readers only."""
    _actions.append(build)


def register_organisation_action(build: Callable[[User | None, Organisation], Action | None]) -> None:
    """Let `build(reader, organisation)` add a button to an organisation's page; the reader is None for a visitor."""
    _organisation_actions.append(build)


def register_contributions(rows: Callable[[Any, Profile], list[dict[str, Any]]]) -> None:
    """Let `rows(reader, profile)` add lines ({note, title, url, at}) to what a member's page says she wrote.

    It gives only what the reader, an account or an anonymous user, may open; at most CONTRIBUTIONS of them.
    """
    _contributions.append(rows)


def panels(user: User) -> list[Panel]:
    """Return the panels for a member's own page, in the order of registration."""
    return [panel for build in _panels if (panel := build(user)) is not None]


def related(organisation: Organisation) -> list[Panel]:
    """Return the panels for an organisation's page."""
    return [panel for build in _related if (panel := build(organisation)) is not None]


def actions(reader: User, profile: Profile) -> list[Action]:
    """Return the buttons on a member's page, the main one first."""
    found = [action for build in _actions if (action := build(reader, profile)) is not None]
    return sorted(found, key=lambda action: not action.is_main)


def organisation_actions(reader: User | None, organisation: Organisation) -> list[Action]:
    """Return the buttons on an organisation's page, the main one first."""
    found = [action for build in _organisation_actions if (action := build(reader, organisation)) is not None]
    return sorted(found, key=lambda action: not action.is_main)


def contributions(reader: Any, profile: Profile) -> list[dict[str, Any]]:
    """Return what a member wrote last, of all kinds, the newest first."""
    rows = [row for give in _contributions for row in give(reader, profile)]
    return sorted(rows, key=lambda row: row["at"], reverse=True)[:CONTRIBUTIONS]
