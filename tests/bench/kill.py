"""Kill builds and pushes at random moments: each time the site is whole, and the next run recovers.

    python tests/bench/kill.py --times 100

Half the kills hit every process at once, as when a machine loses power; half hit any single one, as
when memory runs out. The seed is printed, so that a run can be repeated.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
for folder in (TESTS, TESTS.parent / "plugins"):
    sys.path.insert(0, str(folder))

from pushing import POST, Clone, Host, lay_out, make_server  # noqa: E402

WORDS = ("Inledning.", "En helt annan inledning.")
PAGE = "2013/04/26/ramarna-en-forsta-titt/index.html"


def start(command: list[str], folder: Path, **env: str) -> subprocess.Popen[bytes]:
    """Start something whose processes can all be found."""
    return subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **env},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def strike(running: subprocess.Popen[bytes], after: float, chance: random.Random) -> None:
    """Kill all of its processes, or one, after some seconds; wait for those that are left."""
    time.sleep(after)
    alive = members(running.pid)
    if alive and chance.random() < 0.5:
        alive = [chance.choice(alive)]
    for process in alive:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    running.wait()
    while members(running.pid):
        time.sleep(0.02)


def members(session: int) -> list[int]:
    """List the processes of a session that still run."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found


def tree(folder: Path) -> str:
    """Give one digest of all files of a folder."""
    told = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        told.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return told.hexdigest()


def kill_builds(root: Path, times: int, chance: random.Random) -> int:
    """Kill builds into one folder, now and then without a cache; give how many were cut short."""
    lay_out(root)
    with (root / "pelicanconf.py").open("a", encoding="utf-8") as conf:
        conf.write('CACHE_PATH = ".cache"\n')
    post, output = root / POST, root / "ut" / "webbplats"
    texts = [post.read_text(encoding="utf-8").replace(WORDS[0], word) for word in WORDS]
    command = [sys.executable, "-m", "insyn.site.commands", "publishconf.py", str(output)]

    def begin() -> subprocess.Popen[bytes]:
        return start(command, root, PYTHONPATH="plugins")

    wanted = []
    for text in texts:
        post.write_text(text, encoding="utf-8")
        began = time.monotonic()
        assert begin().wait() == 0
        took = time.monotonic() - began
        wanted.append(tree(output))
    assert wanted[0] != wanted[1]
    cut = 0
    for number in range(times):
        post.write_text(texts[number % 2], encoding="utf-8")
        cold = chance.random() < 0.3
        if cold:
            shutil.rmtree(root / ".cache")
        running = begin()
        strike(running, chance.uniform(0, took * (3 if cold else 1.05)), chance)
        cut += running.returncode != 0
        assert tree(output) in wanted, f"build {number} left half a site"
        assert begin().wait() == 0, f"the build after {number} failed"
        assert tree(output) == wanted[number % 2], f"the build after {number} is another site"
        assert [path.name for path in output.parent.iterdir()] == [output.name]
    return cut


def kill_pushes(host: Host, clone: Clone, times: int, chance: random.Random) -> int:
    """Kill pushes, from git itself to the release's link; give how many were cut short."""
    cut, took, now = 0, 5.0, WORDS[0]
    for number in range(times):
        new = WORDS[(number + 1) % 2]
        clone.change(POST, now, new)
        began = time.monotonic()
        running = start(["git", "push", "origin", "main"], clone.folder, **clone.env)
        strike(running, chance.uniform(0, took), chance)
        if running.returncode == 0:
            took = (time.monotonic() - began) * 1.05
        cut += running.returncode != 0
        shown = (host.site / PAGE).read_text(encoding="utf-8")
        assert (now in shown) != (new in shown), f"push {number}: neither the old nor the new"
        assert is_whole(host), f"push {number} left half a site"
        recovered = host.run("renew")
        assert recovered.code == 0, recovered.said
        assert is_whole(host)
        again = clone.push()
        if ".lock" in again.said:  # git was killed while it wrote; its lock is let go when it's old
            time.sleep(11)
            again = clone.push()
        assert again.code == 0, f"the push after {number}: {again.said}"
        assert new in (host.site / PAGE).read_text(encoding="utf-8")
        assert is_whole(host)
        now = new
    return cut


def is_whole(host: Host) -> bool:
    """Tell whether every file of the site that is up is what its release says, and no other."""
    release = (host.folder / "current").resolve()
    command = ["sha256sum", "--check", "--quiet", "--strict", "SHA256SUMS"]
    done = subprocess.run(command, cwd=release, capture_output=True, check=False)
    listed = len((release / "SHA256SUMS").read_text(encoding="utf-8").splitlines())
    return done.returncode == 0 and listed == sum(path.is_file() for path in host.site.rglob("*"))


def main() -> None:
    """Kill as often as is asked for, and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    chosen = parser.parse_args()
    print(f"Seed {chosen.seed}.", flush=True)
    chance = random.Random(chosen.seed)  # noqa: S311  (no secret)
    with tempfile.TemporaryDirectory() as made:
        cut = kill_builds(Path(made) / "bygge", chosen.times, chance)
        print(
            f"{chosen.times} builds, {cut} cut short: each time whole, and recovered.", flush=True
        )
        host = Host(make_server(Path(made)))
        cut = kill_pushes(host, host.clone(Path(made) / "klon"), chosen.times, chance)
        print(f"{chosen.times} pushes, {cut} cut short: always whole, and recovered.")


if __name__ == "__main__":
    main()
