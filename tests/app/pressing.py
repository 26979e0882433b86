"""Presses the buttons of a page that make their file only then, the way the server of a browser does."""

from collections.abc import Callable, Iterator
from io import RawIOBase
from typing import BinaryIO, ClassVar, TextIO

import pytest
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.testing.v1 import AppTest

Made = Callable[[], bytes | str | BinaryIO | TextIO | RawIOBase]


class KeptFiles(MediaFileManager):
    """AppTest makes one for each run and forgets it; this one says which of them holds a button's file."""

    holders: ClassVar[dict[str, tuple[str, "KeptFiles"]]] = {}
    files: MemoryMediaFileStorage

    def __init__(self, storage: MemoryMediaFileStorage) -> None:
        super().__init__(storage)
        self.files = storage

    def add_deferred(
        self,
        data_callable: Made,
        mimetype: str | None,
        coordinates: str,
        file_name: str | None = None,
        *,
        element_id: str = "",
    ) -> str:
        file_id = super().add_deferred(
            data_callable, mimetype, coordinates, file_name=file_name, element_id=element_id
        )
        self.holders[file_id] = (file_name or "", self)
        return file_id


def keep_files(patch: pytest.MonkeyPatch) -> None:
    """From now on what a run's buttons would make can be asked for after it."""
    patch.setattr("streamlit.testing.v1.app_test.MediaFileManager", KeptFiles)
    patch.setattr(KeptFiles, "holders", {})


def pressed_csv(app: AppTest) -> dict[str, str]:
    """What each button hands out that makes a CSV when it is pressed, by the file's name."""
    found: dict[str, str] = {}
    for file_id in _waiting(app._tree):
        name, holder = KeptFiles.holders[file_id]
        if name.endswith(".csv"):
            file = holder.files.get_file(holder.execute_deferred(file_id).rsplit("/", 1)[1])
            found[name] = file.content.decode("utf-8-sig")
    return found


def _waiting(node: object) -> Iterator[str]:
    file_id = getattr(getattr(node, "proto", None), "deferred_file_id", "")
    if file_id:
        yield file_id
    children = getattr(node, "children", None)
    if isinstance(children, dict):
        for child in children.values():
            yield from _waiting(child)
