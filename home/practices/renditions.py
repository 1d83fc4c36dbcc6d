"""The sizes and formats in which a story's pictures are sent: the same for the page and for who makes them ahead."""

from typing import TYPE_CHECKING

from wagtail.images.models import Filter

if TYPE_CHECKING:
    from home.practices.models import StoryPage

FORMATS = ("avif", "webp", "jpeg")
WIDTHS = (480, 960)
# What the template asks for.
SPECS = tuple(f"format-{form}|width-{width}" for form in FORMATS for width in WIDTHS)


def make(story: "StoryPage") -> int:
    """Make what is missing for every picture of a story; return how many renditions it has then."""
    made = 0
    for block in story.pictures:
        image = block.value.get("image")
        if image is not None:
            made += len(image.get_renditions(*(Filter(spec=spec) for spec in SPECS)))
    return made
