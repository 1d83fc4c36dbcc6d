"""The demo's broker."""

from pathlib import Path
from queue import Empty

import pytest
from kombu import Connection

from config import broker


@pytest.fixture
def channel(tmp_path):
    folder = tmp_path / "messages"
    folder.mkdir()
    options = {"data_folder_in": folder, "data_folder_out": folder, "control_folder": tmp_path / "control"}
    with Connection(f"{broker.NAME}://localhost//", transport_options=options) as connection:
        yield connection.default_channel


def test_a_message_comes_out_as_it_went_in_once(channel):
    channel._put("celery", {"body": "é"})
    assert channel._get("celery") == {"body": "é"}
    with pytest.raises(Empty):
        channel._get("celery")


def test_a_message_is_not_found_before_it_is_whole(channel, monkeypatch):
    looked = []
    rename = Path.rename

    def look_first(self, target):
        with pytest.raises(Empty):
            channel._get("celery")
        looked.append(self)
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", look_first)
    channel._put("celery", {"body": "whole"})
    assert looked
    assert channel._get("celery") == {"body": "whole"}
