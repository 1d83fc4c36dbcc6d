"""What `make demo` runs before the site starts."""

import pytest
from django.core.management import call_command

from home.management.commands import prepare_demo


@pytest.mark.django_db
def test_a_first_start_that_was_interrupted_is_made_whole(monkeypatch):
    called = []
    monkeypatch.setattr(prepare_demo, "call_command", lambda name, **_options: called.append(name))
    call_command("prepare_demo")
    assert called == ["createcachetable", "demo_content"], "migrated already, the table for the cache may be missing"
