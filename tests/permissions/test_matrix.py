"""The permission matrix is what the product does."""

import importlib
import inspect
import os
import pkgutil
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import URLResolver, get_resolver

import community
from tests.permissions import matrix
from tests.permissions.cells import OPEN_DOORS
from tests.permissions.matrix import CELLS
from tests.permissions.world import World

OURS = {"community", "events", "home", "search", "foundation"}
PAGE = Path(settings.ROOT, "docs", "permissions.md")


@pytest.mark.django_db
def test_the_page_on_permissions_is_what_every_role_meets_at_every_door(settings, tmp_path):
    private = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path, "base_url": None},
    }
    settings.STORAGES = {**settings.STORAGES, "private": private}
    doors: set[str] = set()
    found = matrix.text(World(), doors)
    if os.environ.get("CORRIDOR_WRITE_PERMISSIONS"):
        PAGE.write_text(found, encoding="utf-8")
    told, met = PAGE.read_text(encoding="utf-8").splitlines(), found.splitlines()
    assert [line for line in met if line not in told] == []
    assert told == met
    missed = set(own_doors()) - doors - set(OPEN_DOORS)
    assert not missed, f"give each a cell, or a reason in OPEN_DOORS: {sorted(missed)}"


def own_doors(resolver=None, space=""):
    """Give the names of all addresses that lead to our own views."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from own_doors(pattern, space + (f"{pattern.namespace}:" if pattern.namespace else ""))
        elif pattern.callback.__module__.split(".")[0] in OURS:
            yield f"{space}{pattern.name}"


def test_every_reason_is_for_a_door_that_is_there():
    assert set(OPEN_DOORS) <= set(own_doors())


def test_every_cell_is_named_once():
    names = [(cell.thing, cell.action) for cell in CELLS]
    assert len(names) == len(set(names))


def test_every_rule_says_in_a_sentence_who_may():
    modules = [f"community.{app.name}.permissions" for app in pkgutil.iter_modules(community.__path__)]
    for name in [
        *modules,
        "events.permissions",
        "home.briefs.permissions",
        "home.practices.permissions",
        "home.submissions.permissions",
        "home.calls.permissions",
        "home.library.permissions",
    ]:
        if importlib.util.find_spec(name) is None:
            continue
        for rule, function in inspect.getmembers(importlib.import_module(name), inspect.isfunction):
            if rule.startswith("can_"):
                assert function.__doc__, f"{name}.{rule}"
                assert function.__annotations__.get("return") is bool, f"{name}.{rule}"
