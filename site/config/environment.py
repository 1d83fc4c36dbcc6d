"""The environment, typed: the only place that reads it (docs/operations.md lists every variable)."""

import re
import sys
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import unquote, urlsplit

import dj_database_url
from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

ROOT = Path(__file__).resolve().parents[2]
# Compiling our short statements costs more than it saves, and an index is read from memory or a fast disk.
POSTGRESQL = "-c jit=off -c random_page_cost=1.1"
WANTED = {
    "DATABASE_URL": "postgres://user:password@host:5432/name or sqlite:///path; "
    "signs such as / : @ # in a password as %2F %3A %40 %23",
    "REDIS_URL": "redis://host:6379/0",
    "SECRET_KEY": "at least 50 random characters",
    "SECRET_KEY_FALLBACKS": "former keys, separated by commas",
    "ALLOWED_HOSTS": "host names, separated by commas",
    "SITE_URL": "https://corridor.example",
    "EMAIL_URL": "smtp://user:password@host:587, smtps://..., or maildir:///folder; "
    "signs such as / : @ # in a user or password as %2F %3A %40 %23",
    "DEFAULT_FROM_EMAIL": "Corridor <corridor@corridor.example>",
    "MEDIA_URL": "/media/ or https://media.corridor.example/",
    "OIDC_SERVER_URL": "https://login.example.org/realm, without .well-known",
    "OIDC_CLIENT_ID": "the name of this site at the single sign-on",
    "OIDC_CLIENT_SECRET": "the secret of this site at the single sign-on",
    "OIDC_NAME": "what the button says, such as Ministry account",
    "TRUSTED_PROXIES": "the number of proxies in front, such as 1",
    "DEMO": "1 or 0",
    "DATA_DIR": "a folder that can be written",
    "TIME_OFFSET": "whole seconds, only with DEMO=1 or in tests",
}


# What may follow the host. A password with a bare / or # ends up there, and its beginning would be taken for a port.
PATHS = {
    "postgres": r"/[^/@:]+",
    "postgresql": r"/[^/@:]+",
    "redis": r"(/\d*)?",
    "rediss": r"(/\d*)?",
    "http": r"/?",
    "https": r"(/[^@]*)?",
    "smtp": r"/?",
    "smtps": r"/?",
    "sqlite": r"/.+",
    "maildir": r"/.+",
}
WITHOUT_HOST = {"sqlite", "maildir", "postgres", "postgresql"}


def _with_scheme(*schemes: str) -> AfterValidator:
    def check(url: str) -> str:
        if not url:
            return url
        parts = urlsplit(url)
        if parts.scheme not in schemes:
            raise ValueError("unknown scheme")
        # Asking for the port parses it: what is no number is refused here, with the variable's name.
        whole = parts.port is None or 0 < parts.port < 65536
        there = bool(parts.hostname) or parts.scheme in WITHOUT_HOST
        if not (whole and there and re.fullmatch(PATHS[parts.scheme], parts.path)) or parts.fragment:
            raise ValueError("not of the form wanted")
        return url

    return AfterValidator(check)


class Environment(BaseSettings):
    """Every variable that Corridor reads, with its type; see `WANTED` for the written form of each."""

    model_config = SettingsConfigDict(hide_input_in_errors=True, extra="ignore", env_ignore_empty=True)

    database_url: Annotated[str, _with_scheme("postgres", "postgresql", "sqlite")] = ""
    redis_url: Annotated[str, _with_scheme("redis", "rediss")] = ""
    secret_key: Annotated[SecretStr, Field(min_length=50)] | None = None
    secret_key_fallbacks: Annotated[str, NoDecode] = ""
    allowed_hosts: Annotated[str, NoDecode] = ""
    site_url: Annotated[str, _with_scheme("http", "https")] = "http://127.0.0.1:8000"
    email_url: Annotated[str, _with_scheme("smtp", "smtps", "maildir")] = ""
    default_from_email: str = "Corridor <corridor@demo.example>"
    media_url: str = "/media/"
    oidc_server_url: Annotated[str, _with_scheme("https")] = ""
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr | None = None
    oidc_name: str = "OpenID Connect"
    trusted_proxies: Annotated[int, Field(ge=0, le=9)] = 0
    demo: bool = False
    data_dir: Path = ROOT / "var"
    time_offset: int = 0

    def names(self, value: str) -> list[str]:
        """Return the parts of a comma-separated value."""
        return [part.strip() for part in value.split(",") if part.strip()]

    def single_sign_on(self) -> dict[str, Any]:
        """Return allauth's settings for one OpenID Connect server; none unless OIDC_SERVER_URL is set."""
        if not self.oidc_server_url:
            return {}
        app = {
            "provider_id": "oidc",
            "name": self.oidc_name,
            "client_id": self.oidc_client_id,
            "secret": self.oidc_client_secret.get_secret_value() if self.oidc_client_secret else "",
            "settings": {"server_url": self.oidc_server_url},
        }
        return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}

    def single_sign_on_origin(self) -> list[str]:
        """Return the origin of the OpenID Connect server, for the content policy."""
        parts = urlsplit(self.oidc_server_url)
        return [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []

    def database(self) -> dict[str, Any]:
        """Return Django's settings for the one database; SQLite in `data_dir` unless DATABASE_URL is set."""
        if self.database_url.startswith("postgres"):
            parsed: dict[str, Any] = {
                **dj_database_url.parse(self.database_url, conn_max_age=600, conn_health_checks=True)
            }
            return parsed | {"OPTIONS": {"connect_timeout": 5, "options": POSTGRESQL, **parsed.get("OPTIONS", {})}}
        path = Path(urlsplit(self.database_url).path[1:]) if self.database_url else self.data_dir / "corridor.sqlite3"
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": path,
            "OPTIONS": {
                # Writers queue at BEGIN instead of failing half way: see docs/decisions/0004-sqlite.md
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
        }


@lru_cache(maxsize=1)
def load() -> Environment:
    """Return the environment, or end the process naming each bad variable and the form wanted (never its value)."""
    try:
        return Environment()
    except ValidationError as error:
        names = sorted({str(problem["loc"][0]).upper() for problem in error.errors(include_input=False)})
        lines = [f"{name} is not usable. Wanted: {WANTED.get(name, 'see docs/operations.md')}" for name in names]
        sys.stderr.write("Corridor cannot start.\n" + "\n".join(lines) + "\n")
        raise SystemExit(78) from None


def refuse(name: str) -> SystemExit:
    """Return the exit to raise when `name` has a form that is right but a value that is unsafe here."""
    sys.stderr.write(f"Corridor cannot start.\n{name} is missing or unsafe. Wanted: {WANTED[name]}\n")
    return SystemExit(78)


def parse_email(url: str) -> dict[str, Any]:
    """Return the parts of an EMAIL_URL: backend, host, port, user, password, starttls, ssl, folder."""
    parts = urlsplit(url)
    maildir = parts.scheme == "maildir"
    secure = parts.scheme == "smtps"
    return {
        "backend": "foundation.mail.MaildirBackend" if maildir else "django.core.mail.backends.smtp.EmailBackend",
        "host": parts.hostname or "localhost",
        "port": parts.port or (465 if secure else 587),
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "starttls": not secure and parts.port != 25,
        "ssl": secure,
        "folder": Path(parts.path) if maildir else None,
    }
