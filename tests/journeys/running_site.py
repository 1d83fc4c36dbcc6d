"""A site as people meet it: the demo's own processes on a free port, with a database and a mailbox of their own."""

import email
import email.policy
import mailbox
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0
STEP = 0.1


def free_port() -> int:
    """Return a port nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(what: str, check: Callable[[], Any], patience: float = PATIENCE) -> Any:
    """Return what `check()` gives as soon as it is true; fail naming `what` after `patience` seconds."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        found = check()
        if found:
            return found
        # A running site is another process: there is nothing to wait on but its answers.
        time.sleep(STEP)
    raise AssertionError(f"waited {patience:.0f} s for {what}")


@dataclass
class RunningSite:
    """The processes of a demo, and doors to its mailbox and commands."""

    data_dir: Path
    port: int
    database: str
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    letters: dict[str, EmailMessage] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Where the site answers, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def environment(self, **changes: str) -> dict[str, str]:
        """The environment of every process."""
        env = dict(os.environ) | {
            "DJANGO_SETTINGS_MODULE": "tests.journeys.settings",
            "CORRIDOR_JOURNEY": f"journey-{self.port}-",
            "DATA_DIR": str(self.data_dir),
            "SITE_URL": self.url,
            "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        }
        if self.database:
            env["DATABASE_URL"] = self.database
        return env | changes

    def manage(self, *arguments: str, **changes: str) -> str:
        """Run a management command and return what it prints."""
        result = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment(**changes),
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, result.stdout + result.stderr
        return result.stdout

    def start(self, name: str, *command: str, **changes: str) -> None:
        """Start a process of the site in a group of its own, with changes to its environment."""
        with (self.data_dir / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                command, cwd=ROOT, env=self.environment(**changes), stdout=log, stderr=log, start_new_session=True
            )

    def start_web(self) -> None:
        """Start the web process and wait until it answers."""
        bind = f"127.0.0.1:{self.port}"
        self.start(
            "web", "gunicorn", "config.wsgi:application", "--bind", bind, "--workers", "2", "--no-control-socket"
        )
        wait_for("the site", self.answers)

    def start_worker(self, **changes: str) -> None:
        """Start the task worker with the scheduler inside, as `make demo` does."""
        self.start("worker", "celery", "-A", "config", "worker", "--beat", "--concurrency", "1", **changes)

    def stop(self, name: str, how: signal.Signals = signal.SIGTERM) -> None:
        """End a process that this site started, with its children."""
        process = self.processes.pop(name)
        try:
            os.killpg(process.pid, how)
        except ProcessLookupError:
            return
        process.wait(timeout=30)

    def answers(self) -> bool:
        """Say whether the site is ready."""
        try:
            with urllib.request.urlopen(f"{self.url}/health/ready", timeout=5) as response:
                return response.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def shell(self, code: str, **changes: str) -> str:
        """Run Python inside the site and return what it prints."""
        return self.manage("shell", "-v0", "-c", code, **changes).strip()

    def all_mails(self) -> list[EmailMessage]:
        """Return every mail that left, oldest first."""
        folder = mailbox.Maildir(self.data_dir / "mail", create=True)
        for key in set(folder.iterkeys()) - self.letters.keys():
            self.letters[key] = email.message_from_bytes(folder.get_bytes(key), policy=email.policy.default)
        return [self.letters[key] for key in sorted(self.letters, key=_moment_of)]

    def mails(self, recipient: str, subject: str = "") -> list[EmailMessage]:
        """Return the mails to an address, oldest first, whose subject matches the pattern `subject`."""
        return [
            message
            for message in self.all_mails()
            if message["To"] == recipient and re.search(subject, str(message["Subject"]))
        ]

    def next_mail(self, recipient: str, subject: str = "") -> EmailMessage:
        """Wait for a mail, which the worker sends, and return the newest."""
        found = wait_for(f"a mail to {recipient}", lambda: self.mails(recipient, subject))
        return found[-1]


def _moment_of(key: str) -> tuple[int, str]:
    # The name of a file in a Maildir begins with seconds, and has microseconds in the middle.
    seconds, _dot, rest = key.partition(".")
    found = re.match(r"M(\d+)", rest)
    return int(seconds), found.group(1).zfill(6) if found else rest


def text_of(message: EmailMessage, kind: str = "plain") -> str:
    """Return the text or HTML part of a mail."""
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def link_in(message: EmailMessage, pattern: str) -> str:
    """Return the first address in a mail's text that matches `pattern`."""
    found = re.search(rf"https?://\S*{pattern}\S*", text_of(message))
    assert found, text_of(message)
    return found.group()


@contextmanager
def own_database(server: str) -> Iterator[str]:
    """Make a database for one run on the server of the URL `server`, and drop it after; '' stays ''."""
    if not server.startswith("postgres"):
        yield ""
        return
    import psycopg

    base = server.rpartition("/")[0]
    name = f"corridor_journeys_{os.getpid()}"
    with psycopg.connect(f"{base}/postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
        try:
            yield f"{base}/{name}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def run(data_dir: Path) -> Iterator[RunningSite]:
    """Prepare a demo in `data_dir`, start it, and stop everything after."""
    with own_database(os.environ.get("DATABASE_URL", "")) as database:
        site = RunningSite(data_dir, free_port(), database)
        try:
            site.manage("collectstatic", "--noinput", "--verbosity", "0")
            site.manage("prepare_demo")
            site.shell("from tests.journeys import preparation; preparation.prepare()")
            site.start_web()
            site.start_worker()
            yield site
        finally:
            for name in list(site.processes):
                site.stop(name)
