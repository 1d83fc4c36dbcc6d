"""What a facilitator should look at before she decides. The list advises; people decide."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.moderation import trust
from community.moderation.contributions import Case
from community.moderation.models import Flag
from community.moderation.services import reports

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
# A row of digits as long as a telephone's; years, sums and dates are shorter or parted by words.
TELEPHONE = re.compile(r"(?<![\w/])\+?\d[\d ().-]{7,}\d(?!\w)")
LINK = re.compile(r'href="https?://')
MANY_LINKS = 3
FEW = 20


@dataclass(frozen=True)
class Check:
    """One line of the list. is_fine: nothing to mind."""

    is_fine: bool
    words: str


def of(case: Case, *, now: datetime) -> list[Check]:
    """Return what to look at in a contribution, in a number of queries that does not depend on it."""
    return [_personal(case), _links(case), *_author(case, now), *_reports(case)]


def _personal(case: Case) -> Check:
    plain = re.sub(r"<[^>]*>", " ", case.html)
    if ADDRESS.search(plain) or TELEPHONE.search(plain):
        return Check(False, _("There is an address or a telephone number in it. Is it somebody's own?"))
    return Check(True, _("No address or telephone number found. Names are for you to judge."))


def _links(case: Case) -> Check:
    found = len(LINK.findall(case.html))
    if not found:
        return Check(True, _("No link in it."))
    words = ngettext("%(total)s link in it. Does it lead where it says?", "%(total)s links in it.", found)
    return Check(found < MANY_LINKS, words % {"total": found})


def _author(case: Case, now: datetime) -> list[Check]:
    if case.author is None:
        return [Check(True, _("Its author has left."))]
    shown = trust.accepted(case.author, since=None, most=FEW)
    many = ngettext("%(total)s contribution is shown.", "%(total)s contributions are shown.", shown) % {"total": shown}
    told = [Check(shown > 0, _("Of its author, %(what)s") % {"what": many} if shown else _("A first contribution."))]
    if not trust.is_trusted(case.author, now=now):
        told.append(Check(False, _("What its author writes is held at present.")))
    return told


def _reports(case: Case) -> list[Check]:
    total = Flag.objects.on(case.target).open().count()
    counted = reports.reports_that_count(case) if total else 0
    if total == counted:
        return []
    words = _("%(counted)s of %(total)s reports count: the others came from members whose reports had no ground.")
    return [Check(False, words % {"counted": counted, "total": total})]
