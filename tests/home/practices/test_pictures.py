"""Pictures of a story: made ready when it is published, sent small, described, and never more than a picture."""

import io

import pytest
from django.urls import reverse
from PIL import Image

from home.practices.renditions import SPECS
from home.submissions import photographs
from home.submissions.models import Submission
from home.submissions.services import drafts
from tests.factories import pages, stories, submissions
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


def picture(width=1200, height=800, form="JPEG", **more):
    target = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(target, form, **more)
    target.seek(0)
    target.name = f"town.{form.lower()}"
    return target


def image():
    return photographs.keep(picture().getvalue(), title="A hall")


def test_pictures_are_ready_before_the_first_reader_comes(django_capture_on_commit_callbacks, client):
    shown = image()
    page = stories.story(live=False, pictures=[("picture", {"image": shown, "alt": "A hall", "caption": "In 2009"})])
    with django_capture_on_commit_callbacks(execute=True):
        pages.publish(page)
    assert {rendition.filter_spec for rendition in shown.renditions.all()} == set(SPECS)
    text = client.get(f"/en/practices/{page.slug}/").content.decode()
    assert shown.renditions.count() == len(SPECS)
    for words in ('type="image/avif"', 'type="image/webp"', 'alt="A hall"', "In 2009", 'loading="lazy"', "width="):
        assert words in text


def test_low_data_turns_pictures_into_links(client):
    page = stories.story(pictures=[("picture", {"image": image(), "alt": "A hall", "caption": ""})])
    client.cookies["corridor_low_data"] = "on"
    text = client.get(page.url).content.decode()
    assert "<picture" not in text
    assert "A hall" in text


@pytest.fixture
def draft(client):
    row = submissions.draft(UserFactory())
    client.force_login(row.author)
    return row


def send(client, row, **data):
    return client.post(reverse("submissions:step", args=[row.pk, "done"]), data)


def pictures_of(row):
    story = drafts.text_of(Submission.objects.select_related("story").get(pk=row.pk))
    return [dict(block.value) for block in story.pictures]


def test_a_picture_is_kept_without_the_place_it_was_taken(client, draft):
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (14.0, 27.0, 0.0)}
    exif[0x010E] = "Secret place"
    assert send(client, draft, picture=picture(exif=exif), picture_alt="A hall").status_code == 302
    kept = pictures_of(draft)[0]
    assert kept["alt"] == "A hall"
    with kept["image"].file.open("rb") as file:
        content = file.read()
    assert b"Secret place" not in content
    assert not Image.open(io.BytesIO(content)).getexif()
    assert "town" not in kept["image"].file.name


@pytest.mark.parametrize(
    ("upload", "words"),
    [
        (lambda: picture(6200, 5000), "more than 20 megapixels"),
        (lambda: renamed(b"<svg onload=alert(1)></svg>"), "An SVG file is a drawing that can hold scripts"),
        (lambda: renamed(b"%PDF-1.7"), "not a picture we can read"),
        (lambda: picture(form="GIF"), "A GIF can move"),
    ],
)
def test_what_is_no_small_picture_is_refused_with_its_reason(client, draft, upload, words):
    answer = send(client, draft, picture=upload(), picture_alt="A hall", picture_caption="Kept words")
    text = answer.content.decode()
    assert answer.status_code == 422
    assert words in text
    assert "Kept words" in text
    assert pictures_of(draft) == []


def renamed(content):
    target = io.BytesIO(content)
    target.name = "photo.jpg"
    return target


def test_a_picture_says_what_it_shows(client, draft):
    answer = send(client, draft, picture=picture())
    assert "Say in a few words what the picture shows." in answer.content.decode()


def test_a_picture_is_taken_out_again(client, draft):
    send(client, draft, picture=picture(), picture_alt="A hall")
    send(client, draft, picture=picture(), picture_alt="A desk")
    send(client, draft, without=["0"])
    assert [shown["alt"] for shown in pictures_of(draft)] == ["A desk"]
