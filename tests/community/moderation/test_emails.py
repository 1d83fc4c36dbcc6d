"""The mails to authors: subject, text, HTML, recipients, and when they are dropped."""

import pytest

from community.members.enums import RoleGroup
from community.moderation.contributions import find
from community.moderation.services import decisions
from community.outbox import renderers
from community.outbox.models import Mail
from foundation import clock
from tests.factories import comments as made_comments
from tests.factories import discussions as made_threads
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def facilitator():
    return UserFactory(name="Facilitator Name", role=RoleGroup.FACILITATORS)


def letter(mail):
    return renderers.render(mail, now=clock.now())


def hidden_post(facilitator, **fields):
    post = made_threads.post(made_threads.thread(title="Who <keeps> it?"), text="Some words", **fields)
    case = find("post", post.pk)
    decisions.hide(case=case, actor=facilitator, reason="It named <somebody>", now=clock.now())
    return case


def test_the_mail_about_a_hidden_post(facilitator):
    case = hidden_post(facilitator, author=UserFactory(name="Bintou"))
    mail = Mail.objects.get()
    written = letter(mail)
    assert mail.recipient == case.author.email
    assert written.subject == "Your post in “Who <keeps> it?” was hidden"
    assert "Bintou, a facilitator hid what you wrote in “Who <keeps> it?”." in written.text
    assert "Reason: It named <somebody>" in written.text
    assert f"http://testserver{case.url}" in written.text
    assert "It named &lt;somebody&gt;" in written.html
    assert f"http://testserver{case.url}" in written.html
    # The role is told, not the person; nor are the words that had to go sent around again.
    for part in (written.text, written.html):
        assert "Facilitator Name" not in part
        assert "Some words" not in part


def test_the_mail_about_a_restored_comment(facilitator):
    comment = made_comments.comment(made_comments.story(title="A region maps"))
    case = find("comment", comment.pk)
    decisions.hide(case=case, actor=facilitator, reason="Names", now=clock.now())
    decisions.restore(case=case, actor=facilitator, reason="A mistake of ours", now=clock.now())
    written = letter(Mail.objects.get(kind="moderation.restored"))
    assert written.subject == "Your comment on “A region maps” is shown again"
    assert "A mistake of ours" in written.text
    assert "A mistake of ours" in written.html


def test_what_no_longer_holds_is_not_told(facilitator):
    case = hidden_post(facilitator)
    mail = Mail.objects.get()
    decisions.restore(case=case, actor=facilitator, reason="", now=clock.now())
    assert letter(mail) is None
    assert letter(Mail.objects.get(kind="moderation.restored")) is not None


def test_a_new_address_or_a_closed_account_gets_nothing(facilitator):
    case = hidden_post(facilitator)
    mail = Mail.objects.get()
    type(case.author).objects.filter(pk=case.author.pk).update(email="new@example.org")
    assert letter(mail) is None
    type(case.author).objects.filter(pk=case.author.pk).update(email=mail.recipient, is_active=False)
    assert letter(mail) is None
    case.author.delete()
    assert letter(mail) is None
