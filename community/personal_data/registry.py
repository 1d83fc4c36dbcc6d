"""What is kept about people: each app declares its tables, and archive, erasure and data map are made from that.

An app calls `register` in its `AppConfig.ready()`. Tables of libraries, and of the apps below this one, are declared in
`parts.py` here. A test fails when a table that belongs to a person, or a field that looks personal, is not declared.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.functional import Promise

from community.members.models import User


class Fate(StrEnum):
    """What becomes of a row when its member's account is erased."""

    DELETED = "deleted"
    RELEASED = "kept under \u201cformer member\u201d"
    KEPT = "kept: says nothing about who it was"


@dataclass(frozen=True)
class Kept:
    """One table that says something about a member.

    Attributes:
        model: label, as "discussions.Post".
        owner: lookup from the row to the account, as "author" or "profile__user"; "pk" for the account itself.
        title: what the rows are called in the member's archive.
        fields: every field of the table that goes into her archive.
        why: the purpose, in English, for docs/data-map.md.
        how_long: the retention, in English, for docs/data-map.md.
        fate: what erasure does to the rows.
        hidden: fields that are hers but secret even to her archive: hashes, keys.
        plain: fields that say nothing about her: counters, positions, states of the machine.
        blank: for RELEASED rows: values written over what would name her.
        find: for tables without a key to the account: gives its rows.
        erase: for what these rules do not reach: called with the account and the present before it is deleted.
    """

    model: str
    owner: str
    title: Promise | str
    fields: tuple[str, ...]
    why: str
    how_long: str
    fate: Fate = Fate.DELETED
    hidden: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    blank: dict[str, Any] = field(default_factory=dict)
    find: "Callable[[User], models.QuerySet] | None" = None
    erase: Callable[[User, datetime], None] | None = None

    @property
    def model_class(self) -> type[models.Model]:
        """The table's class."""
        return apps.get_model(self.model)

    def rows_of(self, member: User) -> "models.QuerySet[models.Model]":
        """Return the rows that belong to a member."""
        if self.find is not None:
            return self.find(member)
        return self.model_class._default_manager.filter(**{self.owner: member.pk})


_kept: list[Kept] = []


def register(tables: Iterable[Kept]) -> None:
    """Declare tables that hold something about members."""
    _kept.extend(tables)


def kept() -> tuple[Kept, ...]:
    """Return all declarations, those of higher apps first, so that their rows go before what they hang on."""
    return tuple(sorted(_kept, key=lambda table: table.owner == "pk"))
