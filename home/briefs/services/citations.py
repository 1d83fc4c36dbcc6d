"""Keeping the list of citations true to the briefs' text."""

from django.db import transaction
from wagtail.models import Page

from home.briefs.display import story_ids
from home.briefs.models import BriefPage, Citation


@transaction.atomic
def record(*, brief: BriefPage) -> int:
    """Write down every story the published text of `brief` names; return how many citations there are."""
    pairs = {
        (pk, block["value"]["reference"])
        for block in brief.recommendations.raw_data
        for pk in story_ids(block["value"])
        if pk
    }
    keys = dict(Page.objects.filter(pk__in=[pk for pk, _reference in pairs]).values_list("pk", "translation_key"))
    Citation.objects.filter(brief=brief).delete()
    made = Citation.objects.bulk_create(
        [
            Citation(brief=brief, story_key=keys[pk], reference=reference)
            for pk, reference in sorted(pairs)
            if pk in keys
        ],
        ignore_conflicts=True,
    )
    return len(made)
