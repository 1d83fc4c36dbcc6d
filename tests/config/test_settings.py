"""A bad environment stops the start, naming the variable and the form wanted, never its value."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from config import environment

ROOT = Path(__file__).resolve().parents[2]
GOOD = {
    "DATABASE_URL": "postgres://corridor@127.0.0.1/corridor",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
    "SECRET_KEY": "k" * 60,
    "ALLOWED_HOSTS": "corridor.example",
    "SITE_URL": "https://corridor.example",
    "EMAIL_URL": "smtp://mail.example:587",
}


def start(module: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """Import the settings in a process of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "DATA_DIR") if name in os.environ}
    env = kept | {"PYTHONPATH": f"{ROOT}:{ROOT / 'site'}", "DJANGO_SETTINGS_MODULE": module} | changes
    return subprocess.run(
        [sys.executable, "-c", "import django; django.setup()"],
        env=env,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def test_production_starts_with_a_good_environment() -> None:
    result = start("config.settings.production", **GOOD)
    assert (result.returncode, result.stderr) == (0, "")


def test_the_demo_may_be_looked_at_on_another_day() -> None:
    result = start("config.settings.demo", TIME_OFFSET="86400")
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("EMAIL_URL", "smtp://user:pa%2Fss%40word@mail.example:587"),
        ("EMAIL_URL", "smtps://mail.example"),
        ("EMAIL_URL", "maildir:///var/mail/corridor"),
        ("DATABASE_URL", "postgres://user:pa%2Fss@[::1]:5432/name?sslmode=require"),
        ("DATABASE_URL", "postgresql:///name"),
        ("REDIS_URL", "rediss://:pass@redis.example:6380/1"),
        ("SITE_URL", "https://corridor.example/"),
    ],
)
def test_every_form_that_the_guide_names_is_taken(name: str, value: str) -> None:
    result = start("config.settings.production", **(GOOD | {name: value}))
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize(
    ("address", "options"),
    [
        ("postgres://host/name", "-c jit=off -c random_page_cost=1.1"),
        ("postgres://host/name?options=-c%20jit%3Don", "-c jit=on"),
    ],
)
def test_connections_are_tuned_for_short_statements_unless_the_address_says_how(monkeypatch, address, options) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    assert environment.Environment().database()["OPTIONS"]["options"] == options


def test_a_password_of_any_signs_reaches_the_mail_server_whole() -> None:
    parts = environment.parse_email("smtp://user%40example:pa%2Fss%40word@mail.example:2525")
    assert (parts["user"], parts["password"], parts["host"], parts["port"]) == (
        "user@example",
        "pa/ss@word",
        "mail.example",
        2525,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://secret-word@host/db"),
        ("DATABASE_URL", ""),
        ("DATABASE_URL", "postgres://user:secret-word/x@host:5432/name"),
        ("DATABASE_URL", "postgres://user:secret-word@host:port/name"),
        ("DATABASE_URL", "postgres://user:secret-word#x@host/name"),
        ("DATABASE_URL", "postgres://user:secret-word@host"),
        ("DATABASE_URL", "postgres://user:secret-word@host:99999/name"),
        ("REDIS_URL", "http://secret-word"),
        ("REDIS_URL", "redis://:secret-word@host:port/0"),
        ("REDIS_URL", "redis://:secret-word@host/zero"),
        ("REDIS_URL", "redis://"),
        ("REDIS_URL", ""),
        ("SECRET_KEY", "secret-word"),
        ("SECRET_KEY", ""),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", ""),
        ("SITE_URL", "secret-word.example"),
        ("SITE_URL", "https://corridor.example:secret-word"),
        ("SITE_URL", "https://"),
        ("EMAIL_URL", "ftp://secret-word"),
        ("EMAIL_URL", "smtp://user:secret-word/ss@host:x"),
        ("EMAIL_URL", "smtp://user:12/secret-word@host:587"),
        ("EMAIL_URL", "smtp://user:secret-word@host:x"),
        ("EMAIL_URL", "smtp://user:secret-word#@host:587"),
        ("EMAIL_URL", "smtps://"),
        ("EMAIL_URL", "maildir://secret-word"),
        ("EMAIL_URL", ""),
        ("TRUSTED_PROXIES", "secret-word"),
        ("DEMO", "secret-word"),
        ("TIME_OFFSET", "secret-word"),
        ("TIME_OFFSET", "60"),
    ],
)
def test_a_bad_value_stops_the_start_and_is_not_repeated(name: str, value: str) -> None:
    result = start("config.settings.production", **(GOOD | {name: value}))
    assert result.returncode == 78
    assert name in result.stderr
    assert "Wanted:" in result.stderr
    assert "Traceback" not in result.stderr
    assert "secret-word" not in result.stderr
