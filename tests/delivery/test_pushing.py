"""Publishing by git push: refused with the reason before anything changes, or released whole."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from bench.kill import is_whole
from conftest import setting
from disks import tiny_disk_at
from pushing import POST, Clone, Host

PAGE = "2013/04/26/ramarna-en-forsta-titt/index.html"
PERSONAL = "19811218-9876"  # an invented number with a right check digit


def text(host: Host) -> str:
    return (host.site / PAGE).read_text(encoding="utf-8")


def state(host: Host) -> tuple[str, str, list[str]]:
    """Give what a refused push must leave alone."""
    return host.release, host.main, names(host)


def names(host: Host) -> list[str]:
    return sorted(path.name for path in (host.folder / "releases").iterdir())


def test_a_server_begins_with_the_site_of_the_checkout(host: Host) -> None:
    """After server-init the site is up, whole, with its servers' configuration beside it."""
    assert "Inledning." in text(host)
    assert is_whole(host)
    assert (host.folder / "current/serving/nginx-server.conf").is_file()
    assert host.run("releases").said.startswith(f"* {host.release}")


def test_a_good_push_is_published(host: Host, anna: Clone) -> None:
    """The change is up when the push ends, and the pusher is told the release's name."""
    anna.change(POST, "Inledning.", "En bättre inledning.")
    pushed = anna.push()
    assert pushed.code == 0
    assert f"Publicerat: {host.release}" in pushed.said
    assert "En bättre inledning." in text(host)
    assert is_whole(host)


def test_what_has_not_changed_stays_the_same_file(host: Host, anna: Clone) -> None:
    """Two releases share the files that are alike, so browsers needn't fetch them again."""
    anna.change(POST, "Inledning.", "Ny inledning.")
    assert anna.push().code == 0
    picture = next(path for path in host.site.rglob("*.png"))
    before = picture.stat()
    anna.change(POST, "Ny inledning.", "Nyare inledning.")
    assert anna.push().code == 0
    assert picture.stat().st_ino == before.st_ino


def test_a_mistake_is_refused_at_its_line(host: Host, anna: Clone) -> None:
    """All mistakes of a push are told in Swedish at file and line, and nothing changes."""
    before = state(host)
    anna.change(POST, "tags:", "taggar:")
    anna.change("data/ramar-2014.yaml", "place:", "plats:")
    pushed = anna.push()
    assert pushed.code == 1
    assert f"{POST}:5: Fältet ”taggar” finns inte. Menade du ”tags”?" in pushed.said
    assert "data/ramar-2014.yaml:3: Fältet ”plats” finns inte." in pushed.said
    assert "Ingenting har publicerats." in pushed.said
    assert "Traceback" not in pushed.said
    assert state(host) == before
    assert is_whole(host)


def test_a_refused_push_can_be_mended_and_pushed(host: Host, anna: Clone) -> None:
    """What was refused leaves nothing behind that stops the next push."""
    anna.change(POST, "data: ramar-2014", "data: ramar-2015")
    assert anna.push().code == 1
    anna.change(POST, "data: ramar-2015", "data: ramar-2014")
    assert anna.push().code == 0
    assert is_whole(host)


@pytest.mark.parametrize(
    ("file", "written"),
    [
        ("plugins/insyn/swedish.py", "raise SystemExit"),
        ("theme/templates/index.html", "{{ 1 }}"),
        ("charts/rita.py", "raise SystemExit"),
        ("pelicanconf.py", "raise SystemExit"),
        ("sitecustomize.py", "raise SystemExit"),
        (".cache/sparat.sqlite", "x"),
        ("requirements.txt", ""),
    ],
)
def test_whoever_may_change_content_may_not_change_code(
    host: Host, anna: Clone, file: str, written: str
) -> None:
    """Anything outside content/ and data/ is code: refused before it is run, with whom to ask."""
    before = state(host)
    anna.write(file, written)
    pushed = anna.push()
    assert pushed.code == 1
    assert f"{file}:1: Filen är en del av programmet." in pushed.said
    assert state(host) == before


def test_whoever_may_change_code_may(host: Host, tmp_path: Path) -> None:
    """A person named in insyn.codePusher changes a template; the server then runs that code."""
    subprocess.run(
        ["git", "--git-dir", host.folder / "repo.git", "config", "insyn.codePusher", "ture"],
        check=True,
    )
    ture = host.clone(tmp_path / "ture", "ture")
    ture.change("theme/templates/base.html", "<title>", "<meta name=mark content=ny><title>")
    assert ture.push().code == 0
    assert "<meta name=mark" in text(host)
    assert "name=mark" in (host.folder / "code/theme/templates/base.html").read_text("utf-8")


def test_code_that_cannot_take_the_next_push_is_refused(host: Host, tmp_path: Path) -> None:
    """A change that would break the hooks themselves isn't taken, whoever pushes it."""
    before = state(host)
    ture = host.clone(tmp_path / "ture")
    ture.write("plugins/insyn/delivery/server/commands.py", "raise SystemExit(1)")
    pushed = ture.push()
    assert pushed.code == 1
    assert "skulle servern inte kunna ta emot nästa git push" in pushed.said
    assert state(host) == before


def test_a_link_to_another_file_is_refused(host: Host, anna: Clone) -> None:
    """A symbolic link could show what lies elsewhere on the server."""
    before = state(host)
    place = anna.folder / "content/bilder"
    place.mkdir()
    (place / "passwd.png").symlink_to("/etc/passwd")
    anna.commit("Länka")
    pushed = anna.push()
    assert pushed.code == 1
    assert "content/bilder/passwd.png:1: Det här är en genväg" in pushed.said
    assert state(host) == before


def test_attributes_change_nothing(host: Host, anna: Clone) -> None:
    """What .gitattributes says of content/ neither hides a file nor changes its bytes."""
    anna.write("content/inlagg/.gitattributes", "*.md export-ignore ident")
    assert anna.push().code == 0
    assert "Inledning." in text(host)


def test_a_branch_is_taken_and_told_of_but_not_published(host: Host, anna: Clone) -> None:
    """Unfinished work may be shared; its mistakes are told, and the site stays."""
    before = state(host)
    anna.git("checkout", "--quiet", "-b", "sommar")
    anna.change(POST, "data: ramar-2014", "data: ramar-2015")
    pushed = anna.push("sommar")
    assert pushed.code == 0
    assert f"{POST}:" in pushed.said
    assert "Grenen sommar är mottagen. Den publiceras inte." in pushed.said
    assert state(host) == before
    assert anna.push("--force", "main~0:sommar").code == 0
    assert anna.push("--delete", "sommar").code == 0


def test_a_personal_number_is_refused_on_any_branch(anna: Clone) -> None:
    """It would stay in the history."""
    anna.git("checkout", "--quiet", "-b", "sommar")
    anna.change(POST, "Inledning.", f"Inledning om {PERSONAL}.")
    pushed = anna.push("sommar")
    assert pushed.code == 1
    assert PERSONAL not in pushed.said
    assert f"{POST}:10:" in pushed.said


def test_a_personal_number_that_was_taken_out_again_is_refused(host: Host, anna: Clone) -> None:
    """An earlier change of the same push would keep it; made one change, the push is taken."""
    anna.change(POST, "Inledning.", f"Inledning om {PERSONAL}.")
    anna.change(POST, f"Inledning om {PERSONAL}.", "Ny inledning.")
    for words in (("main",), ("main:sommar",)):
        pushed = anna.push(*words)
        assert pushed.code == 1
        assert f"{POST}:1: Ett personnummer eller samordningsnummer är borttaget" in pushed.said
    anna.git("tag", "lapp", "HEAD~1")
    assert "är borttaget" in anna.push("lapp").said
    anna.git("reset", "--quiet", "--soft", "@{u}")
    anna.commit("Skriv om inledningen")
    assert anna.push().code == 0
    assert "Ny inledning." in text(host)


def test_history_is_never_rewritten(host: Host, anna: Clone) -> None:
    """A force push to the published branch, its removal, and moved tags are refused."""
    before = state(host)
    anna.git("commit", "--quiet", "--amend", "--message", "En annan historia")
    assert "skulle skriva om det som redan är publicerat" in anna.push("--force", "main").said
    assert "kan inte tas bort" in anna.push("--delete", "main").said
    anna.git("tag", "budget", "origin/main")
    assert anna.push("budget").code == 0
    anna.git("tag", "--force", "budget", "HEAD")
    assert "Etiketten finns redan" in anna.push("--force", "budget").said
    assert "Hit går bara grenar och etiketter" in anna.push("HEAD:refs/notes/x").said
    assert state(host) == before


def test_a_push_without_news_changes_nothing(host: Host, anna: Clone) -> None:
    """An empty push ends well; a commit that changes no file is a release like others."""
    before = state(host)
    assert anna.push().code == 0
    assert state(host) == before
    anna.git("commit", "--quiet", "--allow-empty", "--message", "Ingenting")
    assert anna.push().code == 0
    assert host.release != before[0]


def test_of_two_pushes_at_once_one_is_told_to_fetch(host: Host, tmp_path: Path) -> None:
    """Both wait for their turn; one is published, and the other is refused with the cure."""
    clones = [host.clone(tmp_path / name, name) for name in ("anna", "bo")]
    for clone, word in zip(clones, ("Annas", "Bos"), strict=True):
        clone.change(POST, "Inledning.", f"{word} inledning.")
    running = [
        subprocess.Popen(
            ["git", "push", "origin", "main"],
            cwd=clone.folder,
            env={**os.environ, **clone.env},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        for clone in clones
    ]
    said = [process.communicate()[0] for process in running]
    assert sorted(process.returncode for process in running) == [0, 1]
    winner = 0 if running[0].returncode == 0 else 1
    assert ("Annas", "Bos")[winner] in text(host)
    assert "Traceback" not in "".join(said)
    assert "Någon annan hann före. Hämta med git pull --rebase" in said[1 - winner]
    assert is_whole(host)
    loser = clones[1 - winner]
    loser.git("reset", "--quiet", "--hard", "HEAD~1")
    loser.git("pull", "--quiet", "origin", "main")
    loser.change(POST, " inledning.", " och den andres inledning.")
    assert loser.push().code == 0


def test_only_git_is_answered_over_ssh(host: Host, anna: Clone) -> None:
    """A key opens no shell, no other repository and no other program."""
    said = host.run("shell", "anna", SSH_ORIGINAL_COMMAND="cat /etc/passwd")
    assert said.code == 1
    assert said.said == "Hej anna! Här går det bara att hämta och skicka med git.\n"
    assert host.run("shell", "anna; id", SSH_ORIGINAL_COMMAND="git-upload-pack 'x'").code == 1
    assert anna.git("ls-remote", "ssh://insyn@server/etc").said.count("refs/heads/main") == 1


def test_a_verb_that_is_not_there_is_said_in_swedish(host: Host) -> None:
    """The program tells which verbs there are."""
    said = host.run("rolback")
    assert (said.code, said.said) == (1, "Kommandot ”rolback” finns inte. Menade du ”rollback”?\n")
    assert "releases, rollback, renew, shell" in host.run().said


def test_a_tag_and_a_branch_never_share_a_name(anna: Clone) -> None:
    """Otherwise nobody's git would know which of them to push."""
    for pushed in ("main:refs/tags/main", "main:refs/heads/HEAD"):
        assert "Namnet finns redan" in anna.push(pushed).said
    assert anna.push("main:refs/tags/budget").code == 0
    assert "Namnet finns redan" in anna.push("main:refs/heads/budget").said


def test_a_long_name_is_refused_before_it_harms(anna: Clone) -> None:
    """What is written beside a file may have a longer name than the file."""
    anna.write(f"content/sidor/{'a' * 220}.md", "title: A\n\nText.\n")
    assert "Filens namn är för långt." in anna.push().said
    anna.git("reset", "--quiet", "--hard", "HEAD~1")
    anna.change(POST, "Inledning.", "Ny inledning.")
    assert anna.push().code == 0


def test_a_message_cannot_draw_on_the_terminal(host: Host, anna: Clone) -> None:
    """The list of releases shows a commit's message without what moves the cursor."""
    anna.git("commit", "--quiet", "--allow-empty", "--message", "Rätta\x1b[2K\r* Falsk")
    assert anna.push().code == 0
    assert "Rätta�[2K�* Falsk" in host.run("releases").said


def test_a_release_that_cannot_be_read_is_no_release(host: Host, anna: Clone) -> None:
    """A disk that failed may leave one empty; the site is up again after the next run."""
    (host.folder / "current/release.json").write_text("", encoding="utf-8")
    assert host.run("renew").code == 0
    assert is_whole(host)
    assert (host.folder / "current/release.json").read_text(encoding="utf-8")
    anna.change(POST, "Inledning.", "Ny inledning.")
    assert anna.push().code == 0


def test_old_releases_are_let_go(host: Host, anna: Clone) -> None:
    """As many are kept as the setting says."""
    subprocess.run(
        ["git", "--git-dir", host.folder / "repo.git", "config", "insyn.keep", "2"], check=True
    )
    for number in range(3):
        anna.write("content/sidor/mer.md", f"title: Sida {number}\n\nText {number}.\n")
        assert anna.push().code == 0
    assert len(names(host)) == 2
    assert host.release in names(host)


def test_going_back_is_at_once_and_holds(host: Host, anna: Clone) -> None:
    """The former release is up, and stays so until somebody pushes."""
    first = host.release
    anna.change(POST, "Inledning.", "Fel inledning.")
    assert anna.push().code == 0
    second = host.release
    assert f"Nu visas {first}" in host.run("rollback").said
    assert "Fel inledning." not in text(host)
    assert "Någon har gått tillbaka" in host.run("renew").said
    assert host.release == first
    assert "finns inte" in host.run("rollback", "nonsens").said
    assert "Det finns ingen tidigare utgåva." in host.run("rollback").said
    assert host.run("rollback", second).code == 0
    assert "Fel inledning." in text(host)
    assert host.run("rollback").code == 0
    anna.change(POST, "Fel inledning.", "Rätt inledning.")
    assert anna.push().code == 0
    assert "Rätt inledning." in text(host)
    assert [line[0] for line in host.run("releases").said.splitlines()] == ["*", " ", " "]


def test_what_was_taken_but_never_shown_is_shown_by_the_next_run(host: Host, anna: Clone) -> None:
    """When a server dies between git's change and ours, the timer mends it."""
    hook = host.folder / "repo.git/hooks/post-receive"
    hook.rename(hook.with_suffix(".undan"))
    anna.change(POST, "Inledning.", "Sen inledning.")
    assert anna.push().code == 0
    assert "Sen inledning." not in text(host)
    assert host.run("renew").code == 0
    assert "Sen inledning." in text(host)
    shutil.rmtree((host.folder / "current").resolve())
    assert host.run("renew").code == 0
    assert is_whole(host)


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of few megabytes."""
    with tiny_disk_at(tmp_path / "disk", "8m") as place:
        yield place


def test_a_full_disk_is_said_and_harms_nothing(host: Host, anna: Clone, tiny_disk: Path) -> None:
    """The push is refused in Swedish, and the site that is up stays whole."""
    shutil.copytree(host.folder / "releases", tiny_disk, symlinks=True, dirs_exist_ok=True)
    name = host.release
    shutil.rmtree(host.folder / "releases")
    (host.folder / "releases").symlink_to(tiny_disk)
    room = shutil.disk_usage(tiny_disk).free
    (tiny_disk / "fyllning").write_bytes(b"x" * (room - 200_000))
    anna.change(POST, "Inledning.", "Ny inledning.")
    pushed = anna.push()
    assert pushed.code == 1
    assert "full" in pushed.said
    assert "Traceback" not in pushed.said
    assert host.release == name
    assert is_whole(host)


def test_an_embargo_passes_by_itself(host: Host, tmp_path: Path) -> None:
    """Before its moment a post is nowhere; the timer brings it out then, and not before."""
    ture = host.clone(tmp_path / "ture")
    setting(ture.folder, 'NOW = ""')
    setting(ture.folder, 'SECURITY_CONTACT = SECURITY_EXPIRES = ""')
    post = (ture.folder / POST).read_text(encoding="utf-8")
    new = post.replace("2013-04-26T15:10:00.000+02:00", "2013-05-10\nembargo: 2013-05-10T09:00")
    ture.write("content/inlagg/2013-05-10.md", new.replace("Inledning.", "Hemlig inledning."))
    nine = int(datetime.fromisoformat("2013-05-10T09:00+02:00").timestamp())

    def at(moment: int) -> dict[str, str]:
        return {"SOURCE_DATE_EPOCH": str(moment)}

    pushed = ture.push(**at(nine - 3600))
    assert pushed.code == 0, pushed.said
    place, before = host.site / "2013/05/10", host.release
    assert not place.exists()
    assert host.run("renew", **at(nine - 1)).said == ""
    assert host.release == before
    assert "Publicerat" in host.run("renew", **at(nine)).said
    assert place.exists()
    assert host.run("renew", **at(nine + 1)).said == ""
