"""What `make test` and `make e2e` run: the suite on whatever databases there are, saying plainly what was left out.

PostgreSQL and Redis are used when DATABASE_URL and REDIS_URL name them, or when they answer on localhost and
CORRIDOR_EMBEDDED is not set; otherwise the suite runs on SQLite and in memory. With CORRIDOR_SERVERS=required it does
not: what does not answer, or a missing browser, ends the run with exit code 2.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCAL_DATABASE = "postgres://{user}@127.0.0.1:5432/postgres"


def answers(port: int) -> bool:
    """Say whether something listens on localhost."""
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def local_postgresql() -> str:
    """Return the address of a PostgreSQL on localhost that lets us make databases, or an empty string."""
    if not answers(5432):
        return ""
    import psycopg

    for user in ("root", "postgres", os.environ.get("USER", "")):
        address = LOCAL_DATABASE.format(user=user)
        try:
            with psycopg.connect(address, connect_timeout=2) as connection:
                row = connection.execute("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user")
                if (row.fetchone() or [False])[0]:
                    return address.rpartition("/")[0] + "/corridor"
        except psycopg.Error:
            continue
    return ""


def environment() -> dict[str, str]:
    """Return the environment of the test run, and print which databases it uses."""
    env = dict(os.environ)
    env["PYTHONPATH"] = f"{ROOT}:{ROOT / 'site'}"
    env["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    env["DATA_DIR"] = tempfile.mkdtemp(prefix="corridor-test-")
    env["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    if env.get("CORRIDOR_EMBEDDED"):
        env.pop("DATABASE_URL", None)
        env.pop("REDIS_URL", None)
    else:
        env.setdefault("DATABASE_URL", local_postgresql())
        env.setdefault("REDIS_URL", "redis://127.0.0.1:6379/9" if answers(6379) else "")
    for name, fallback in (("DATABASE_URL", "SQLite"), ("REDIS_URL", "none: tasks run on the filesystem transport")):
        if not env.get(name):
            env.pop(name, None)
        print(f"{name}: {env[name].rpartition('@')[2] if name in env else fallback}", flush=True)
    return env


def missing(env: dict[str, str], browser: str | None) -> list[str]:
    """Return what a run on both servers lacks: neither answers just because its variable is set."""
    import psycopg
    import redis

    lacking = [] if browser else ["a Chromium for the journeys"]
    address = env.get("DATABASE_URL", "")
    try:
        if not address.startswith("postgres"):
            raise psycopg.OperationalError
        psycopg.connect(address.rpartition("/")[0] + "/postgres", connect_timeout=5).close()
    except psycopg.Error:
        lacking.append("a PostgreSQL at DATABASE_URL")
    try:
        redis.Redis.from_url(env.get("REDIS_URL", ""), socket_timeout=5).ping()
    except (redis.RedisError, ValueError):
        lacking.append("a Redis at REDIS_URL")
    return lacking


def main() -> int:
    """Run pytest and return its exit code."""
    env = environment()
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if env.get("CORRIDOR_SERVERS") == "required" and (lacking := missing(env, browser)):
        print(f"This run was to be on PostgreSQL and Redis. Missing: {', '.join(lacking)}.", flush=True)
        return 2
    arguments = sys.argv[1:]
    pytest = [sys.executable, "-m", "pytest"]
    journeys = [*pytest, "-m", "e2e"]
    # One journey at a time: each has a browser, a server and a worker of its own.
    rest = [*pytest, "-m", "not e2e", "-n", "2"]
    if browser is None and "--journeys" in arguments:
        print("The journeys need a Chromium: install the package chromium.", flush=True)
        return 2
    if browser is None:
        print("No Chromium here: the browser journeys are left out (install the package chromium).", flush=True)
        runs = [[*rest, *arguments]]
    elif "--journeys" in arguments:
        arguments.remove("--journeys")
        runs = [[*journeys, *arguments]]
    elif arguments:
        runs = [[*pytest, *arguments]]
    else:
        runs = [rest, journeys]
    try:
        codes = [subprocess.call(run, env=env, cwd=ROOT) for run in runs]
        return next((code for code in codes if code), 0)
    finally:
        shutil.rmtree(env["DATA_DIR"], ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
