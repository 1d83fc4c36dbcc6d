"""What every Corridor starts with: the vocabularies, the places, the pages, the report's practices and briefs."""

from datetime import datetime

from wagtail.models import Locale, Page
from wagtail_localize.models import LocaleSynchronization

from community.moderation.services import founding as ready_reasons
from community.taxonomy.services import vocabularies
from community.territories.services import places
from home.briefs.models import BriefIndexPage
from home.briefs.services import founding as briefs
from home.models import HomePage
from home.practices.models import PracticeIndexPage
from home.practices.services import founding as stories
from home.practices.services import stand_ins
from home.services import editorial, tree


def found(*, now: datetime) -> HomePage:
    """Load the founding content where it is missing, and return the English home page. Repeatable."""
    vocabularies.load()
    places.load()
    ready_reasons.load()
    home = tree.plant()
    editorial.appoint(homes=list(HomePage.objects.all()))
    index = PracticeIndexPage.objects.get(locale=home.locale)
    stories.load(index=index, now=now)
    briefs.load(index=BriefIndexPage.objects.get(locale=home.locale), now=now)
    mirror(home=home)
    return home


def mirror(*, home: HomePage) -> None:
    """Let every page without a translation stand in for it in the other languages, now and from now on."""
    for locale in Locale.objects.exclude(pk=home.locale_id):
        LocaleSynchronization.objects.get_or_create(locale=locale, defaults={"sync_from": home.locale})
    pages = Page.objects.descendant_of(home).order_by("path")
    known = set(
        Page.objects.filter(translation_key__in=pages.values("translation_key")).values_list(
            "translation_key", "locale_id"
        )
    )
    for page in pages:
        for locale in Locale.objects.exclude(pk=home.locale_id):
            if (page.translation_key, locale.pk) not in known:
                stand_ins.stand_in(page, locale)
