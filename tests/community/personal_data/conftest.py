"""A member who left traces everywhere."""

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.models import Comment, CommentReply

from community.groups.models import GroupFile, Membership
from community.groups.services import invitations
from community.members.enums import Audience
from community.members.models import Profile
from community.outbox.models import Suppression
from community.outbox.services import debts
from community.personal_data.services import former_addresses
from foundation import clock
from tests.factories import claims, comments, contacts, discussions, events, groups
from tests.factories.members import OrganisationFactory, UserFactory

PASSWORD = "corridor-test"
MARK = "zqxmarker"


@pytest.fixture(autouse=True)
def _own_files(monkeypatch, tmp_path):
    """Keep private files of a test apart. The fields hold the storage itself, so a setting would come too late."""
    monkeypatch.setattr(Profile._meta.get_field("photograph").storage, "location", str(tmp_path))


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
    """Let the marked member write, register, speak for an office and be written to; return what must stay."""
    story = comments.story()
    thread = discussions.thread(author=marked, title="How do we start?")
    post = discussions.post(thread, author=marked, text="We start small.")
    answer = discussions.post(thread, parent=post, text="Thank you.")
    comment = comments.comment(story, author=marked)
    events.registered(events.exchange(), marked)
    _addresses(marked)
    file = _groups(marked)
    letter = contacts.message(marked, text="May I ask you something?")
    Profile.objects.filter(user=marked).update(page_audience=Audience.MEMBERS)
    contacts.message(recipient=marked, text="I would like to ask.")
    _office(marked)
    _notes(marked, story)
    return {
        "thread": thread,
        "post": post,
        "answer": answer,
        "comment": comment,
        "story": story,
        "file": file,
        "letter": letter,
    }


def _addresses(marked):
    """Give her an office mailbox and a former address, and owe mail to each."""
    office, former = f"office.{MARK}@kayes.example", f"former.{MARK}@kayes.example"
    marked.emailaddress_set.create(email=marked.email, verified=True, primary=True)
    marked.emailaddress_set.create(email=office, verified=True)
    for address in (marked.email, office.title(), former):
        debts.owe(kind="account", recipient=address, period="1", language="en", now=clock.now(), context={"a": MARK})
        Suppression.objects.create(recipient=address, channel="digest")
    former_addresses.remember(member=marked, address=former, now=clock.now())
    SocialAccount.objects.create(user=marked, provider="oidc", uid=f"{MARK}-17", extra_data={"name": MARK})


def _groups(marked):
    """Invite her, put her into a group and let her leave a file there."""
    circle = groups.private_group()
    by, now = groups.facilitator_of(circle), clock.now()
    lines = [f"office.{MARK}@kayes.example"]
    invitations.invite(group=circle, by=by, lines=lines, language="en", now=now)
    groups.inside(circle, marked)
    Membership.objects.filter(member=marked).update(note=f"{MARK} would like to join")
    return GroupFile.objects.create(
        group=circle,
        title="Plan",
        file=ContentFile(b"plan", "plan.pdf"),
        kind="pdf",
        size=4,
        uploader=marked,
        created_at=now,
    )


def _office(marked):
    """Let her claim an office with a document, and hold a role of it."""
    claim = claims.claim_of(marked, OrganisationFactory(), proof="document", statement=f"{MARK} works here")
    claim.document.save(f"{MARK}.pdf", ContentFile(b"%PDF"))


def _notes(marked, story):
    """Let her leave a note on a draft, and an answer to another's, which each version keeps."""
    story.wagtail_admin_comments.add(Comment(page=story, user=marked, text=f"{MARK} notes", contentpath="title"))
    other = Comment(page=story, user=UserFactory(), text="Another's note", contentpath="title")
    other.replies.add(CommentReply(user=marked, text=f"{MARK} answers"))
    story.wagtail_admin_comments.add(other)
    story.save()
    story.save_revision()
