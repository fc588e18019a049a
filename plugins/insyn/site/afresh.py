"""What a build leaves behind in its process, let go of: the next one begins as the first did.

Only what was measured to grow or to mislead is here (`tests/bench/rebuilds.py`). Everything else
that a build keeps dies with its settings.
"""

from __future__ import annotations

import gc
from importlib.metadata import MetadataPathFinder

from pelican.contents import Content
from pelican.log import LimitFilter


def afresh() -> None:
    """Forget the last build.

    - Pelican memoises each text's HTML by the text itself, for ever, and a text holds on to its
      whole build.
    - Its log says a warning once: the second build with a fault would have none.
    - The installed libraries are sought anew each time the site's folder has changed, and what
      was found is kept.
    - What a build leaves is full of circles, so only the collector takes it.
    """
    for method in ("get_content", "get_summary"):
        vars(Content)[method].cache.clear()
    for kept in (LimitFilter._raised_messages, LimitFilter._ignore, LimitFilter._group_count):  # noqa: SLF001
        kept.clear()
    MetadataPathFinder().invalidate_caches()
    gc.collect()
