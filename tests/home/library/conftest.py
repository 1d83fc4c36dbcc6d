"""What the tests of the library share."""

import pytest
from django.core.files.storage import FileSystemStorage

from home.library.models import Item


@pytest.fixture(autouse=True)
def storage(monkeypatch, tmp_path):
    """Documents of a test lie in its own folder."""
    monkeypatch.setattr(Item._meta.get_field("file"), "storage", FileSystemStorage(location=tmp_path))
    return tmp_path
