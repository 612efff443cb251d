"""Which edition of the corpus a process reads: 1 is the family that ships, 2 the one that is meant to know more.

Taken from the environment (UNMASK_EDITION), because every process of a run has to agree on it; a run folder keeps the
edition that it was begun with (training/make.py). Documents of edition 1 stay the same byte for byte; a test holds
their hash.
"""

from __future__ import annotations

import os

EDITION = int(os.environ.get("UNMASK_EDITION", "1"))
if EDITION not in (1, 2):
    raise ValueError(f"UNMASK_EDITION is {EDITION}, and there are editions 1 and 2")
