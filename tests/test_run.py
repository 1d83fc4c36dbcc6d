"""The test command itself: a run that is to be on the servers never falls back in silence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
NOWHERE = {"DATABASE_URL": "postgres://nobody@127.0.0.1:9/none", "REDIS_URL": "redis://127.0.0.1:9/0"}


def run(argument: str = "--version", **changes: str) -> subprocess.CompletedProcess[str]:
    """Ask for a run that would collect nothing."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME")}
    return subprocess.run(
        [sys.executable, str(ROOT / "tests" / "run.py"), argument],
        env=kept | {"CORRIDOR_SERVERS": "required"} | changes,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    "changes", [NOWHERE, {**NOWHERE, "DATABASE_URL": "sqlite:////tmp/x"}, {"CORRIDOR_EMBEDDED": "1"}]
)
def test_a_run_that_needs_the_servers_fails_without_them(changes):
    result = run(**changes)
    assert result.returncode == 2
    assert "a PostgreSQL at DATABASE_URL" in result.stdout
    assert "a Redis at REDIS_URL" in result.stdout


def test_the_journeys_alone_fail_where_no_browser_is():
    result = run("--journeys", PATH="/nowhere", CORRIDOR_SERVERS="", CORRIDOR_EMBEDDED="1")
    assert result.returncode == 2
    assert "install the package chromium" in result.stdout


def test_the_second_run_of_ci_needs_the_servers():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "export DATABASE_URL=" in script
    assert "export REDIS_URL=" in script
    assert "CORRIDOR_SERVERS=required make test" in script
    assert subprocess.run(["bash", "-n", str(ROOT / ".ci" / "run")], check=False).returncode == 0
