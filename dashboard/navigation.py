"""The table of pages: where each lives, what it is called, who sees it in the menu."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dashboard.roles import TEAM, Role
from dashboard.settings import ROOT

Section = Literal["", "more"]
EVERYONE: frozenset[Role] = frozenset()


@dataclass(frozen=True, slots=True)
class PageRow:
    """One page. `roles` says whose menu shows it (empty: everyone's); the page guards itself all the same."""

    name: str
    icon: str
    roles: frozenset[Role]
    section: Section = ""
    is_in_menu: bool = True
    is_default: bool = False

    @property
    def file(self) -> Path:
        return ROOT / "pages" / f"{self.name}.py"

    @property
    def title_key(self) -> str:
        return f"app.pages.{self.name}"

    def is_shown_to(self, role: Role | None) -> bool:
        """Whether the menu of somebody with this role (`None`: not signed in) names the page."""
        return self.is_in_menu and (not self.roles or role in self.roles)


PAGES: tuple[PageRow, ...] = (
    PageRow("home", ":material/home:", EVERYONE, is_default=True),
    PageRow("map", ":material/map:", TEAM),
    PageRow("trainings", ":material/event_note:", TEAM),
    PageRow("surveys", ":material/quiz:", TEAM),
    PageRow("results", ":material/bar_chart:", TEAM),
    PageRow("compare", ":material/compare_arrows:", TEAM),
    PageRow("targets", ":material/flag:", TEAM),
    PageRow("territories", ":material/location_city:", TEAM),
    PageRow("present", ":material/slideshow:", TEAM),
    PageRow("methods", ":material/menu_book:", EVERYONE, section="more"),
    PageRow("account", ":material/person:", TEAM, section="more"),
    PageRow("feedback", ":material/rate_review:", EVERYONE, is_in_menu=False),
)


def page_row(name: str) -> PageRow:
    """The row of a page; KeyError where there is none."""
    for row in PAGES:
        if row.name == name:
            return row
    raise KeyError(name)
