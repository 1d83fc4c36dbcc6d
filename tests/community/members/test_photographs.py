"""Photographs: what is taken, what is kept of it, and who gets to see it."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from community.members import pictures
from community.members.enums import Audience
from community.members.models import Profile
from community.members.services import photographs
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db

ADDRESS = reverse("members:edit_profile")


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path, "base_url": None},
        }
    }
    field = Profile._meta.get_field("photograph")
    before, field.storage = field.storage, pictures_storage()
    yield tmp_path
    field.storage = before


def pictures_storage():
    from foundation.storage import private_storage

    return private_storage()


def picture(kind="JPEG", size=(800, 600), **options):
    target = BytesIO()
    Image.new("RGB", size, "red").save(target, kind, **options)
    return target.getvalue()


def with_place_and_turn():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif[0x010E] = "SECRET PLACE"
    return picture(exif=exif)


def upload(data, name="me.jpg"):
    return SimpleUploadedFile(name, data)


def send(client, data, **values):
    fields = {"name": "A. Member", "interface_language": "en", "time_zone": "UTC"} | values
    return client.post(ADDRESS, fields | ({"photograph": upload(data)} if data else {}))


def stored(folder):
    return list((folder / "photographs").glob("*")) if (folder / "photographs").exists() else []


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photograph_is_kept_small_and_without_hidden_data(client, storage, kind, django_capture_on_commit_callbacks):
    member = UserFactory()
    client.force_login(member)
    assert send(client, picture(kind)).status_code == 302
    (file,) = stored(storage)
    with Image.open(file) as kept:
        assert (kept.format, kept.size, dict(kept.getexif())) == ("JPEG", (512, 384), {})
    assert "me" not in file.name


def test_a_turned_photograph_stands_upright_and_its_place_is_gone(client, storage):
    client.force_login(UserFactory())
    send(client, with_place_and_turn())
    (file,) = stored(storage)
    with Image.open(file) as kept:
        assert kept.size == (384, 512)
    assert b"SECRET" not in file.read_bytes()


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'
HEIC = b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (SVG, "can hold scripts"),
        (HEIC, "HEIC"),
        (b"GIF89a" + b"\x00" * 40, "GIF"),
        (b"hello", "not a picture we can read"),
        (picture()[:2000], "not a picture we can read"),
        (picture() + b"\x00" * pictures.MOST_BYTES, "larger than 5 MB"),
    ],
)
def test_what_is_no_fit_photograph_is_refused_with_the_reason(client, storage, data, reason):
    client.force_login(UserFactory())
    response = send(client, data, function="Planner")
    text = response.content.decode()
    assert response.status_code == 422
    assert reason in text
    assert "Planner" in text
    assert not stored(storage)


def test_forty_megapixels_are_refused_before_they_are_decoded(client, storage, monkeypatch):
    client.force_login(UserFactory())
    data = picture("PNG", (8000, 5000))
    monkeypatch.setattr(Image.Image, "load", lambda *_: pytest.fail("decoded"))
    response = send(client, data)
    assert "20 megapixels" in response.content.decode()
    assert not stored(storage)


def test_a_new_photograph_takes_the_place_of_the_old_file(client, storage, django_capture_on_commit_callbacks):
    client.force_login(UserFactory())
    send(client, picture())
    (old,) = stored(storage)
    with django_capture_on_commit_callbacks(execute=True):
        send(client, picture())
    (new,) = stored(storage)
    assert new != old


def test_a_photograph_can_be_taken_away(client, storage, django_capture_on_commit_callbacks):
    member = UserFactory()
    client.force_login(member)
    send(client, picture())
    with django_capture_on_commit_callbacks(execute=True):
        send(client, None, remove_photograph="on")
    assert not stored(storage)
    assert not Profile.objects.get(user=member).photograph


@pytest.fixture
def pictured():
    member = UserFactory(open_to=Audience.EVERYONE)
    profile = member.profile
    photographs.replace(profile=profile, picture=pictures.prepared(upload(picture())))
    profile.save()
    return profile


def test_everyone_gets_an_open_photograph_and_nobody_may_keep_it(client, pictured):
    response = client.get(reverse("members:photograph", args=[pictured.handle]))
    assert response["Content-Type"] == "image/jpeg"
    assert response["Cache-Control"] == "private, no-store"
    assert "noindex" in response["X-Robots-Tag"]
    response.close()


@pytest.mark.parametrize("closed", ["photograph_audience", "page_audience"])
def test_a_photograph_is_absent_for_whom_it_or_the_page_is_closed(client, pictured, closed):
    Profile.objects.filter(pk=pictured.pk).update(**{closed: Audience.MEMBERS})
    address = reverse("members:photograph", args=[pictured.handle])
    assert client.get(address).status_code == 404
    client.force_login(UserFactory())
    response = client.get(address)
    assert response.status_code == 200
    response.close()


def test_the_page_shows_the_photograph_with_the_name_as_its_words(client, pictured):
    text = client.get(pictured.get_absolute_url()).content.decode()
    assert f'alt="{pictured.user.name}"' in text
    Profile.objects.filter(pk=pictured.pk).update(photograph_audience=Audience.MEMBERS)
    assert "/photograph/" not in client.get(pictured.get_absolute_url()).content.decode()
