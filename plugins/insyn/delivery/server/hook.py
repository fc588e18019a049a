"""What happens at a push: it is judged before anything changes, and shown when git has taken it."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from insyn.delivery.release import About
from insyn.delivery.server.git import NONE, Repository
from insyn.delivery.server.history import history_problems
from insyn.delivery.server.making import Refused, make_release, prepare, run
from insyn.delivery.server.place import Server
from insyn.delivery.server.releasing import current, settle
from insyn.delivery.server.trust import code_problems, fingerprint_of_code, pusher
from insyn.keeping import write_whole
from insyn.problems import Problem, ProblemsFound
from insyn.publishing.release import is_running

BRANCHES, TAGS = "refs/heads/", "refs/tags/"
PRIVACY = "privacy"
SELF = ("insyn.delivery.server.commands",)  # the pushed code must be able to take the next push


@dataclass(frozen=True)
class Update:
    """A ref that is to change: from one commit (or none) to another (or none)."""

    old: str
    new: str
    ref: str

    @property
    def name(self) -> str:
        """What people call it."""
        return self.ref.removeprefix(BRANCHES).removeprefix(TAGS)


def updates(lines: Iterable[str]) -> list[Update]:
    """Read what git tells a hook: a line for each ref."""
    return [Update(*line.rstrip("\n").split(" ", 2)) for line in lines]


def receive(server: Server, pushed: list[Update]) -> None:
    """Judge a push; release its commit to the published branch, though nobody sees it yet.

    Raises ProblemsFound or Refused; git then takes nothing of the push.
    """
    repository = Repository(server.repo)
    published = repository.published
    if problems := [*_refused(repository, pushed, published)]:
        raise ProblemsFound(problems)
    with server.locked() as lock:
        repository.forget_old_locks()
        for update in pushed:
            branch = update.ref.startswith(BRANCHES)
            if update.new == NONE:
                continue
            if left := [*history_problems(repository, update.new, is_checked=branch)]:
                raise ProblemsFound(left)
            if update.ref == published:
                _release(server, update, lock)
            elif branch:
                _look_at(server, update, lock)


def received(server: Server) -> tuple[About, bool]:
    """Show what has been pushed; give the release that is up, and whether it wasn't before."""
    with server.locked() as lock:
        before = current(server)
        up = settle(server, pusher(), lock)
    return up, before != up


def _refused(repository: Repository, pushed: list[Update], published: str) -> Iterator[Problem]:
    """Find what may never be done, whatever the files say."""
    for update in pushed:
        if update.ref == published:
            if update.new == NONE:
                message = "Grenen är den som publiceras och kan inte tas bort."
                yield Problem(update.name, 1, message)
            elif not repository.holds("merge-base", "--is-ancestor", update.old, update.new):
                message = (
                    "Det du skickar skulle skriva om det som redan är publicerat. "
                    "Hämta det först med git pull --rebase och skicka sedan igen."
                )
                yield Problem(update.name, 1, message)
        elif update.new != NONE and (update.name == "HEAD" or _is_taken(repository, update)):
            message = "Namnet finns redan på en gren eller etikett. Välj ett annat."
            yield Problem(update.name, 1, message)
        elif update.ref.startswith(TAGS) and update.old != NONE:
            yield Problem(
                update.name, 1, "Etiketten finns redan och kan varken flyttas eller tas bort."
            )
        elif not update.ref.startswith((BRANCHES, TAGS)):
            yield Problem(update.ref, 1, "Hit går bara grenar och etiketter att skicka.")


def _is_taken(repository: Repository, update: Update) -> bool:
    """Whether a new branch has a tag's name, or the other way round: git would mix them up."""
    other = TAGS if update.ref.startswith(BRANCHES) else BRANCHES
    return bool(repository.commit(f"{other}{update.name}"))


def _release(server: Server, update: Update, lock: int) -> None:
    repository = Repository(server.repo)
    _wait_for_git(server, repository)
    if repository.commit(update.ref) != update.old:
        message = "Någon annan hann före. Hämta med git pull --rebase och skicka sedan igen."
        raise ProblemsFound([Problem(update.name, 1, message)])
    before, after = repository.entries(repository.published), repository.entries(update.new)
    if problems := code_problems(repository, pusher(), before, after):
        raise ProblemsFound(problems)
    if fingerprint_of_code(before) != fingerprint_of_code(after):
        prepare(server, after)
        if run(server, [*SELF, str(server.root), "releases"], update.new, lock)[0]:
            message = "Med den här ändringen skulle servern inte kunna ta emot nästa git push."
            raise ProblemsFound([Problem("plugins", 1, message)])
    make_release(server, update.new, after, pusher(), lock)
    write_whole(server.pushing, f"{os.getppid()} {update.old}".encode())


def _wait_for_git(server: Server, repository: Repository) -> None:
    """Wait while git takes a push that has been judged: until its branch moves, or it gives up."""
    if not server.pushing.exists():
        return
    process, old = server.pushing.read_text(encoding="utf-8").split()
    for _ in range(200):
        if repository.commit(repository.published) != old or not is_running(int(process)):
            return
        time.sleep(0.05)


def _look_at(server: Server, update: Update, lock: int) -> None:
    """Tell what is wrong in a branch, which may be unfinished; refuse personal numbers alone.

    Its content and data are checked by the code that is trusted, whatever code it brings.
    """
    repository = Repository(server.repo)
    code = [entry for entry in repository.entries(repository.published) if entry.is_code]
    texts = [entry for entry in repository.entries(update.new) if not entry.is_code]
    prepare(server, [*code, *texts])
    _, said = run(server, ["invoke", "check", "--format", "json"], update.new, lock)
    if not said:
        raise ProblemsFound([Problem(update.name, 1, "Grenen gick inte att granska.")])
    if any(problem["rule"] == PRIVACY for problem in json.loads(said)["problems"]):
        raise Refused
    print(f"Grenen {update.name} är mottagen. Den publiceras inte.")
