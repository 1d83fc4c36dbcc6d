"""Tables of organisations and territories, in the back office: tried out first, written when that went well."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from community.members import permissions
from community.members.models import User
from community.members.requests import member_of
from community.members.services import imports
from community.territories.services import imports as territory_imports
from foundation import clock, csv_import

SHOWN = 200


@dataclass(frozen=True)
class Kind:
    """What can be imported."""

    label: Any
    model: str
    columns: Callable[[], list[csv_import.Column]]
    run: Callable[[str, bool, User], csv_import.Report]
    # Who may, where the rights to add and change the model's rows do not say it.
    allowed: Callable[[User], bool] | None = None


def _organisations(text: str, dry_run: bool, by: User) -> csv_import.Report:
    return imports.run(text=text, now=clock.now(), dry_run=dry_run)


def _territories(text: str, dry_run: bool, by: User) -> csv_import.Report:
    return territory_imports.run(text=text, dry_run=dry_run)


# Apps above this one add theirs with `register`.
KINDS: dict[str, Kind] = {
    "organisations": Kind(
        gettext_lazy("Import organisations"), "members.organisation", imports.columns, _organisations
    ),
    "territories": Kind(
        gettext_lazy("Import territories"), "territories.territory", territory_imports.columns, _territories
    ),
}


def register(name: str, kind: Kind) -> None:
    """Let another kind of table be imported, under `/cms/import/<name>/`."""
    KINDS[name] = kind


def _kind(request: HttpRequest, name: str) -> Kind:
    if name not in KINDS:
        raise Http404
    kind, member = KINDS[name], member_of(request)
    allowed = kind.allowed(member) if kind.allowed else permissions.can_import(member, kind.model)
    if not allowed:
        raise PermissionDenied
    return kind


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def table(request: HttpRequest, name: str) -> HttpResponse:
    """Upload or paste a table, see what it would do, and confirm; the confirmation checks everything again."""
    kind = _kind(request, name)
    text, report = "", None
    if request.method == "POST":
        text, report = _try(request, kind)
        if report is not None and "confirm" in request.POST and not report.problems:
            words = _("Written: %(created)s new, %(changed)s changed, %(unchanged)s as before.")
            counts = {state: report.count(state) for state in ("created", "changed", "unchanged")}
            messages.success(request, words % counts)
            return redirect("imports:table", name)
    wrong = report is not None and bool(report.problems)
    values = {
        "name": name,
        "kind": kind,
        "columns": kind.columns(),
        "text": text,
        "report": report,
        "problems": report.problems[:SHOWN] if report else [],
        "remarks": report.remarks[:SHOWN] if report else [],
        "outcomes": [one for one in report.outcomes if one.state != "unchanged"][:SHOWN] if report else [],
        "counts": {state: report.count(state) for state in ("created", "changed", "unchanged")} if report else {},
        "others": [(key, other.label) for key, other in KINDS.items() if key != name],
        "breadcrumbs_items": [{"url": reverse("imports:table", args=[name]), "label": kind.label}],
        "header_title": kind.label,
        "header_icon": "upload",
    }
    return render(request, "members/back_office/import.html", values, status=422 if wrong else 200)


def _try(request: HttpRequest, kind: Kind) -> tuple[str, csv_import.Report | None]:
    """Return the table as text and what it does: for real when confirmed, else undone again."""
    upload = request.FILES.get("file")
    text = request.POST.get("text", "")
    if upload is not None:
        try:
            if (upload.size or 0) > csv_import.MOST_BYTES:
                raise csv_import.Unreadable(_("The table is larger than 1 MB. Send it in parts."))
            text = csv_import.decode(upload.read())
        except csv_import.Unreadable as error:
            return "", csv_import.Report(problems=[csv_import.Problem(0, "", str(error))])
    if not text.strip():
        return "", csv_import.Report(problems=[csv_import.Problem(0, "", _("Choose a file or paste a table."))])
    return text, kind.run(text, "confirm" not in request.POST, member_of(request))


@never_cache
@require_safe
def template(request: HttpRequest, name: str) -> HttpResponse:
    """A table with the header and one example row."""
    kind = _kind(request, name)
    response = HttpResponse(csv_import.template(kind.columns()), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
