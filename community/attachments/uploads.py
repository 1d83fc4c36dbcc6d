"""A file on its way into a contribution."""

from dataclasses import dataclass

from django.core.files.base import File


@dataclass(frozen=True)
class Upload:
    """A file that was judged by what it holds. ending: without the dot."""

    title: str
    ending: str
    content: File
