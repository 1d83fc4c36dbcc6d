"""Which briefs cite a post or a comment, for the pages on which these stand."""

import time
from collections.abc import Iterable

from django.utils.translation import get_language

from community.members.mentions import Mention, register
from foundation.pages import tree_of
from home.briefs.enums import Cited
from home.briefs.models import BriefPage, Citation

# Seconds after which another process's citations are seen; this process's own are seen at once.
KEPT = 60

_kept: tuple[float, frozenset[tuple[str, str]]] | None = None


def _cited() -> frozenset[tuple[str, str]]:
    """All contributions that any brief cites: few, and asked for by every page with comments."""
    global _kept  # noqa: PLW0603  # one small set a process
    if _kept is None or time.monotonic() - _kept[0] > KEPT:
        rows = Citation.objects.filter(kind__in=[Cited.POST, Cited.COMMENT]).values_list("kind", "key")
        _kept = (time.monotonic(), frozenset(rows))
    return _kept[1]


def forget() -> None:
    """Read them anew next time."""
    global _kept  # noqa: PLW0603  # the same
    _kept = None


def collect(kind: str, keys: Iterable[int]) -> dict[int, list[Mention]]:
    """Return, by number of the contribution, the briefs that cite it, in the language that is active."""
    cited = [str(key) for key in keys if (kind, str(key)) in _cited()]
    if not cited:
        return {}
    rows = Citation.objects.filter(kind=kind, key__in=cited)
    pairs = {(int(key), brief) for key, brief in rows.values_list("key", "brief__translation_key")}
    if not pairs:
        return {}
    locale = tree_of(get_language())
    briefs = BriefPage.objects.readable(locale=locale).without_texts()
    known = {one.translation_key: one for one in briefs.filter(translation_key__in={brief for _key, brief in pairs})}
    found: dict[int, list[Mention]] = {}
    for key, brief in sorted(pairs, key=lambda pair: (pair[0], known[pair[1]].number if pair[1] in known else 0)):
        if brief in known:
            one = known[brief]
            found.setdefault(key, []).append(Mention(one.title, one.address, one.content_language))
    return found


def join() -> None:
    """Tell discussions and comments of this source."""
    register(collect)
