"""Words of comments."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SectionMode(models.TextChoices):
    """Whether the pages of a section take comments, where they do not say otherwise."""

    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    UNTIL = "until", _("Open until a day, then closed")


class PageMode(models.TextChoices):
    """Whether one page takes comments."""

    INHERIT = "inherit", _("As the list it belongs to says")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    UNTIL = "until", _("Open until a day, then closed")
