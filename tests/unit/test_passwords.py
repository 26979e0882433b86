"""The work that guards a real password, which other tests do without."""

import subprocess
import sys

from argon2 import extract_parameters
from argon2.profiles import RFC_9106_LOW_MEMORY

from tests.demo import ROOT

SAID = "from dashboard.services.passwords import hash_password; print(hash_password('a real password'))"


def test_a_real_password_costs_what_the_standard_recommends() -> None:
    """In a process of its own: here hashes are made with the least work."""
    made = subprocess.run([sys.executable, "-c", SAID], cwd=ROOT, capture_output=True, text=True, check=True)
    assert extract_parameters(made.stdout.strip()) == RFC_9106_LOW_MEMORY
