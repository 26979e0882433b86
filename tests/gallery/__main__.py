"""`make gallery`: writes build/gallery/index.html, to be looked at before a figure is changed or added."""

import sys
from pathlib import Path

from dashboard.maps.derive import derive_map
from tests.gallery.page import write_gallery
from tests.gallery.registry import entries

BUILD = Path(__file__).parents[2] / "build"


def main() -> None:
    """Derives the map once, beside the gallery."""
    map_folder = derive_map(BUILD / "map").folder
    page = write_gallery(BUILD / "gallery", map_folder, entries=entries())
    sys.stdout.write(f"{page.relative_to(BUILD.parent)}: {page.stat().st_size / 1e6:.1f} MB\n")


if __name__ == "__main__":
    main()
