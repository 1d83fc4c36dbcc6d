"""A picture of a story, kept as an image of the library under a name that tells nothing and cannot be guessed."""

import secrets
from io import BytesIO

from django.core.files.images import ImageFile
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage


def keep(content: bytes, *, title: str) -> AbstractImage:
    """Return the image; `content` is what `community.members.pictures.prepared` gave."""
    file = ImageFile(BytesIO(content), name=f"{secrets.token_hex(16)}.jpg")
    image: AbstractImage = get_image_model()(title=title[:255], file=file)
    image.save()
    return image
