"""Shapes of what a story says."""

import re
from calendar import monthrange

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

PARTIAL = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")


def validate_partial_date(value: str) -> None:
    """Refuse what is not a year, a year and month, or a day: "2009", "2009-03", "2009-03-26"."""
    found = PARTIAL.fullmatch(value)
    year, month, day = (int(part or 1) for part in found.groups()) if found else (0, 0, 0)
    if not (1000 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        raise ValidationError(_("Write a year, a month or a day: 2009, 2009-03 or 2009-03-26."), code="partial_date")


def validate_order(begins: str, ends: str) -> None:
    """Refuse an end before its beginning; of two partial dates, only what both say is compared."""
    shared = min(len(begins), len(ends))
    if begins and ends and ends[:shared] < begins[:shared]:
        raise ValidationError(
            _("The end, %(ends)s, is before the beginning, %(begins)s. Change one of them."),
            code="order",
            params={"begins": begins, "ends": ends},
        )
