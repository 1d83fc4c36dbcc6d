"""`make check`: Django's own deployment checks, on the production settings with a well-formed environment."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Run `check --deploy` and fail on any warning."""
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "DATABASE_URL": "postgres://corridor@127.0.0.1/corridor",
        "REDIS_URL": "redis://127.0.0.1:6379/0",
        "SECRET_KEY": "".join(chr(33 + number) for number in range(64)),
        "ALLOWED_HOSTS": "corridor.example",
        "SITE_URL": "https://corridor.example",
        "EMAIL_URL": "smtp://mail.example:587",
        "DATA_DIR": tempfile.gettempdir(),
    }
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.call(command, cwd=ROOT, env=env)


if __name__ == "__main__":
    sys.exit(main())
