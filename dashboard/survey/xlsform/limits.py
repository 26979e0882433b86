"""How much of a questionnaire file we are willing to read; real ones stay far below."""

LARGEST_FILE = 10_000_000
"""Bytes. The largest of the real questionnaires that we know has 450,000."""

LARGEST_UNPACKED = 100_000_000
MOST_MEMBERS = 2_000
HIGHEST_RATIO = 200
"""Unpacked to packed, asked of archive members larger than a megabyte: a sheet comes to 10 or 20."""

MOST_SHEETS = 20
MOST_ROWS = 20_000
MOST_COLUMNS = 300
LONGEST_CELL = 32_767
"""Characters: no spreadsheet program allows more."""

MOST_BLANK_ROWS = 1_000
"""After so many blank rows a sheet has ended, however long it says it is."""

MOST_PROBLEMS = 500
"""So many are told; who has more begins with these."""

SECONDS = 60
PROCESSOR_SECONDS = 20
MEMORY = 1_500_000_000
"""Bytes of address space, most of which a reader never touches."""
