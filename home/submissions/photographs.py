"""A picture of a story, kept as an image of the library under a name that tells nothing and cannot be guessed."""

import secrets

from django.core.files.base import ContentFile
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage


def keep(content: bytes, *, title: str) -> AbstractImage:
    """Return the image; `content` is what `community.members.pictures.prepared` gave."""
    image: AbstractImage = get_image_model()(title=title[:255])
    image.file.save(f"{secrets.token_hex(16)}.jpg", ContentFile(content), save=False)
    image.save()
    return image
