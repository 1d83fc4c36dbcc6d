"""What the page of a territory shows of discussions: threads about it, and the way to open one."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from community.discussions.models import Thread
from community.territories.models import Territory
from community.territories.sections import Shelf, register_shelf
from foundation.templatetags.corridor import day_month

SHOWN = 10


def of_territory(territory: Territory, reader: Any) -> Shelf:
    """Threads about the place that the reader may open, the last written in first; else the way to ask."""
    ask = f"{reverse('discussions:new_thread')}?{urlencode({'territory': territory.slug})}"
    threads = Thread.objects.readable(reader).filter(territories=territory).select_related("space").distinct()
    rows = [
        {
            "title": thread.title,
            "url": thread.get_absolute_url(),
            "note": _("Last: %(day)s") % {"day": day_month(thread.last_post_at)},
        }
        for thread in threads.order_by("-last_post_at", "-pk")[:SHOWN]
    ]
    return Shelf(_("Discussions about this place"), rows, more_url=ask, more_label=_("Ask about it"))


def join() -> None:
    """Tell the pages of places."""
    register_shelf(of_territory)
