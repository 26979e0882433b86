"""Where in the world the campaign's profiles are."""

import pandas as pd

from dashboard.services.store import Database, reading
from db.queries import countries

PROFILE_COLUMNS = countries.PROFILE_COLUMNS


def campaign_profiles(database: Database) -> pd.DataFrame:
    """One row per profile (PROFILE_COLUMNS); profiles are public, whatever a person's scope."""
    with reading(database) as session:
        return countries.profiles(session)
