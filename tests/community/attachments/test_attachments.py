"""Pictures and documents: judged by what they hold, open to who may read the contribution, gone with it."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from community.attachments.models import Attachment
from community.members.enums import RoleGroup
from community.moderation.contributions import find
from community.moderation.services import decisions
from foundation import clock
from tests.factories import comments as made_comments
from tests.factories import discussions as made
from tests.factories.groups import inside, private_group
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


def picture(name="desk.png", size=(40, 30)):
    content = io.BytesIO()
    Image.new("RGB", size, "white").save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue(), content_type="image/png")


def paper(name="act.pdf"):
    return SimpleUploadedFile(name, b"%PDF-1.7 an act", content_type="application/pdf")


@pytest.fixture
def member(client, settings, tmp_path):
    private = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path, "base_url": None},
    }
    settings.STORAGES = {**settings.STORAGES, "private": private}
    user = UserFactory(name="Aminata")
    client.force_login(user)
    return user


def reply(client, thread, *files, **fields):
    sent = {"text": "See here.", "language": "en", "attachments": list(files), **fields}
    return client.post(reverse("discussions:reply", args=[thread.pk]), sent)


def fetched(client, row):
    answer = client.get(reverse("attachments:file", args=[row.pk]))
    if answer.streaming:
        answer.body = b"".join(answer)
    return answer


def test_a_picture_is_shown_and_a_document_is_a_download(client, member):
    thread = made.thread()
    assert reply(client, thread, picture(), paper()).status_code == 302
    image, document = Attachment.objects.order_by("-width")
    page = " ".join(client.get(thread.get_absolute_url()).content.decode().split())
    assert 'width="40" height="30" loading="lazy" alt="Picture by Aminata: desk"' in page
    assert 'act</bdi></a> <span class="small muted">(PDF, 15 bytes)' in page
    shown, saved = fetched(client, image), fetched(client, document)
    assert shown["Content-Type"] == "image/png"
    assert "attachment" in saved["Content-Disposition"]
    assert saved.body == b"%PDF-1.7 an act"
    assert "no-store" in saved["Cache-Control"]


def test_a_thread_and_a_comment_take_files_too(client, member):
    space, page = made.SpaceFactory(), made_comments.story()
    sent = {"title": "Whose act?", "text": "Here.", "kind": "question", "space": space.slug, "language": "en"}
    client.post(reverse("discussions:new_thread"), {**sent, "attachments": [paper()]})
    client.post(
        reverse("comments:write", args=[page.pk]), {"text": "Here.", "language": "en", "attachments": [paper("b.pdf")]}
    )
    assert sorted(Attachment.objects.values_list("kind", "title")) == [("comment", "b"), ("post", "act")]
    assert "b</bdi></a>" in client.get(page.url).content.decode()


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([SimpleUploadedFile("act.pdf", b"MZ not what it says")], "act.pdf: This kind of file is not taken"),
        ([SimpleUploadedFile("empty.pdf", b"")], "empty"),
        ([paper(f"{number}.pdf") for number in range(4)], "Choose at most 3 files."),
        ([picture(size=(6000, 5000))], "This kind of file is not taken"),
    ],
    ids=["renamed", "empty", "four", "30 megapixels"],
)
def test_what_is_not_taken_is_refused_with_a_reason_and_the_text_kept(client, member, files, words):
    thread = made.thread()
    answer = reply(client, thread, *files)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert "See here." in page
    assert not thread.posts.replies().exists()
    assert not Attachment.objects.exists()


def test_the_place_where_a_picture_was_taken_does_not_stay(client, member):
    content, exif = io.BytesIO(), Image.Exif()
    exif[0x8825] = {1: "N", 2: (14.0, 26.0, 0.0)}
    Image.new("RGB", (20, 20)).save(content, "JPEG", exif=exif)
    reply(client, made.thread(), SimpleUploadedFile("p.jpg", content.getvalue()))
    with Attachment.objects.get().file.open("rb") as file, Image.open(file) as kept:
        assert not kept.getexif()


def test_a_file_is_as_closed_as_its_thread(client, member):
    group = private_group()
    author = inside(group)
    thread = made.thread(space=made.SpaceFactory(group=group, audience="group"), author=author)
    client.force_login(author)
    reply(client, thread, paper())
    row = Attachment.objects.get()
    assert fetched(client, row).status_code == 200
    client.force_login(UserFactory())
    assert fetched(client, row).status_code == 404
    client.logout()
    assert fetched(client, row).status_code == 404


def test_a_hidden_post_hands_out_nothing(client, member):
    thread = made.thread()
    reply(client, thread, paper())
    row = Attachment.objects.get()
    facilitator = UserFactory(role=RoleGroup.FACILITATORS)
    decisions.hide(case=find("post", row.target), actor=facilitator, reason="Names", now=clock.now())
    assert fetched(client, row).status_code == 404
    assert "act</bdi>" not in client.get(thread.get_absolute_url()).content.decode()


def test_files_go_with_the_post_that_its_author_removes(client, member, django_capture_on_commit_callbacks):
    thread = made.thread()
    reply(client, thread, paper())
    row = Attachment.objects.get()
    name, storage = row.file.name, row.file.storage
    assert storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("discussions:remove_post", args=[row.target]))
    assert not Attachment.objects.exists()
    assert not storage.exists(name)
    assert thread.posts.get(pk=row.target).files == []


def test_a_preview_says_that_files_are_to_be_chosen_again(client, member):
    answer = reply(client, made.thread(), paper(), preview="1")
    assert "choose them again before you send" in answer.content.decode()
    assert not Attachment.objects.exists()


def test_an_unknown_file_is_not_found(client, member):
    assert client.get(reverse("attachments:file", args=["00000000-0000-0000-0000-000000000000"])).status_code == 404
