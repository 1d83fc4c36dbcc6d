"""Numbers of briefs: the same in every language, another for every brief, for ever."""

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Max
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from home.briefs.models import BriefPage


def _briefs() -> Any:
    return apps.get_model("briefs", "BriefPage")._default_manager


def owner_of(page: "BriefPage") -> "BriefPage | None":
    """Return another brief that has the number, if there is one; language versions share it."""
    rows = _briefs().filter(number=page.number).exclude(translation_key=page.translation_key)
    return rows.without_texts().order_by("pk").first()


def next_free() -> int:
    """Return the number after the highest."""
    return (_briefs().aggregate(highest=Max("number"))["highest"] or 0) + 1


def obstacle(page: "BriefPage") -> dict[str, str]:
    """Say why the number cannot be published, by field: another brief has it, or this one had another."""
    owner = owner_of(page)
    if owner is not None:
        words = _("“%(title)s” has this number. The next free one is %(number)s.")
        return {"number": words % {"title": owner.title, "number": next_free()}}
    known = _briefs().filter(pk=page.pk, first_published_at__isnull=False).values_list("number", flat=True).first()
    if known is not None and known != page.number:
        return {"number": _("People cite this brief by its number. Set it back to %(number)s.") % {"number": known}}
    return {}
