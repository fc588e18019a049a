"""What a log that anyone may read is told: nothing of what is under embargo, not even its names."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from insyn.data.versions import FOLDER as VERSIONS
from insyn.posts.head import ChallengeHead
from insyn.posts.source import COMMENTS, PICTURES, POSTS
from insyn.problems import Problem
from insyn.publishing.check import Report
from insyn.publishing.links import files_led_to

RULE = "embargo"
ELSEWHERE = "Kör python3 tasks.py check på din egen dator, så står det där vad som är fel."
HIDDEN = f"Något under embargo har ett fel. {ELSEWHERE}"
NAMED = f"Felet här har med något under embargo att göra. {ELSEWHERE}"
SHORTEST = 3  # letters of a name that tells anything


def is_public_log(environ: Mapping[str, str]) -> bool:
    """Whether what is printed may be read by others: services that run builds set CI."""
    return bool(environ.get("CI"))


def discreet(problems: Iterable[Problem], report: Report, root: Path) -> list[Problem]:
    """Give problems in order of place, as they may be printed: all, but in a log that is public.

    There a problem in a file under embargo loses its file, line and words; one that names something
    under embargo loses its words. A file that couldn't be read is under embargo when it speaks of
    one.
    """
    if not is_public_log(os.environ):
        return sorted(set(problems))
    files = _files(report)
    words = _words(report, files)
    read = {source.file for source in report.sources}
    read |= {one.descriptor_text.file for one in report.library.datasets.values()}
    problems = list(problems)
    for problem in problems:
        unread = (one for one in (problem.file, *_owners(problem.file, root)) if one not in read)
        for file in filter(lambda one: _speaks_of_one(root / one), unread):
            files |= {file, problem.file}
            words.add(PurePosixPath(file).stem.casefold())

    def told(problem: Problem) -> Problem:
        about = {problem.file, *_owners(problem.file, root)}
        if about & files or _has_any(problem.file, words):
            return Problem(problem.file.partition("/")[0], 1, HIDDEN, RULE)
        if _has_any(problem.message, words):
            return Problem(problem.file, problem.line, NAMED, RULE)
        return problem

    return sorted({told(one) for one in problems})


def _files(report: Report) -> set[str]:
    """Name the files of what is under embargo, with the pictures of its texts."""
    hidden = report.embargoed
    files = set(hidden.texts)
    for source in report.sources:
        if source.file in hidden.texts:
            shown = files_led_to(source, report.texts[source.file], {})
            files |= {one for one in shown if one.startswith(f"content/{PICTURES}/")}
    for name in hidden.datasets:
        dataset = report.library.datasets[name]
        files |= {dataset.file, dataset.descriptor_text.file}
    return files


def _words(report: Report, files: Iterable[str]) -> set[str]:
    """Give the names of what is under embargo in some files, in small letters."""
    hidden = report.embargoed
    words: set[str] = set()
    for source in report.sources:
        if source.file in hidden.texts:
            words |= {source.head.title, source.slug, PurePosixPath(source.file).stem}
            if isinstance(source.head, ChallengeHead):
                words |= {name.name for name in source.head.names}
    for one in report.standing.commitments:
        if one.source.file in hidden.texts:
            words.add(one.what)
    for name in hidden.datasets:
        words |= {name, report.library.datasets[name].descriptor.title}
    words |= {PurePosixPath(file).stem for file in files if PICTURES in file}
    return {word.casefold() for word in words if len(word) >= SHORTEST}


def _has_any(text: str, words: set[str]) -> bool:
    return any(word in text.casefold() for word in words)


def _owners(file: str, root: Path) -> Iterator[str]:
    """Name the files that say whether another is under embargo: a table's descriptor, a post."""
    path = PurePosixPath(file)
    folder = path.parts[0]
    if path.is_relative_to(f"data/{VERSIONS}") and len(path.parts) > 2:
        for found in (root / "data").rglob(f"{path.parts[2]}.yaml"):
            yield found.relative_to(root).as_posix()
    elif folder == "data":
        yield path.with_suffix(".yaml").as_posix()
    elif path.is_relative_to(f"content/{COMMENTS}"):
        place = path.relative_to(f"content/{COMMENTS}").with_suffix(".md")
        yield f"content/{POSTS}/{place.as_posix()}"
    elif folder == "content" and "." in path.stem:
        yield path.with_name(f"{path.stem.partition('.')[0]}.md").as_posix()


def _speaks_of_one(path: Path) -> bool:
    """Whether a file has the word, or one much like it, anywhere."""
    return (
        path.suffix in {".md", ".yaml"} and path.is_file() and b"embar" in path.read_bytes().lower()
    )
