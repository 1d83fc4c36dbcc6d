"""What editors uploaded: pictures in the page, everything else saved; documents by Wagtail's view only."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image as Picture
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, CollectionViewRestriction

from tests.factories import pages
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": settings.MEDIA_ROOT, "base_url": "/media/"},
        },
    }
    (tmp_path / "secret.txt").write_text("Not yours.", encoding="utf-8")
    pages.root()


def uploaded(name, content):
    default_storage.save(name, ContentFile(content))
    return f"/media/{name}"


def body(response):
    return b"".join(response.streaming_content)


# Wagtail leaves the temporary file of a rendition to the garbage collector.
@pytest.mark.filterwarnings("ignore:.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")
def test_a_picture_of_the_back_office_is_shown_on_a_page(client):
    drawn = BytesIO()
    Picture.new("RGB", (40, 30), "teal").save(drawn, "PNG")
    image = Image.objects.create(
        title="A street", file=ContentFile(drawn.getvalue(), "street.png"), width=40, height=30
    )
    response = client.get(image.get_rendition("width-20").url)
    assert Picture.open(BytesIO(body(response))).size == (20, 15)
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert response["Content-Disposition"].startswith("inline")
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize("name", ["images/page.html", "images/drawing.svg", "images/code.js", "images/table.csv", "x"])
def test_anything_that_a_browser_could_run_is_saved_instead(client, name):
    response = client.get(uploaded(name, b"<script>alert(1)</script>"))
    assert body(response) == b"<script>alert(1)</script>"
    assert (response["Content-Type"], response["Content-Disposition"]) == ("application/octet-stream", "attachment")
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "address",
    [
        "/media/documents/list.pdf",
        "/media/images/../documents/list.pdf",
        "/media//documents/list.pdf",
        "/media/./documents/list.pdf",
        "/media/../secret.txt",
        "/media/%2e%2e/secret.txt",
        "/media/images/",
        "/media/",
        "/media/images/none.png",
    ],
)
def test_documents_folders_and_what_lies_outside_are_not_there(client, address):
    uploaded("documents/list.pdf", b"%PDF-")
    uploaded("images/a.png", b"x")
    # Django looks for an address without a language below the reader's.
    response = client.get(address, follow=True)
    assert response.status_code == 404
    assert "This page has moved" in response.content.decode()


def test_a_file_is_read_and_never_written(client):
    assert client.post(uploaded("images/a.png", b"x")).status_code == 405


def test_a_document_is_saved_and_its_collection_decides_who_may(client):
    collection = Collection.get_first_root_node().add_child(name="For members")
    document = Document.objects.create(title="List", file=ContentFile(b"%PDF-1", "list.pdf"), collection=collection)
    document.file.close()
    response = client.get(document.url)
    assert body(response) == b"%PDF-1"
    assert response["Content-Disposition"].startswith("attachment")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type=CollectionViewRestriction.LOGIN)
    assert client.get(document.url).status_code == 302
    client.force_login(UserFactory())
    assert body(client.get(document.url)) == b"%PDF-1"
