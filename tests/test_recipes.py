"""The recipes for GitHub, Forgejo and GitLab: sound by their schemas, and run as they stand."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import tasks
import yaml
from jsonschema import Draft7Validator

from conftest import setting

ROOT = Path(__file__).resolve().parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
ACTIONS = sorted((ROOT / ".github" / "actions").glob("*/action.yml"))
GITLAB = ROOT / ".gitlab-ci.yml"
POST = "content/inlagg/2013-04-26.md"
NOT_COPIED = shutil.ignore_patterns(
    *(".git", ".venv", ".cache", ".preview", "output", "__pycache__", ".*_cache", ".hypothesis"),
    *("tests", "docs", ".ci"),
)
DRAFT = """---
title: Ett utkast
date: 2013-05-24
status: draft
summary: Det visas bara för den som granskar.
tags: [budget]
---

Text.
"""


def read(path: Path) -> dict[str, Any]:
    """Read a recipe; YAML 1.1 takes the key `on` for a truth value."""
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    if True in found:
        found["on"] = found.pop(True)
    assert isinstance(found, dict)
    return found


def jobs(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from read(path)["jobs"].items()


def steps(path: Path) -> list[dict[str, Any]]:
    """List the steps of a workflow or an action."""
    recipe = read(path)
    parts = [recipe["runs"]] if "runs" in recipe else list(recipe["jobs"].values())
    return [step for part in parts for step in part["steps"]]


@pytest.mark.parametrize(
    ("schema", "paths"),
    [("github-workflows", WORKFLOWS), ("github-actions", ACTIONS), ("gitlab-ci", [GITLAB])],
)
def test_the_recipes_follow_their_schemas(schema: str, paths: list[Path]) -> None:
    """Each recipe is valid by the schema of the system that reads it."""
    known = files("check_jsonschema") / "builtin_schemas" / "vendor" / f"{schema}.json"
    validator = Draft7Validator(json.loads(known.read_text(encoding="utf-8")))
    assert paths
    for path in paths:
        assert [error.message for error in validator.iter_errors(read(path))] == []


@pytest.mark.parametrize("path", [*WORKFLOWS, *ACTIONS], ids=lambda path: path.parent.name)
def test_what_others_have_written_is_pinned(path: Path) -> None:
    """Each action is the repository's own, or a commit with its version in a comment."""
    used = re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))
    assert used
    for one in used:
        assert re.fullmatch(r"\./\S+|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one), one


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_job_may_do_as_little_as_it_can(path: Path) -> None:
    """Nothing may be written by default, no job goes on for ever, and git keeps no key."""
    assert read(path)["permissions"] == {"contents": "read"}
    for name, job in jobs(path):
        assert job["timeout-minutes"] <= 45
        assert name == "pages" or "permissions" not in job
    for step in steps(path):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("path", [*WORKFLOWS, *ACTIONS], ids=lambda path: path.parent.name)
def test_nothing_that_others_say_becomes_a_command(path: Path) -> None:
    """No expression stands in a command: a branch or a title could have been written as one."""
    assert all("${{" not in step.get("run", "") for step in steps(path))


def test_a_pull_request_gets_no_secret() -> None:
    """Only publishing knows a secret, and it is never started by a pull request."""
    for path in WORKFLOWS:
        if "secrets." in path.read_text(encoding="utf-8"):
            assert set(read(path)["on"]) == {"push", "schedule", "workflow_dispatch"}
            assert all("refs/heads/main" in job["if"] or "needs" in job for _, job in jobs(path))


def test_two_publications_never_cross() -> None:
    """A publication waits for the one before it, and is not broken off."""
    github = read(ROOT / ".github/workflows/publish.yml")["concurrency"]
    assert github == {"group": "publicering", "cancel-in-progress": False}
    for name in ("pages", "server"):
        job = read(GITLAB)[name]
        assert (job["resource_group"], job["interruptible"]) == ("publicering", False)


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A work tree of one commit, as CI checks it out, with what CI keeps between runs.

    Its content is small: the recipes know nothing of it. The environment is that of these tests,
    lent under the name that tasks.py looks for.
    """
    if os.name == "nt":
        pytest.skip("the recipes run on Linux")
    root = tmp_path_factory.mktemp("ci") / "klon"
    shutil.copytree(ROOT, root, ignore=NOT_COPIED)
    for name in ("content", "data"):
        shutil.rmtree(root / name)
        shutil.copytree(ROOT / "tests/small" / name, root / name)
    (root / "content/inlagg/2013-05-24.md").write_text(DRAFT, encoding="utf-8")
    setting(root, 'LOGO = ""')
    (ROOT / ".cache").mkdir(exist_ok=True)
    (root / ".cache").symlink_to(ROOT / ".cache")
    venv = root / ".venv"
    venv.mkdir()
    for name in ("bin", "lib"):
        (venv / name).symlink_to(Path(sys.prefix) / name)
    shutil.copy(Path(sys.prefix) / "pyvenv.cfg", venv)
    (venv / tasks._stamp(root / "requirements.txt").name).touch()
    ignored = root / ".git/info/exclude"
    git(root, "init", "--quiet", "--initial-branch=main")
    ignored.write_text(".cache\n.venv\n", encoding="utf-8")  # links are no folders
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message=x")
    return root


def git(root: Path, *arguments: str) -> str:
    """Run git in a folder as nobody in particular."""
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    done = subprocess.run(
        ["git", *who, *arguments], cwd=root, env=environment(), capture_output=True, check=True
    )
    return done.stdout.decode().strip()


def environment(**more: str) -> dict[str, str]:
    """Give the environment of a job: CI's, with nothing that pytest or a hook has set."""
    return {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "CI": "true", **more}


def run(root: Path, script: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a script as both systems do: in Bash, and no further than the first failure."""
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        cwd=root,
        env=environment(**env),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def step(workflow: str, name: str) -> str:
    """Give the command of a step, by the beginning of its name."""
    path = ROOT / ".github/workflows" / f"{workflow}.yml"
    (found,) = (
        one["run"] for one in steps(path) if one.get("name", "").startswith(name) and "run" in one
    )
    assert isinstance(found, str)
    return found


def script(job: str) -> str:
    """Give the whole script of one of GitLab's jobs."""
    return "\n".join(read(GITLAB)[job]["script"])


@pytest.fixture
def mistake(clone: Path) -> Iterator[int]:
    """Make a mistake in a post; give its line."""
    path = clone / POST
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("data: ramar-2014", "data: ramar-2041", 1), "utf-8")
    yield text[: text.index("data: ramar-2014")].count("\n") + 1
    path.write_text(text, encoding="utf-8")


def test_github_shows_a_mistake_on_its_line(clone: Path, mistake: int) -> None:
    """The check stops the job, GitHub is told of the line, and the report says the same."""
    done = run(clone, step("check", "Kontrollera"))
    assert done.returncode == 1
    place = f"::error file={POST},line={mistake},title=Diagram och siffror i texten::"
    assert [line for line in done.stdout.splitlines() if line.startswith(place)]
    assert f"{POST}:{mistake}: Datamängden ”ramar-2041” finns inte." in done.stderr
    (found, *_) = json.loads((clone / "kontroll.sarif").read_text("utf-8"))["runs"][0]["results"]
    place = found["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": POST, "uriBaseId": "SRCROOT"}
    assert place["region"]["startLine"] == mistake


def test_gitlab_shows_a_mistake_on_its_line(clone: Path, mistake: int) -> None:
    """The check stops the job, and the report that GitLab is told of has the line."""
    done = run(clone, script("check"))
    assert done.returncode == 1
    report = clone / read(GITLAB)["check"]["artifacts"]["reports"]["codequality"]
    (found, *_) = json.loads(report.read_text(encoding="utf-8"))
    assert found["location"] == {"path": POST, "lines": {"begin": mistake}}


def test_what_is_right_passes(clone: Path) -> None:
    """Without a mistake both checks pass, and their reports are empty."""
    assert run(clone, step("check", "Kontrollera")).returncode == 0
    assert run(clone, script("check")).returncode == 0
    assert json.loads((clone / "kontroll.sarif").read_text("utf-8"))["runs"][0]["results"] == []
    assert json.loads((clone / "kontroll.json").read_text("utf-8")) == []


def test_github_publishes_the_whole_site_of_the_commit(clone: Path, tmp_path: Path) -> None:
    """What is left to Pages is the site, hidden files and all, and says its commit."""
    commit = git(clone, "rev-parse", "HEAD")
    done = run(clone, step("publish", "Bygg"), RUNNER_TEMP=str(tmp_path), INSYN_COMMIT=commit)
    assert done.returncode == 0, done.stderr
    subprocess.run(["tar", "-xf", "artifact.tar"], cwd=tmp_path, check=True)
    assert json.loads((tmp_path / "utgava.json").read_text("utf-8"))["commit"] == commit
    for name in ("index.html", "sok/index.html", ".well-known/security.txt"):
        assert (tmp_path / name).is_file()


@pytest.mark.parametrize("recipe", ["GitHub", "GitLab"])
def test_the_server_is_sent_just_main(clone: Path, tmp_path: Path, recipe: str) -> None:
    """The step pushes the commit to main of the address that it is given."""
    server = tmp_path / "server.git"
    git(tmp_path, "init", "--quiet", "--bare", str(server))
    key = tmp_path / "nyckel"
    key.touch()
    commands = step("publish", "Skicka") if recipe == "GitHub" else script("server")
    said = {"SERVER": str(server), "SERVER_KEY": str(key), "SERVER_HOST_KEY": "x"}
    done = run(clone, commands, RUNNER_TEMP=str(tmp_path), **said)
    assert done.returncode == 0, done.stderr
    assert git(server, "rev-parse", "refs/heads/main") == git(clone, "rev-parse", "HEAD")
    assert git(server, "for-each-ref").count("refs/") == 1


NOW, BEFORE = "2013-05-17T16:00:00+02:00", "2013-04-01T00:00:00+02:00"
# The event, the moment that the published edition gives, and whether a site is built.
FALLS_DUE = [
    ("push", NOW, True),
    ("schedule", NOW, False),
    ("schedule", BEFORE, True),
    ("schedule", "", True),
]


@pytest.mark.parametrize(("event", "moment", "builds"), FALLS_DUE)
def test_a_schedule_builds_only_what_has_fallen_due(
    clone: Path, tmp_path: Path, event: str, moment: str, *, builds: bool
) -> None:
    """At a push a site is built; by the clock only where the one that is up is of another time.

    One that can't be asked is built anew.
    """
    output = tmp_path / "svar"
    output.touch()
    told = {"PATH": with_curl(tmp_path, moment), "GITHUB_OUTPUT": str(output)}
    done = run(clone, step("publish", "Se efter"), GITHUB_EVENT_NAME=event, **told)
    assert done.returncode == 0, done.stderr
    assert output.read_text(encoding="utf-8") == ("build=true\n" if builds else "")
    *before, build = read(GITLAB)["pages"]["script"]
    assert build == "python3 tasks.py build --output public"
    done = run(clone, "\n".join(before), CI_PIPELINE_SOURCE=event, **told)
    assert done.returncode == (0 if builds else 77), done.stderr
    assert read(GITLAB)["pages"]["allow_failure"] == {"exit_codes": 77}


def test_what_is_wrong_is_not_nothing(clone: Path, tmp_path: Path) -> None:
    """Where it can't be told what has fallen due, the job fails."""
    said = {"GITHUB_EVENT_NAME": "schedule", "CI_PIPELINE_SOURCE": "schedule"}
    said |= {"PATH": with_curl(tmp_path, "i går"), "GITHUB_OUTPUT": str(tmp_path / "svar")}
    for commands in (step("publish", "Se efter"), script("pages")):
        assert run(clone, commands, **said).returncode not in {0, 77}


def with_curl(folder: Path, moment: str) -> str:
    """Give a path that begins with a curl that fetches an edition; without a moment it fails."""
    answer = json.dumps({"moment": moment})
    does = f"echo '{answer}'" if moment else "exit 22"
    (folder / "curl").write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    (folder / "curl").chmod(0o755)
    return f"{folder}:{os.environ['PATH']}"


@pytest.mark.parametrize("recipe", ["GitHub", "GitLab"])
def test_a_preview_shows_drafts(clone: Path, recipe: str) -> None:
    """The folder that is left for those who read the change has the site, with its drafts."""
    commands = step("check", "Bygg en") if recipe == "GitHub" else script("preview")
    done = run(clone, commands)
    assert done.returncode == 0, done.stderr
    assert list((clone / "forhandsvisning/utkast").glob("*/index.html"))
    shutil.rmtree(clone / "forhandsvisning")
