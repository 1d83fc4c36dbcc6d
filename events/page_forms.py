"""The editor's form of an exchange."""

import zoneinfo
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

MOMENTS = ("starts_at", "ends_at", "opens_at", "closes_at")


class ExchangeForm(WagtailAdminPageForm):
    """Reads and shows all times on the clock of the host's place, whatever zone the editor sits in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone = _zone(self.instance.zone)
        for name in MOMENTS:
            moment = getattr(self.instance, name, None)
            if name in self.fields and isinstance(moment, datetime) and zone is not None:
                self.initial[name] = moment.astimezone(zone).replace(tzinfo=None)

    def clean(self) -> dict[str, Any]:
        """Take the clock times that were typed as times in the host's zone."""
        cleaned: dict[str, Any] = super().clean()
        zone = _zone(cleaned.get("zone", ""))
        for name in MOMENTS:
            typed = cleaned.get(name)
            if zone is None or not isinstance(typed, datetime):
                continue
            moment = timezone.make_naive(typed).replace(tzinfo=zone)
            if moment.astimezone(zoneinfo.ZoneInfo("UTC")).astimezone(zone).replace(tzinfo=None) != moment.replace(
                tzinfo=None
            ):
                self.add_error(name, _("Clocks jump over this hour at the host's place. Choose another one."))
                continue
            cleaned[name] = moment.astimezone(zoneinfo.ZoneInfo("UTC"))
        return cleaned


def _zone(name: str) -> zoneinfo.ZoneInfo | None:
    return zoneinfo.ZoneInfo(name) if name in zoneinfo.available_timezones() else None
