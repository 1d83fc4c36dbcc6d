"""The founding content: all of it, in four language trees, once."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Page, WorkflowPage

from community.members.enums import RoleGroup
from community.taxonomy.models import Term
from community.territories.models import Corridor, Territory
from home.briefs.models import BriefPage, Citation
from home.practices.models import StoryPage
from home.services import founding

NOW = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def counts():
    return {
        "pages": Page.objects.count(),
        "terms": Term.objects.count(),
        "territories": Territory.objects.count(),
        "corridors": Corridor.objects.count(),
        "citations": Citation.objects.count(),
        "review": WorkflowPage.objects.count(),
        "groups": Group.objects.count(),
    }


def test_the_founding_content_is_whole_and_loading_it_again_changes_nothing(client):
    home = founding.found(now=NOW)
    first = counts()
    stories = StoryPage.objects.sources()
    briefs = BriefPage.objects.originals()
    assert stories.count() == 19
    assert briefs.count() == 6
    assert sum(len(brief.recommendations) for brief in briefs) == 41
    references = {block.value["reference"] for brief in briefs for block in brief.recommendations}
    assert len(references) == 41
    assert all(story.source_lines and story.standfirst for story in stories)
    assert all(story.themes.exists() for story in stories)

    slugs = list(stories.values_list("slug", flat=True))
    for language in ("en", "fr", "es", "ar"):
        for slug in [*(f"practices/{slug}" for slug in slugs[:3]), "briefs", "privacy", "exchanges"]:
            assert client.get(f"/{language}/{slug}/").status_code == 200, (language, slug)

    edited = stories.first()
    edited.title = "An editor's own words"
    edited.save_revision().publish(skip_permission_checks=True)
    founding.found(now=NOW)
    assert counts() == first
    assert StoryPage.objects.get(pk=edited.pk).title == "An editor's own words"

    reviewed = set(WorkflowPage.objects.values_list("page__slug", flat=True))
    assert {"practices", "briefs"} <= reviewed
    assert home.locale.language_code == "en"
    editors = Group.objects.get(name=RoleGroup.EDITORS)
    assert editors.page_permissions.filter(permission__codename="publish_page").exists()
    facilitators = Group.objects.get(name=RoleGroup.FACILITATORS)
    publishes = facilitators.page_permissions.filter(permission__codename="publish_page")
    assert set(publishes.values_list("page__slug", flat=True)) == {"practices", "briefs"}
