"""What an SSH key may do: fetch and push, under the name that stands beside the key.

A line of authorized_keys on the server says whose key it is:

    command="/srv/insyn/insyn shell anna",restrict ssh-ed25519 AAAA… anna@kommunen
"""

from __future__ import annotations

import os
import re
import sys
from typing import NoReturn

from insyn.delivery.server.place import Server
from insyn.delivery.server.trust import PUSHER

MAY = {"git-receive-pack": "receive-pack", "git-upload-pack": "upload-pack"}
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_PASSED_ON = ("HOME", "PATH", "LANG")


def answer(server: Server, name: str) -> NoReturn:
    """Let git answer what was asked over SSH, in this repository whatever path was given."""
    if not NAME.fullmatch(name):
        sys.exit(f"”{name}” är inget användarnamn. Skriv med a–z, siffror, punkt och bindestreck.")
    asked = os.environ.get("SSH_ORIGINAL_COMMAND", "").partition(" ")[0]
    if asked not in MAY:
        sys.exit(f"Hej {name}! Här går det bara att hämta och skicka med git.")
    env = {key: os.environ[key] for key in _PASSED_ON if key in os.environ} | {PUSHER: name}
    os.execvpe("git", ["git", MAY[asked], str(server.repo)], env)  # noqa: S606, S607
