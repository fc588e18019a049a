"""Writing a dataset's two files so that either both are new or both are as they were."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

_RETRIEVED = re.compile(
    rb"((?:\xef\xbb\xbf)?[\"']?retrieved[\"']?[ \t]*:[ \t]+)"
    rb"(?:\"[^\"]*\"|'[^']*'|[^\s\"'#&*!|>{\[]+)((?:[ \t]+#.*)?[ \t]*[\r\n]*)"
)


def with_date(content: bytes, line: int, day: date) -> bytes | None:
    """Set the date on the `retrieved:` line and leave every other byte as it is.

    Gives None when that line holds anything else than the field, one value and a comment.
    """
    rows = content.splitlines(keepends=True)
    found = _RETRIEVED.fullmatch(rows[line - 1]) if line <= len(rows) else None
    if found is None:
        return None
    rows[line - 1] = found[1] + day.isoformat().encode() + found[2]
    return b"".join(rows)


def replace_together(files: Mapping[Path, bytes]) -> None:
    """Write new content to files; raise OSError, with all files as they were, when one can't be.

    Each is written whole beside the old one and then put in its place.
    """
    old = {path: path.read_bytes() if path.is_file() else None for path in files}
    replaced: list[Path] = []
    try:
        for path, content in files.items():
            _temporary(path).write_bytes(content)
            if path.exists():
                shutil.copymode(path, _temporary(path))
        for path in files:
            _temporary(path).replace(path)
            replaced.append(path)
    except OSError:
        for path in replaced:
            before = old[path]
            if before is None:
                path.unlink()
            else:
                path.write_bytes(before)
        raise
    finally:
        for path in files:
            _temporary(path).unlink(missing_ok=True)


def _temporary(path: Path) -> Path:
    return path.with_name(f".{path.name}.ny")
