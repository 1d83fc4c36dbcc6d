"""Promises across rooms: one login, walls in every language, private answers, bad input, what was taken away."""

from datetime import UTC, datetime

import pytest
from django.test import override_settings
from django.urls import reverse
from wagtail.fields import StreamField
from wagtail.models import Page, PageViewRestriction, WorkflowPage
from wagtail.test.utils.form_data import querydict_from_html

from community.members.enums import RoleGroup
from community.members.models import User
from home.practices.models import StoryPage
from home.services import editorial, founding
from tests.factories import pages, stories
from tests.factories.members import UserFactory, sign_up_data

NOW = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)
PASSWORD = "corridor-test"
HUGE = "9" * 30
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_wagtails_login_for_walled_pages_takes_no_password(client, language):
    user = UserFactory(is_superuser=True)
    address = f"/{language}/_util/login/"
    client.post(address, {"username": user.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session
    assert client.get(address).url.startswith(f"/{language}/accounts/login/")


@pytest.fixture
def walled(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = stories.story(title="Lantern of the wall", slug="lantern")
        stories.index("fr")
        founding.mirror(home=pages.home())
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    return page


@pytest.mark.parametrize(
    "address", ["/en/practices/", "/fr/practices/", "/en/", "/fr/", "/en/search/?q=lantern", "/fr/search/?q=lantern"]
)
def test_a_walled_story_is_named_nowhere_in_any_language(client, walled, address):
    response = client.get(address)
    assert response.status_code == 200
    assert "Lantern of the wall" not in response.content.decode()


def test_a_wall_taken_down_lets_the_story_be_found_again(client, walled, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        PageViewRestriction.objects.all().delete()
    assert "<mark>Lantern</mark>" in client.get("/en/search/?q=lantern").content.decode()


def test_a_walled_story_leads_to_the_one_login(client, walled):
    assert "/accounts/login/" in client.get("/en/practices/lantern/").url


def test_what_members_see_is_stored_by_nobody(client):
    page = stories.story()
    assert "no-store" not in client.get(page.url).get("Cache-Control", "")
    client.force_login(UserFactory())
    for address in (page.url, "/en/", "/en/search/?q=x", reverse("discussions:index")):
        assert "no-store" in client.get(address)["Cache-Control"], address


@override_settings(SECOND_FACTOR_REQUIRED=False)
def test_an_editors_preview_is_shown_in_a_frame_of_the_back_office(client):
    page = stories.story()
    client.force_login(UserFactory(is_superuser=True))
    address = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    response = client.get(address)
    assert response.status_code == 200
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'none'" in client.get(page.url)["Content-Security-Policy"]


@override_settings(SECOND_FACTOR_REQUIRED=False)
def test_an_administrator_makes_an_account_with_one_name_and_changes_it(client):
    client.force_login(UserFactory(is_superuser=True))
    data = {
        "email": "new@example.org",
        "name": "N. Member",
        "password1": "a-long-password",
        "password2": "a-long-password",
    }
    client.post(reverse("wagtailusers_users:add"), data)
    user = User.objects.get(email="new@example.org")
    assert (user.name, user.profile.interface_language) == ("N. Member", "en")
    address = reverse("wagtailusers_users:edit", args=[user.pk])
    client.post(address, {"email": user.email, "name": "New Name", "is_active": "on"})
    user.refresh_from_db()
    assert user.name == "New Name"


@pytest.mark.parametrize("name", ["Win at https://evil.example/now", "www.evil.example", "me@evil.example"])
def test_a_name_with_an_address_is_refused_at_sign_up(client, name):
    data = sign_up_data(name=name, email="victim@example.org")
    response = client.post(reverse("account_signup"), data)
    assert response.context["form"].errors["name"]


def test_a_name_is_kept_on_one_line_without_direction_marks(client):
    data = sign_up_data(name="N.\n\u202eMember ", email="new@example.org")
    client.post(reverse("account_signup"), data)
    assert User.objects.get().name == "N. Member"


def test_signing_up_with_a_known_address_takes_a_hash_as_for_a_new_one(client, monkeypatch):
    hashed = []
    monkeypatch.setattr("community.members.adapters.make_password", hashed.append)
    known = UserFactory()
    known.emailaddress_set.create(email=known.email, verified=True, primary=True)
    client.post(reverse("account_signup"), sign_up_data(name="N", email=known.email))
    assert len(hashed) == 1


@pytest.mark.parametrize(
    ("method", "address", "data"),
    [
        ("get", "/en/practices/?theme=local+governance", {}),
        ("get", "/en/practices/?theme=%00", {}),
        ("get", f"/en/comments/at/{HUGE}/", {}),
        ("get", f"/en/discussions/posts/{HUGE}/", {}),
        ("get", f"/en/moderation/flag/post/{HUGE}/", {}),
        ("get", f"/en/moderation/flag/comment/{HUGE}/", {}),
        ("post", "/en/display/", {"next": "abc", "colours": "dark"}),
        ("post", "/en/me/digests/themes/remittances/follow/", {"next": "abc"}),
        ("get", "/en/me/digests/themes/remittances/follow/", {}),
        ("post", "/en/me/profile/", {"name": "N", "languages": HUGE, "themes": HUGE}),
        ("get", f"/en/practices/?page={HUGE}", {}),
    ],
)
def test_odd_input_gets_an_answer_and_no_fault(client, method, address, data):
    stories.index()
    stories.theme("remittances")
    client.force_login(UserFactory())
    assert getattr(client, method)(address, data).status_code in {200, 302, 400, 404, 422}


@pytest.mark.parametrize(
    "address", ["/en/exchanges/?language=%00", "/en/practices/%00/", "/en/search/?q=a%00", "/en/members/%00/"]
)
def test_a_nul_in_an_address_is_a_bad_request_on_either_database(client, address):
    assert client.get(address).status_code == 400


def test_an_unknown_host_is_told_so(client):
    assert client.get("/en/", headers={"host": "evil.example"}).status_code == 400


@override_settings(SECOND_FACTOR_REQUIRED=False)
def test_a_story_that_an_editor_deleted_is_gone_in_every_language_and_does_not_come_back(client):
    founding.found(now=NOW)
    gone = StoryPage.objects.sources().get(slug="veneto-return-desk")
    client.force_login(UserFactory(is_superuser=True))
    client.post(reverse("wagtailadmin_pages:delete", args=[gone.pk]))
    charter = Page.objects.get(slug="charter", locale__language_code="en")
    charter.delete()
    founding.found(now=NOW)
    assert not StoryPage.objects.filter(slug="veneto-return-desk").exists()
    assert not Page.objects.filter(slug="charter", locale__language_code="en").exists()


def edited(client, page, **fields):
    """Return what the editor of a page would send, with some fields changed and no blocks, which a script draws."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = querydict_from_html(client.get(address).content.decode(), form_id="page-edit-form")
    streams = [field.name for field in type(page)._meta.get_fields() if isinstance(field, StreamField)]
    return {**form.dict(), **{f"{name}-count": "0" for name in streams}, **fields}


@override_settings(SECOND_FACTOR_REQUIRED=False)
@pytest.mark.parametrize("role", [RoleGroup.EDITORS, RoleGroup.FACILITATORS])
def test_what_one_submits_for_moderation_another_approves(client, role):
    page = stories.story(title="As it was")
    editorial.appoint(homes=[pages.home()])
    writer, other = UserFactory(role=role), UserFactory(role=RoleGroup.FACILITATORS)
    client.force_login(writer)
    form = edited(client, page, title="As it will be", nothing_reported="on", **{"action-submit": "1"})
    form.pop("action-publish", None)
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)
    assert answer.status_code == 302, answer.context["form"].errors
    page.refresh_from_db()
    assert page.title == "As it was", "nobody reads it before it was looked at"
    state = page.current_workflow_state
    assert state.requested_by == writer
    task = state.current_task_state.pk
    for reader in (other, UserFactory(role=RoleGroup.FACILITATORS)):
        page.refresh_from_db()
        assert page.title == "As it was", "one is not enough"
        client.force_login(reader)
        assert "As it will be" in client.get(reverse("wagtailadmin_home")).content.decode()
        address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task])
        client.post(address, {"comment": "Good.", "no_conflict": "on"})
    page = StoryPage.objects.get(pk=page.pk)
    assert (page.title, page.live, page.current_workflow_state) == ("As it will be", True, None)


@override_settings(SECOND_FACTOR_REQUIRED=False)
def test_two_facilitators_approve_what_an_editor_submits(client):
    founding.found(now=NOW)
    page = StoryPage.objects.sources().first()
    page.title = "A better title"
    page.save_revision()
    editor = UserFactory(role=RoleGroup.EDITORS)
    state = page.get_workflow().start(page, editor)
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.current_task_state.pk])
    titles = []
    for _number in range(2):
        client.force_login(UserFactory(role=RoleGroup.FACILITATORS))
        client.post(address, {"comment": "Good.", "no_conflict": "on"})
        page.refresh_from_db()
        titles.append(page.title == "A better title")
    assert titles == [False, True]
    assert page.live
    assert not WorkflowPage.objects.filter(page__depth=1).exists()
