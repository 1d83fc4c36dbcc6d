"""Whether a page takes comments now: its own word, or that of the list it belongs to.

Two bases of page types: one for pages, one for their lists. What counts is the first language version, which has the
comments: the fields are the same in the others. Closing hides nothing; what was said stays readable.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from community.comments.enums import PageMode, SectionMode
from foundation import clock
from foundation.pages import BasePage

FIELDS = ("comments_mode", "comments_closed_on")
PANEL = MultiFieldPanel([FieldRowPanel([FieldPanel(name) for name in FIELDS])], heading=_("Comments"))
# The first language version has the comments: translations take its word.
SYNCHRONIZED: list[Any] = [SynchronizedField(name, overridable=False) for name in FIELDS]


@dataclass(frozen=True)
class Standing:
    """Whether comments are open, and since which day they are closed, where that is known."""

    is_open: bool
    since: date | None = None


class _Closing(BasePage):
    """The day, and what it must be."""

    comments_closed_on = models.DateField(
        _("closed from this day on"),
        null=True,
        blank=True,
        help_text=_("The day begins at midnight UTC. Readers are told since when comments are closed."),
    )
    comments_mode: Any

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Ask for the day where it decides, and write today's where comments close at once."""
        super().clean()
        today = today_at(clock.now())
        if self.comments_mode == PageMode.UNTIL and self.comments_closed_on is None:
            raise ValidationError({"comments_closed_on": _("Choose the day from which comments are closed.")})
        if self.comments_mode == PageMode.CLOSED and (self.comments_closed_on or date.max) > today:
            self.comments_closed_on = today


class CommentSection(_Closing):
    """A list of pages: what it says holds for each page that does not say otherwise."""

    comments_mode = models.CharField(
        _("comments on its pages"), max_length=8, choices=SectionMode.choices, default=SectionMode.OPEN
    )

    class Meta:
        abstract = True


class TakesComments(_Closing):
    """A page that members comment on while it is open for comments."""

    takes_comments = True

    comments_mode = models.CharField(_("comments"), max_length=8, choices=PageMode.choices, default=PageMode.INHERIT)

    class Meta:
        abstract = True


def today_at(now: datetime) -> date:
    """Return the day it is, in UTC, as the back office counts."""
    return now.astimezone(UTC).date()


def standing(source: Page, *, now: datetime) -> Standing:
    """Return whether a page takes comments at `now`, in one query where its list decides, else in none.

    source: the first language version, `page.source`.
    """
    if not isinstance(source, TakesComments):
        return Standing(is_open=bool(getattr(source, "takes_comments", False)))
    if source.comments_mode != PageMode.INHERIT:
        return _judge(source.comments_mode, source.comments_closed_on, now)
    section = apps.get_model(source.parent_page_types[0])
    rows = section._default_manager.filter(path=source.path[: -source.steplen])
    found = rows.values(*FIELDS).first()
    if found is None:
        return Standing(is_open=True)
    return _judge(found["comments_mode"], found["comments_closed_on"], now)


def _judge(mode: str, day: date | None, now: datetime) -> Standing:
    over = day is not None and day <= today_at(now)
    if mode == PageMode.CLOSED or (mode == PageMode.UNTIL and over):
        return Standing(is_open=False, since=day if over else None)
    return Standing(is_open=True)
