"""What the server's program and the verbs in tasks.py do, with what they say."""

from __future__ import annotations

import os
import subprocess
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
from insyn.problems import ProblemsFound, full_disk, unknown


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
            f"Publicera: git push server {branch}\n"
            "Andra klonar den med SSH: docs/server.md visar hur var och en får sin nyckel."
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


def told(work: Callable[[], None], then: str = "") -> int:
    """Do something; say in Swedish what stopped it, and what that means; give the exit code."""
    try:
        work()
    except ProblemsFound as found:
        print(*found.problems, *([then] if then else []), sep="\n", file=sys.stderr)
    except Refused:
        pass  # said already
    except subprocess.CalledProcessError:
        print("Git kunde inte läsa det som skickades.", *([then] if then else []), file=sys.stderr)
    except OSError as error:
        print(full_disk(error, "servern"), file=sys.stderr)
    else:
        return 0
    return 1


def _when(about: About) -> str:
    here = datetime.fromisoformat(about.moment).tzinfo  # the site's time zone
    made = datetime.fromisoformat(about.made).astimezone(here)
    return f"{swedish.short_date(made)} kl. {made:%H.%M}"


def _subject(server: Server, about: About) -> str:
    """Give the first line of a commit's message, without what could draw on a terminal."""
    said = Repository(server.repo).ask("log", "-1", "--format=%s", about.commit or "", check=False)
    return "".join(sign if sign.isprintable() else "�" for sign in said)


def main() -> int:
    """Run the program of a server: `insyn VERB …`, with the server's folder before it."""
    folder, verb, *rest = [*sys.argv[1:], "", ""][: max(2, len(sys.argv) - 1)]
    os.umask(0o022)  # the web server reads what is released, whoever pushed it
    server = find_server(Path(folder))
    name = next(iter(rest), "")
    verbs: dict[str, Callable[[], int]] = {
        "releases": lambda: list_releases(server.root),
        "rollback": lambda: roll_back(server.root, name),
        "renew": lambda: renew(server.root),
        "shell": lambda: shell.answer(server, name),
        "pre-receive": lambda: told(partial(pre_receive, server), "Ingenting har publicerats."),
        "post-receive": lambda: told(partial(post_receive, server)),
    }
    if verb not in verbs or len(rest) > (verb in {"rollback", "shell"}):
        print(unknown("Kommandot", " ".join([verb, *rest]), "", [*verbs][:4]), file=sys.stderr)
        return 1
    return verbs[verb]()


if __name__ == "__main__":
    sys.exit(main())
