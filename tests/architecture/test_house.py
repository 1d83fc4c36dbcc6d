"""The rules of docs/architecture.md that no linter knows."""

import ast
import importlib
import importlib.metadata
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from django.apps import apps
from django.core.management import call_command

from config.environment import WANTED

ROOT = Path(__file__).resolve().parents[2]
OURS = ("config", "foundation", "community", "events", "home", "search")
CODE = ("site", "community", "events", "home", "search")
LONGEST = 400
LONGEST_FUNCTION = 40
MOST_MODELS = 3
# Lists in the form of a function, one entry a table: what is kept of a member and what becomes of it.
LONG_FUNCTIONS = {
    "community/comments/personal_data.py:declare",
    "community/contacts/personal_data.py:declare",
    "community/personal_data/parts.py:_accounts",
    "community/personal_data/parts.py:_back_office",
    "community/personal_data/parts.py:_members",
}
# Four small ledgers of one subject, read together.
FULL_FILES = {"community.personal_data.models"}


def test_site_is_a_folder_on_the_path_and_never_a_package() -> None:
    assert not (ROOT / "site" / "__init__.py").exists()


@pytest.mark.parametrize("name", OURS)
def test_our_packages_are_imported_from_the_checkout(name: str) -> None:
    module = importlib.import_module(name)
    assert Path(str(module.__file__)).is_relative_to(ROOT)


def test_no_installed_distribution_owns_one_of_our_names() -> None:
    owners = importlib.metadata.packages_distributions()
    taken = {name: owners[name] for name in OURS if set(owners.get(name, [])) - {"corridor"}}
    assert taken == {}


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    output = io.StringIO()
    call_command("makemigrations", check_changes=True, dry_run=True, stdout=output)
    assert "No changes detected" in output.getvalue()


def test_no_file_of_code_is_longer_than_the_house_allows() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for folder in CODE
        for pattern in ("*.py", "*.html")
        for path in (ROOT / folder).rglob(pattern)
        if not {"migrations", "node_modules"} & set(path.parts)
        and (count := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
    }
    assert long == {}


def _modules() -> Iterator[tuple[str, ast.Module]]:
    for folder in CODE:
        for path in (ROOT / folder).rglob("*.py"):
            if not {"migrations", "node_modules"} & set(path.parts):
                yield str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))


def test_no_function_is_longer_than_the_house_allows() -> None:
    long = {
        f"{name}:{node.name}"
        for name, module in _modules()
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _lines_of(node) > LONGEST_FUNCTION
    }
    assert long - LONG_FUNCTIONS == set()
    assert LONG_FUNCTIONS - long == set(), "exceptions that nobody needs any more"


def _lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count a function's lines without its docstring, which may explain as much as it likes."""
    first = function.body[0]
    told = ast.get_docstring(function) is not None
    words = (first.end_lineno or first.lineno) - first.lineno + 1 if told else 0
    return (function.end_lineno or function.lineno) - function.lineno + 1 - words


def test_no_file_holds_more_models_than_the_house_allows() -> None:
    files: dict[str, list[str]] = {}
    for model in apps.get_models():
        if model.__module__.partition(".")[0] in OURS:
            files.setdefault(model.__module__, []).append(model.__name__)
    many = {name: models for name, models in files.items() if len(models) > MOST_MODELS}
    assert set(many) - FULL_FILES == set(), many
    assert FULL_FILES - set(many) == set(), "exceptions that nobody needs any more"


def test_templates_hold_no_inline_style_and_no_inline_script() -> None:
    found = [
        str(path.relative_to(ROOT))
        for folder in CODE
        for path in (ROOT / folder).rglob("templates/**/*.html")
        if "emails" not in path.parts and "email" not in path.parts
        for text in [path.read_text(encoding="utf-8")]
        if ' style="' in text or "<script>" in text or " onclick=" in text or "javascript:" in text
    ]
    assert found == []


def test_only_the_environment_module_reads_the_environment() -> None:
    allowed = {"site/config/environment.py", "site/config/celery.py", "site/config/wsgi.py"}
    readers = {
        str(path.relative_to(ROOT))
        for folder in CODE
        for path in (ROOT / folder).rglob("*.py")
        if "os.environ" in path.read_text(encoding="utf-8")
    }
    assert readers <= allowed


def test_every_variable_of_the_environment_is_in_the_operations_guide() -> None:
    guide = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert [name for name in WANTED if f"`{name}`" not in guide] == []


def test_every_command_is_in_the_operations_guide() -> None:
    guide = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    commands = [
        path.stem
        for folder in CODE
        for path in (ROOT / folder).rglob("management/commands/*.py")
        if path.stem != "__init__"
    ]
    assert [name for name in commands if f"`{name}`" not in guide] == []


def test_lock_files_hold_hashes_and_no_addresses() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        assert "--hash=sha256:" in text
        assert "://" not in text


def test_the_compose_file_names_every_process_of_production() -> None:
    compose = yaml.safe_load((ROOT / "docker" / "compose.yml").read_text(encoding="utf-8"))
    services = compose["services"]
    assert {"web", "worker", "beat", "postgres", "redis"} <= set(services)
    entrypoint = (ROOT / "docker" / "entrypoint").read_text(encoding="utf-8")
    for name in ("prepare", "web", "worker", "beat"):
        assert services[name]["command"] == name
        assert f"\n{name})" in entrypoint
        assert services[name]["read_only"] is True


def test_compose_asks_for_one_password_that_the_example_names() -> None:
    folder = ROOT / "docker"
    text = (folder / "compose.yml").read_text(encoding="utf-8")
    compose = yaml.safe_load(text)
    example = dict(
        line.split("=", 1)
        for line in (folder / "example.env").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    )
    services = compose["services"]
    ours = [services[name] for name in ("prepare", "web", "worker", "beat")]
    assert {service["env_file"] for service in ours} == {".env"}
    # Every value that Compose asks for stands in the example, and so does every variable Corridor needs beside them.
    asked = set(re.findall(r"\$\{(\w+)", text))
    assert asked == {"POSTGRES_PASSWORD"} <= set(example)
    given = set(example) | set(ours[0]["environment"])
    needed = {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL", "EMAIL_URL"}
    assert needed <= given <= set(WANTED) | asked
    password = services["postgres"]["environment"]["POSTGRES_PASSWORD"]
    assert f":{password}@postgres:5432/" in ours[0]["environment"]["DATABASE_URL"]
    for name, secret in compose.get("secrets", {}).items():
        assert (folder / secret["file"]).exists(), name
    guide = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert "`POSTGRES_PASSWORD`" in guide


def test_secrets_reach_neither_git_nor_the_image() -> None:
    for name, lines in ((".gitignore", [".env", ".env.*"]), (".dockerignore", ["**/.env", "**/.env.*"])):
        assert set(lines) <= set((ROOT / name).read_text(encoding="utf-8").splitlines()), name
    assert not list(ROOT.glob("docker/*.env.*"))


def test_the_dockerfile_runs_as_nobody_special() -> None:
    lines = (ROOT / "docker" / "Dockerfile").read_text(encoding="utf-8").splitlines()
    users = [line.split()[1] for line in lines if line.startswith("USER ")]
    assert users[-1] != "root"
    copied = [line.split()[1] for line in lines if line.startswith("COPY ") and "--from" not in line]
    assert all(source == "." or (ROOT / source).exists() for source in copied)
