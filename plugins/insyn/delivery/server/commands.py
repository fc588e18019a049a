"""What the server's program and the verbs in tasks.py do, with what they say."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from insyn import swedish
from insyn.delivery.release import About, clock, read_about
from insyn.delivery.server import hook, releasing, setup, shell
from insyn.delivery.server.git import Repository
from insyn.delivery.server.making import Refused
from insyn.delivery.server.place import Server, find_server
from insyn.delivery.server.trust import pusher
from insyn.problems import ProblemsFound, full_disk

NOTHING = "Ingenting har publicerats."


def set_up_server(root: Path, folder: Path) -> int:
    """Make a server of the checkout in `root`; give the exit code."""
    if folder == Path():
        print("Skriv var servern ska ligga: tasks.py server-init /srv/insyn", file=sys.stderr)
        return 1

    def make() -> None:
        server = setup.set_up(root, folder)
        branch = Repository(server.repo).published.removeprefix(hook.BRANCHES)
        print(
            f"Servern är klar. Webbplatsen ligger i {server.current}/site.\n"
            f"Webbserverns inställningar ligger i {server.current}/serving.\n"
            f"Lägg till den i din klon: git remote add server {server.repo}\n"
            f"Publicera: git push server {branch}"
        )

    return told(make)


def list_releases(folder: Path) -> int:
    """Say which releases there are, the newest first; give the exit code."""

    def tell() -> None:
        server = find_server(folder)
        up = releasing.current(server)
        for release in releasing.releases(server):
            about = read_about(release)
            mark = "*" if about == up else " "
            print(f"{mark} {about.name}  {_when(about)}  {about.who}  {_subject(server, about)}")
        if releasing.is_held(server):
            print("Någon har gått tillbaka: nästa git push publicerar igen.")

    return told(tell)


def roll_back(folder: Path, name: str) -> int:
    """Go back to an earlier release, or to one by name; give the exit code."""

    def go() -> None:
        server = find_server(folder)
        with server.locked():
            about = releasing.go_back(server, name)
        print(f"Nu visas {about.name}, publicerad {_when(about)} av {about.who}.")
        if releasing.is_held(server):
            print(
                "Den visas tills någon skickar en ny ändring med git push. Till dess publiceras "
                "inget av sig självt, inte heller det som väntar på sin dag."
            )

    return told(go)


def renew(folder: Path) -> int:
    """Build and show the site again if something has fallen due; give the exit code."""

    def look() -> None:
        server = find_server(folder)
        with server.locked() as lock:
            up = releasing.settle(server, pusher(), lock)
            if releasing.is_held(server):
                print("Någon har gått tillbaka, så inget publiceras av sig självt.")
            elif up.due and datetime.fromisoformat(up.due) <= clock():
                print(f"Publicerat: {releasing.renew(server, pusher(), lock).name}")

    return told(look)


def pre_receive(server: Server) -> None:
    """Judge what is pushed; git reads the exit code."""
    hook.receive(server, hook.updates(sys.stdin))


def post_receive(server: Server) -> None:
    """Show what has been pushed."""
    up, new = hook.received(server)
    if new:
        print(f"Publicerat: {up.name}")


def told(work: Callable[[], None]) -> int:
    """Do something; say in Swedish what stopped it, and give the exit code."""
    try:
        work()
    except ProblemsFound as found:
        print(*found.problems, NOTHING, sep="\n", file=sys.stderr)
    except Refused:
        pass  # said already
    except OSError as error:
        print(full_disk(error, "servern"), NOTHING, sep="\n", file=sys.stderr)
    else:
        return 0
    return 1


def _when(about: About) -> str:
    made = datetime.fromisoformat(about.made).astimezone()
    return f"{swedish.short_date(made)} kl. {made:%H.%M}"


def _subject(server: Server, about: About) -> str:
    return Repository(server.repo).ask("log", "-1", "--format=%s", about.commit or "", check=False)


def main() -> int:
    """Run the program of a server."""
    parser = argparse.ArgumentParser(prog="insyn")
    parser.add_argument("folder", type=Path, help=argparse.SUPPRESS)
    verbs = parser.add_subparsers(dest="verb", required=True)
    for name in ("pre-receive", "post-receive", "renew", "releases"):
        verbs.add_parser(name)
    verbs.add_parser("rollback").add_argument("name", nargs="?", default="")
    verbs.add_parser("shell").add_argument("name")
    chosen = parser.parse_args()
    os.umask(0o022)  # the web server reads what is released, whoever pushed it
    server = find_server(chosen.folder)
    if chosen.verb == "shell":
        shell.answer(server, chosen.name)
    todo: dict[str, Callable[[], int]] = {
        "pre-receive": lambda: told(partial(pre_receive, server)),
        "post-receive": lambda: told(partial(post_receive, server)),
        "renew": lambda: renew(chosen.folder),
        "releases": lambda: list_releases(chosen.folder),
        "rollback": lambda: roll_back(chosen.folder, chosen.name),
    }
    return todo[chosen.verb]()


if __name__ == "__main__":
    sys.exit(main())
