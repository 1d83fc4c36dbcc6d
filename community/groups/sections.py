"""What apps above show on a group's page: spaces and threads now, exchanges later. Each registers its part."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from community.groups.models import Group


@dataclass(frozen=True)
class Panel:
    """A titled list of links. rows: dicts of `title`, `url`, `note`."""

    title: str
    rows: list[dict[str, Any]]
    more_url: str = ""
    more_label: str = ""
    empty: str = ""


_panels: list[Callable[[Group, Any], Panel | None]] = []
_tasks: list[Callable[[Group], tuple[str, str]]] = []


def register_panel(build: Callable[[Group, Any], Panel | None]) -> None:
    """Let `build(group, reader)` add a panel to a group's page; it shows only what the reader may open."""
    _panels.append(build)


def register_task(build: Callable[[Group], tuple[str, str]]) -> None:
    """Let `build(group)` add a link (words, address) to what the facilitators of a group can do."""
    _tasks.append(build)


def panels(group: Group, user: Any) -> list[Panel]:
    """Return the panels of a group's page for one reader, in the order of registration."""
    return [panel for build in _panels if (panel := build(group, user)) is not None]


def tasks(group: Group) -> list[tuple[str, str]]:
    """Return what apps above let the facilitators of a group do."""
    return [build(group) for build in _tasks]
