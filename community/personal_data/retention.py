"""How long things are kept: each app registers its rules; a schedule applies them (FEATURES H10).

The days of each rule are settings: `RETENTION_DAYS["unverified-accounts"] = 14`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.functional import Promise


@dataclass(frozen=True)
class Rule:
    """One rule.

    Attributes:
        name: its key in `settings.RETENTION_DAYS`.
        title: what it removes, for people.
        old: the rows whose time is over, given the moment before which everything is too old.
        remove: takes rows away, given them and the present, and returns how many; without it they are deleted.
    """

    name: str
    title: Promise | str
    old: Callable[[datetime], "QuerySet"]
    remove: Callable[["QuerySet", datetime], int] | None = None


_rules: dict[str, Rule] = {}


def register(rule: Rule) -> None:
    """Have a rule applied each day."""
    _rules[rule.name] = rule


def rules() -> tuple[Rule, ...]:
    """Return all rules."""
    return tuple(_rules[name] for name in sorted(_rules))
