"""Looks at a zip archive before anything is unpacked: sizes, names, and XML that defines entities."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from dashboard.survey.xlsform.limits import HIGHEST_RATIO, LARGEST_UNPACKED, MOST_MEMBERS
from dashboard.survey.xlsform.problems import FileError

_SMALL = 1_000_000
_ENCRYPTED = 0x1
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")


def open_archive(content: bytes) -> ZipFile:
    """The archive, found harmless; FileError otherwise. Its own sizes bind: zipfile reads no byte more."""
    try:
        archive = ZipFile(BytesIO(content))
    except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise FileError("not_an_archive") from error
    members = archive.infolist()
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > LARGEST_UNPACKED:
        raise FileError("unpacks_too_large", limit=LARGEST_UNPACKED // 1_000_000)
    for member in members:
        _require_harmless(member)
    return archive


def _require_harmless(member: ZipInfo) -> None:
    if member.file_size > _SMALL and member.file_size > HIGHEST_RATIO * max(member.compress_size, 1):
        raise FileError("unpacks_too_large", limit=LARGEST_UNPACKED // 1_000_000)
    if member.flag_bits & _ENCRYPTED:
        raise FileError("encrypted")
    parts = member.filename.replace("\\", "/").split("/")
    if ".." in parts or parts[0] == "" or ":" in parts[0]:
        raise FileError("unsafe_path")


def require_plain_xml(archive: ZipFile) -> None:
    """FileError where a part declares a document type or an entity: a spreadsheet never does.

    The XML readers refuse entities too; this way the answer says what was found.
    """
    for member in archive.infolist():
        if member.filename.lower().endswith((".xml", ".rels", ".vml")):
            text = archive.read(member).replace(b"\0", b"")  # so that UTF-16 hides nothing
            if any(declaration in text for declaration in _DECLARATIONS):
                raise FileError("entities")
