"""The content policy: exactly so on every public page, looser in the back office and nowhere else."""

import pytest
from django.conf import settings
from django.urls import reverse

from tests.factories import stories
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
STRICT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
    "frame-ancestors": "'none'",
}
LOOSER = STRICT | {
    "script-src": "'self' 'unsafe-inline'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "frame-src": "'self'",
    "frame-ancestors": "'self'",
}


def policy(response):
    """Return the one policy of a response, directive by directive."""
    assert "Content-Security-Policy-Report-Only" not in response
    parts = (part.strip().partition(" ") for part in response["Content-Security-Policy"].split(";"))
    return {name: sources for name, _blank, sources in parts if name}


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/en/practices/", 200),
        ("/ar/accounts/login/", 200),
        ("/en/search/?q=x", 200),
        ("/en/nowhere/", 404),
        ("/", 302),
        ("/cmsx/", 404),
        ("/en/cms/", 404),
        ("/robots.txt", 200),
    ],
)
def test_the_policy_of_a_public_page_is_exactly_this(client, address, status):
    stories.index()
    response = client.get(address, follow=status == 404)
    assert response.status_code == status
    assert policy(response) == STRICT
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("door", ["/cms/", "/admin/"])
def test_only_the_back_office_has_the_looser_one(client, settings, door):
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    response = client.get(door)
    assert response.status_code == 200
    assert policy(response) == LOOSER
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert policy(client.get(reverse("members:me"))) == STRICT


def test_nothing_else_of_the_settings_loosens_it():
    assert set(settings.CONTENT_SECURITY_POLICY) == {"DIRECTIVES"}
    assert "unsafe" not in str(settings.CONTENT_SECURITY_POLICY)
