"""Documents of the project that pages show as they are."""

from dashboard.settings import ROOT

_FILES = {"es": "methods.md", "en": "methods.en.md"}


def methods_document(language: str) -> str:
    """How every figure is calculated, in a language or else in Spanish; "" where the file is missing."""
    names = (_FILES.get(language, _FILES["es"]), _FILES["es"])
    for name in names:
        file = ROOT / "docs" / name
        if file.is_file():
            return file.read_text(encoding="utf-8")
    return ""
