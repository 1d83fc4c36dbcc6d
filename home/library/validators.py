"""Shapes of the library: an address outside, a year, and who is an editor with proof."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from community.members.enums import RoleGroup

OLDEST_YEAR = 1900
outside = URLValidator(schemes=["http", "https"])


def is_editor(user: Any) -> bool:
    """Whether `user` keeps texts, proven by a second factor as in the back office."""
    keeps = user.is_superuser or RoleGroup.EDITORS in user.group_names
    return user.is_active and keeps and (user.has_second_factor or not settings.SECOND_FACTOR_REQUIRED)


def check_year(year: int | None, *, this_year: int) -> None:
    """Refuse a year that no document is of.

    Raises:
        ValidationError: it lies before OLDEST_YEAR or after next year.
    """
    if year is not None and not OLDEST_YEAR <= year <= this_year + 1:
        raise ValidationError(
            _("Give a year from %(first)s to %(last)s, or leave it empty.")
            % {"first": OLDEST_YEAR, "last": this_year + 1},
            code="year",
        )
