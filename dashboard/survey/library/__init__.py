"""The surveys that come with Huella, by name."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from dashboard.survey.definition import Definition
from dashboard.survey.library.post_training import post_training

LIBRARY: Mapping[str, Callable[..., Definition]] = MappingProxyType({"post_training": post_training})
