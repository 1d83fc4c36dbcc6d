"""Keeping the list of citations true to the briefs' text, and to what becomes of what they cite."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from wagtail.models import Page

from home.briefs import mentions, sources
from home.briefs.enums import Cited
from home.briefs.models import BriefPage, Citation


@transaction.atomic
def record(*, brief: BriefPage) -> int:
    """Write down everything the published text of `brief` names; return how many citations there are.

    What is named and already gone keeps its line as long as the text names it. A stand-in for a translation has none
    of its own.
    """
    if brief.alias_of_id is not None:
        return 0
    BriefPage.objects.select_for_update(of=("self",)).order_by().get(pk=brief.pk)
    gone = {(row.kind, row.key): row for row in brief.citations.filter(gone_on__isnull=False)}
    rows = sources.build(brief)
    for row in rows:
        before = gone.get((row.kind, row.key))
        if before is not None:
            row.gone_on = before.gone_on
    brief.citations.all().delete()
    mentions.forget()
    transaction.on_commit(mentions.forget)
    return len(Citation.objects.bulk_create([*rows, *_vanished(brief, rows, gone)], ignore_conflicts=True))


def _vanished(brief: BriefPage, rows: list[Citation], gone: dict[tuple[str, str], Citation]) -> list[Citation]:
    """Lines of pages that were deleted: the text still has their place, but no page to read their key from."""
    kept = {(row.kind, row.key) for row in rows}
    named = [one for one in sources.named(brief) if one.kind in {Cited.STORY, Cited.BRIEF}]
    alive = set(Page.objects.filter(pk__in=[one.pk for one in named]).values_list("pk", flat=True))
    empty = {(one.kind, one.reference) for one in named if one.pk not in alive}
    return [
        Citation(brief=brief, kind=row.kind, key=row.key, reference=row.reference, title=row.title, gone_on=row.gone_on)
        for place, row in gone.items()
        if place not in kept and (row.kind, row.reference) in empty
    ]


def went(*, pages: Iterable[Page], today: date) -> int:
    """Note that pages are no longer public, where no language version of them is; return the citations concerned."""
    changed = 0
    for page in pages:
        if Page.objects.filter(translation_key=page.translation_key, live=True).exclude(pk=page.pk).exists():
            continue
        rows = Citation.objects.of_pages([page.translation_key]).filter(gone_on__isnull=True)
        changed += rows.update(gone_on=today, title=page.title)
    return changed


def came_back(*, page: Page) -> int:
    """Note that a page is public again."""
    return Citation.objects.of_pages([page.translation_key]).filter(gone_on__isnull=False).update(gone_on=None)


def contribution_went(*, kind: Cited, pk: int, today: date) -> int:
    """Note that a post or comment was deleted."""
    rows = Citation.objects.filter(kind=kind, key=str(pk), gone_on__isnull=True)
    return rows.update(gone_on=today, post=None, comment=None)


def citing(*, pages: Iterable[Page]) -> list[tuple[Page, BriefPage]]:
    """Return, of these pages and all below them, each that a brief cites and that nothing else stands for.

    A language version among others may go: the brief then leads to the version that stays.
    """
    found = []
    for page in pages:
        for below in Page.objects.descendant_of(page, inclusive=True):
            row = Citation.objects.of_pages([below.translation_key]).select_related("brief").first()
            if row is None or row.brief.is_descendant_of(page) or _has_another(below):
                continue
            found.append((below, row.brief))
    return found


def _has_another(page: Page) -> bool:
    rest = Page.objects.filter(translation_key=page.translation_key, alias_of__isnull=True).exclude(pk=page.pk)
    return bool(page.alias_of_id) or rest.exists()
