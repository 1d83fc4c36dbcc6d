"""The demo's broker: messages as files in a folder.

Kombu's own transport writes a message where workers look for it, so that a worker may find it empty and end. Here it
appears when it is whole.
"""

import uuid
from pathlib import Path
from time import monotonic
from typing import Any

from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.json import dumps

NAME = "folder"


class Channel(filesystem.Channel):
    """Kombu's channel over a folder, with whole messages only."""

    def _put(self, queue: str, payload: Any, **kwargs: Any) -> None:  # type: ignore[override]  # Kombu's own differs
        folder = Path(self.data_folder_out)
        name = f"{round(monotonic() * 1000)}_{uuid.uuid4()}"
        # No worker looks at this ending.
        part = folder / f"{name}.part"
        part.write_text(dumps(payload), encoding="utf-8")
        part.rename(folder / f"{name}.{queue}.msg")


class Transport(filesystem.Transport):
    """Kombu's transport over a folder, with that channel."""

    Channel = Channel


TRANSPORT_ALIASES[NAME] = f"{__name__}:Transport"
