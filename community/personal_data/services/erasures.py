"""Erasing a member: asked for, thought over for seven days, then gone everywhere (FEATURES C18)."""

import logging
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.files.storage import Storage
from django.db import models, transaction
from django.utils.translation import gettext as _

from community.members.models import User
from community.personal_data import emails, registry
from community.personal_data.models import COOLING_OFF, Erased, ErasureRequest
from community.personal_data.services import ledger

logger = logging.getLogger(__name__)


class LastAdministrator(Exception):
    """Nobody would be left to run the place. `sentence` is fit for the reader."""

    def __init__(self) -> None:
        self.sentence = _("You are the only administrator. Name another one first, then ask again.")
        super().__init__(self.sentence)


@transaction.atomic
def want(*, member: User, now: datetime) -> ErasureRequest:
    """Write down the wish, and owe the member a mail that says until when she can take it back. Repeatable.

    Raises:
        LastAdministrator: the account is the only active administrator.
    """
    account = User.objects.select_for_update().get(pk=member.pk)
    _check_administrators(account)
    request, made = ErasureRequest.objects.get_or_create(
        member=account, defaults={"wanted_at": now, "due_at": now + COOLING_OFF}
    )
    if made:
        emails.owe_erasure_wanted(request, now=now)
    return request


@transaction.atomic
def take_back(*, member: User) -> bool:
    """Forget the wish; return whether there was one."""
    User.objects.select_for_update().get(pk=member.pk)
    removed, _rows = ErasureRequest.objects.filter(member=member).delete()
    return bool(removed)


def carry_out_due(*, now: datetime) -> int:
    """Erase every member whose time to think again is over, each in a transaction of its own; return how many.

    One that fails is logged and tried again at the next pass; the others do not wait for it.
    """
    due = ErasureRequest.objects.filter(due_at__lte=now).order_by("due_at").values_list("member_id", flat=True)
    count = 0
    for member_id in list(due):
        try:
            count += _carry_out(member_id, now)
        except LastAdministrator:
            logger.warning("account %s is the only administrator now: it is erased once there is another", member_id)
        except Exception:
            logger.exception("account %s was not erased", member_id)
    return count


@transaction.atomic
def _carry_out(member_id: int, now: datetime) -> bool:
    # The account's row is what `take_back` locks too: whichever comes second finds the other's work done.
    account = User.objects.select_for_update().filter(pk=member_id).first()
    if account is None or not ErasureRequest.objects.filter(member_id=member_id, due_at__lte=now).exists():
        return False
    _check_administrators(account)
    return erase(member_id=member_id, now=now)


def _check_administrators(account: User) -> None:
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=account.pk)
    if account.is_superuser and not others.exists():
        raise LastAdministrator


@transaction.atomic
def erase(*, member_id: int, now: datetime) -> bool:
    """Erase an account everywhere, at once; return whether it was there.

    All or nothing: killed at any point it leaves everything as it was, and a second run ends the same.
    """
    member = User.objects.select_for_update().filter(pk=member_id).first()
    if member is None:
        return False
    ledger.write(member=member, now=now)
    files: list[tuple[Storage, str]] = []
    tables = registry.kept()
    # Some rows are found only by the account's addresses: all of them are looked up before the addresses go.
    for table in tables:
        if table.erase is not None:
            table.erase(member, now)
    found = [list(table.rows_of(member).values_list("pk", flat=True)) for table in tables]
    for table, keys in zip(tables, found, strict=True):
        rows = table.model_class._default_manager.filter(pk__in=keys)
        if table.fate == registry.Fate.RELEASED:
            rows.update(**{table.owner: None, **table.blank})
        elif table.fate == registry.Fate.DELETED and table.owner != "pk":
            files += _files(rows)
            rows.delete()
    member.delete()
    transaction.on_commit(lambda: _remove(files))
    return True


@transaction.atomic
def replay(rows: Iterable[dict[str, Any]], *, now: datetime) -> int:
    """Erase every account of a ledger's `rows` that is there again; return how many were.

    Number and moment of joining must both agree: a number alone could be another person's in a new database. The
    address does not count, so that one changed after the backup hides nobody.
    """
    count = 0
    for row in rows:
        member = User.objects.filter(pk=row["account"]).first()
        if member is not None and ledger.is_of(member, row["account_digest"]):
            count += erase(member_id=member.pk, now=now)
        Erased.objects.get_or_create(
            account=row["account"],
            defaults={
                "account_digest": row["account_digest"],
                "erased_at": datetime.fromisoformat(row["erased_at"]),
            },
        )
    return count


def _files(rows: "models.QuerySet[models.Model]") -> list[tuple[Storage, str]]:
    columns = [column for column in rows.model._meta.get_fields() if isinstance(column, models.FileField)]
    if not columns:
        return []
    return [(file.storage, file.name) for row in rows for column in columns if (file := getattr(row, column.name))]


def _remove(files: list[tuple[Storage, str]]) -> None:
    for storage, name in files:
        storage.delete(name)
