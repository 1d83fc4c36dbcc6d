"""A member who left traces everywhere."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from community.groups.services import invitations
from community.outbox.models import Suppression
from community.outbox.services import debts
from foundation import clock
from tests.factories import comments, discussions, events, groups
from tests.factories.members import UserFactory

PASSWORD = "corridor-test"
MARK = "zqxmarker"


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    """Keep private files of a test apart."""
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path, "base_url": None},
        },
    }


@pytest.fixture
def signed_in(client):
    """Sign a member in by the real door, let her show her password again, and return her client."""

    def enter(member):
        member.emailaddress_set.get_or_create(email=member.email, verified=True, primary=True)
        if member.has_second_factor:
            client.force_login(member)
        else:
            client.post(reverse("account_login"), {"login": member.email, "password": PASSWORD})
        assert "_auth_user_id" in client.session
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        return client

    return enter


@pytest.fixture
def confirm(client):
    """Show the password again where it is asked for, and return the answer of what was asked first."""

    def reauthenticate(response):
        assert response.url.startswith(reverse("account_reauthenticate"))
        return client.post(response.url, {"password": PASSWORD})

    return reauthenticate


@pytest.fixture
def marked():
    """Return a member whose name, address and words can be found again wherever they are."""
    member = UserFactory(email=f"{MARK}@example.org", name=f"{MARK} Traoré", profile__function=f"{MARK} officer")
    member.profile.introduction = f"{MARK} introduces herself"
    member.profile.photograph.save(f"{MARK}.jpg", ContentFile(b"picture"))
    return member


@pytest.fixture
def traces(marked):
    """Let the marked member write, register and be written to; return what must stay."""
    story = comments.story()
    thread = discussions.thread(author=marked, title="How do we start?")
    post = discussions.post(thread, author=marked, text="We start small.")
    answer = discussions.post(thread, parent=post, text="Thank you.")
    comment = comments.comment(story, author=marked)
    events.registered(events.exchange(), marked)
    office = f"office.{MARK}@kayes.example"
    marked.emailaddress_set.create(email=marked.email, verified=True, primary=True)
    marked.emailaddress_set.create(email=office, verified=True)
    for address in (marked.email, office.title()):
        debts.owe(kind="account", recipient=address, period="1", language="en", now=clock.now(), context={"a": MARK})
        Suppression.objects.create(recipient=address, channel="digest")
    circle = groups.private_group()
    invitations.invite(group=circle, by=groups.facilitator_of(circle), lines=[office], language="en", now=clock.now())
    return {"thread": thread, "post": post, "answer": answer, "comment": comment, "story": story}
