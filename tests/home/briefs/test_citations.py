"""Citations: on both ends, never in a circle, and what is cited does not vanish silently."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import PageViewRestriction

from community.comments.models import PageComment
from community.discussions.models import Post
from home.briefs.blocks import ContributionBlock
from home.briefs.models import BriefPage, Citation
from home.practices.models import StoryPage
from home.services import founding
from tests.factories import briefs, comments, discussions, pages, stories
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


def body(client, address):
    return " ".join(client.get(address).content.decode().split())


def test_a_brief_and_what_it_cites_name_each_other(client):
    story, other = stories.story(title="Desk of Vic"), stories.brief(title="The first brief")
    post, comment = discussions.post(discussions.thread(title="Who pays?")), comments.comment(story)
    page = stories.brief(
        title="The citing brief",
        cites=[
            ("story", story),
            ("brief", other),
            ("contribution", f"http://testserver/en/discussions/posts/{post.pk}/"),
            ("contribution", f"/en/comments/at/{comment.pk}/"),
        ],
    )
    text = body(client, page.address)
    assert "Desk of Vic" in text
    assert "The first brief" in text
    assert f'href="/en/discussions/posts/{post.pk}/">Who pays?' in text
    assert f'href="/en/comments/at/{comment.pk}/"' in text
    for address in (story.address, other.address, post.thread.get_absolute_url()):
        assert "The citing brief" in body(client, address), address
    assert body(client, story.address).count("The citing brief") == 2  # by the story, and by the comment on it


def test_a_story_cited_in_two_places_is_named_once_a_place():
    story = stories.story()
    page = stories.brief(evidence=[story], cites=[("story", story), ("story", story)])
    assert page.citations.count() == 2
    briefs.republish(page)
    assert page.citations.count() == 2


def test_a_circle_of_citations_is_refused_with_the_way_round():
    first = stories.brief(title="One")
    second = stories.brief(title="Two", cites=[("brief", first)])
    third = stories.brief(title="Three", cites=[("brief", second)])
    with pytest.raises(ValidationError, match="run in a circle: “Three” → “Two” already rests on this brief"):
        briefs.republish(first, cites=[("brief", third)])
    with pytest.raises(ValidationError, match="cannot cite itself"):
        briefs.republish(first, cites=[("brief", first)])
    assert not Citation.objects.filter(brief=first).exists()


def test_a_circle_that_stands_already_ends_the_search():
    one, two, three = stories.brief(), stories.brief(), stories.brief()
    for brief, cited in ((one, two), (two, one)):
        Citation.objects.create(brief=brief, kind="brief", key=str(cited.translation_key))
    assert briefs.republish(three, cites=[("brief", one)]).citations.count() == 1


def editor(client):
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


def test_a_cited_story_is_not_deleted_and_the_editor_learns_why(client):
    story = stories.story(title="Desk of Vic")
    stories.brief(title="The citing brief", evidence=[story])
    answer = editor(client).post(reverse("wagtailadmin_pages:delete", args=[story.pk]), follow=True)
    assert StoryPage.objects.filter(pk=story.pk).exists()
    said = " ".join(str(message) for message in answer.context["messages"])
    assert "“The citing brief” cites “Desk of Vic”, so it is not deleted. Unpublish it" in said


def test_nor_with_the_list_above_it_nor_among_several(client):
    story, free = stories.story(), stories.story()
    stories.brief(evidence=[story])
    editor(client).post(reverse("wagtailadmin_pages:delete", args=[story.get_parent().pk]))
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    client.post(f"{bulk}?id={free.pk}&id={story.pk}")
    assert StoryPage.objects.filter(pk__in=[story.pk, free.pk]).count() == 2
    client.post(reverse("wagtailadmin_pages:delete", args=[free.pk]))
    assert not StoryPage.objects.filter(pk=free.pk).exists()


def test_a_cited_story_that_is_unpublished_stays_as_a_line_with_the_day(client):
    story = stories.story(title="Desk of Vic")
    page = stories.brief(title="The citing brief", evidence=[story])
    answer = editor(client).post(reverse("wagtailadmin_pages:unpublish", args=[story.pk]), follow=True)
    assert "now says that it is no longer public" in " ".join(str(one) for one in answer.context["messages"])
    client.logout()
    text = body(client, page.address)
    assert "No longer public: Desk of Vic, since" in text
    assert f'href="{story.address}"' not in text
    for form in ("text/", "versions/1/"):
        assert "Desk of Vic" in client.get(page.address + form, follow=True).content.decode()
    briefs.republish(page, title="Changed since")
    assert "No longer public: Desk of Vic, since" in body(client, page.address)
    story.refresh_from_db()
    story.save_revision().publish(skip_permission_checks=True)
    assert f'href="{story.address}"' in body(client, page.address)


def test_what_a_script_deletes_stays_as_a_line_too(client):
    story, kept = stories.story(title="Desk of Vic"), stories.story(title="Desk of Cuenca")
    page = stories.brief(evidence=[story, kept])
    story.delete()
    assert "No longer public: Desk of Vic, since" in body(client, page.address)
    page = briefs.republish(page, title="Changed since")
    assert "No longer public: Desk of Vic, since" in body(client, page.address)


def test_an_unpublished_brief_stays_as_a_line_on_the_one_that_cites_it(client):
    cited = stories.brief(title="The first brief")
    page = stories.brief(cites=[("brief", cited)])
    cited.unpublish()
    assert "No longer public: The first brief, since" in body(client, page.address)
    assert client.get(f"/b/{cited.number}/").status_code == 410


def test_a_walled_story_is_not_named(client):
    story = stories.story(title="Lantern of the wall")
    page = stories.brief(evidence=[story])
    PageViewRestriction.objects.create(page=story, restriction_type=PageViewRestriction.LOGIN)
    text = body(client, page.address)
    assert "Lantern" not in text
    assert "A source that is not open to everybody" in text
    story.unpublish()
    text = body(client, page.address)
    assert "Lantern" not in text
    assert "No longer public: one of its sources, since" in text


def test_a_translation_of_a_cited_story_may_go_while_the_original_stays(client):
    stories.index("fr")
    story = stories.story()
    stories.brief(evidence=[story])
    version = pages.publish(story.copy_for_translation(pages.locales()["fr"], copy_parents=True), title="Un guichet")
    editor(client).post(reverse("wagtailadmin_pages:delete", args=[version.pk]))
    assert not StoryPage.objects.filter(pk=version.pk).exists()
    assert not Citation.objects.filter(gone_on__isnull=False).exists()


def test_a_stand_in_shows_what_its_original_cites(client):
    stories.index("fr")
    page = stories.brief(evidence=[stories.story(title="Desk of Vic", slug="desk")], slug="two-ends")
    founding.mirror(home=pages.home())
    text = body(client, "/fr/briefs/two-ends/")
    assert "Desk of Vic" in text
    assert 'href="/fr/practices/desk/"' in text
    assert "Cite" in text
    assert not Citation.objects.exclude(brief=page).exists()


def test_a_post_that_not_everybody_can_read_is_not_named(client):
    post = discussions.post(discussions.thread(title="Quiet words", space=discussions.members_space()))
    page = stories.brief()
    Citation.objects.create(brief=page, kind="post", key=str(post.pk), post=post)
    text = body(client, page.address)
    assert "Quiet words" not in text
    assert "A contribution that is not open to everybody" in text
    client.force_login(UserFactory())
    assert "Quiet words" in body(client, page.address)


def test_a_hidden_post_and_a_deleted_one_stay_as_lines(client):
    post, gone = discussions.post(discussions.thread(title="Loud words")), discussions.post(discussions.thread())
    page = stories.brief(
        cites=[("contribution", f"/en/discussions/posts/{one.pk}/") for one in (post, gone)],
    )
    hidden_at = datetime(2026, 3, 4, tzinfo=UTC)
    Post.objects.filter(pk=post.pk).update(state="hidden", hidden_at=hidden_at)
    gone.delete()
    text = body(client, page.address)
    assert "No longer public: a contribution, since 4 March 2026" in text
    assert text.count("No longer public: a contribution, since") == 2
    assert "Loud words" not in text


def test_a_removed_comment_stays_as_a_line(client):
    comment = comments.comment(stories.story())
    page = stories.brief(cites=[("contribution", f"/en/comments/at/{comment.pk}/")])
    PageComment.objects.filter(pk=comment.pk).update(state="removed")
    assert "A contribution that is not open to everybody" in body(client, page.address)


@pytest.mark.parametrize("address", ["https://example.org/", "/en/discussions/", "/en/discussions/posts/9999999/", "x"])
def test_an_address_that_leads_to_no_public_contribution_is_refused(address):
    with pytest.raises(ValidationError):
        ContributionBlock().clean(address)


def test_a_members_post_cannot_be_cited():
    post = discussions.post(discussions.thread(space=discussions.members_space()))
    with pytest.raises(ValidationError, match="Not everybody can read this one"):
        ContributionBlock().clean(f"/en/discussions/posts/{post.pk}/")


@pytest.mark.parametrize("form", ["/fr/discussions/posts/{pk}/", "{thread}?page=2#post-{pk}", "{thread}#post-{pk}"])
def test_any_address_of_a_post_will_do(form):
    post = discussions.post(discussions.thread())
    address = form.format(pk=post.pk, thread=post.thread.get_absolute_url())
    assert ContributionBlock().clean(address) == address


def test_citations_follow_the_text():
    one, two = stories.story(), stories.story()
    page = stories.brief(cites=[("story", one)])
    briefs.republish(page, cites=[("story", two)])
    assert [row.key for row in Citation.objects.filter(brief=page)] == [str(two.translation_key)]
    assert BriefPage.objects.citing(one.translation_key, locale=page.locale).count() == 0
