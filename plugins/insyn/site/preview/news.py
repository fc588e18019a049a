"""What the browsers are told of each build: what is wrong, what has changed, what has moved."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass
class News:
    """The latest build. `changed` names files of the site; None where any may have changed.

    `homes` gives the file that each address has belonged to, `addresses` where a file is now.
    """

    version: int = 0
    problems: str = ""
    changed: list[str] | None = None
    addresses: dict[str, str] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)
    _told: threading.Condition = field(default_factory=threading.Condition)

    def tell(self, problems: str, changed: list[str] | None) -> None:
        """Let every browser know."""
        with self._told:
            self.version += 1
            self.problems, self.changed = problems, changed
            self._told.notify_all()

    def learn(self, addresses: Mapping[str, str]) -> None:
        """Learn where the texts are now."""
        self.addresses = dict(addresses)
        self.homes.update({address: file for file, address in addresses.items()})

    def moved(self, address: str) -> str:
        """Give the new address of what stood at one; an empty string where it isn't known."""
        return self.addresses.get(self.homes.get(address, ""), "")

    def after(self, version: int, seconds: float) -> tuple[int, str]:
        """Wait for news after a version; give theirs and what to tell, nothing after the time.

        Whoever has missed a version must look at everything.
        """
        with self._told:
            self._told.wait_for(lambda: self.version != version, seconds)
            if self.version == version:
                return version, ""
            changed = self.changed if self.version == version + 1 else None
            told: dict[str, Any] = {"problems": self.problems, "changed": changed}
            return self.version, json.dumps(told)
