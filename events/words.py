"""Numbers as words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

IN_LINE = (
    gettext_lazy("First in line"),
    gettext_lazy("Second in line"),
    gettext_lazy("Third in line"),
    gettext_lazy("Fourth in line"),
    gettext_lazy("Fifth in line"),
    gettext_lazy("Sixth in line"),
    gettext_lazy("Seventh in line"),
    gettext_lazy("Eighth in line"),
    gettext_lazy("Ninth in line"),
    gettext_lazy("Tenth in line"),
)


def in_line(position: int) -> str:
    """Return "Third in line" for 3, "" for 0; beyond ten the number in digits."""
    if position < 1:
        return ""
    if position <= len(IN_LINE):
        return str(IN_LINE[position - 1])
    return _("Number %(number)s in line") % {"number": position}
