"""The surveys that come with Huella, by name."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from dashboard.survey.definition import Definition
from dashboard.survey.library.children import children
from dashboard.survey.library.follow_up import follow_up
from dashboard.survey.library.post_training import post_training
from dashboard.survey.library.short import short

LIBRARY: Mapping[str, Callable[..., Definition]] = MappingProxyType(
    {"post_training": post_training, "short": short, "follow_up": follow_up, "children": children}
)
