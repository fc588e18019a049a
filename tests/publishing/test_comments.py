"""Comments out of the real Isso: what is approved comes out, and nothing else."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insyn.posts.comments import Comment, read_file, tells_a_number, threads
from insyn.publishing.check import check
from insyn.publishing.comments import _plain, to_yaml
from insyn.site.build import build
from insyn.site.upkeep import take_comments
from isso_server import APPROVED, DELETED, ROOT, Together, ask, free_port, together, wait_for
from programs import find_program

ZONE = ZoneInfo("Europe/Stockholm")
NOW = datetime(2013, 5, 17, 16, tzinfo=ZONE)
PAGE = "/2013/04/26/ramarna-en-forsta-titt/"
FILE = "content/kommentarer/2013-04-26.yaml"
NUMBER = "811228-9874"  # the tax authority's own example


@pytest.fixture
def isso(tmp_path: Path) -> Iterator[Together]:
    """The real Isso, with nothing in front of it but a page that is there."""
    folder = tmp_path / "server"
    folder.mkdir()
    (folder / "index.html").write_text("<!doctype html>")
    with together(folder, folder, ratelimit="1000") as found:
        yield found


def take(root: Path, database: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    """Run the verb; give its exit code and what it says."""
    code = take_comments(root / "publishconf.py", database)
    said = capsys.readouterr()
    return code, (said.out + said.err).splitlines()


def test_only_what_is_approved_comes_out(
    small: Path, isso: Together, capsys: pytest.CaptureFixture[str]
) -> None:
    """Pending and deleted comments stay; no address or hash leaves; a second run changes none."""
    first = isso.send("Bra!\n\n<b>Varför</b> *inte* &amp; mer?", PAGE, author="Anna & <Bo>")
    isso.send("Väntar.", PAGE, author="Cia")
    gone = isso.send("Raderad.", PAGE, author="Dan")
    answer = isso.send("Svar.", PAGE, parent=first)
    for number in (first, answer, gone):
        isso.set_mode(number, APPROVED)
    isso.set_mode(gone, DELETED)
    code, said = take(small, isso.database, capsys)
    assert (code, said) == (
        0,
        [
            f"Ny: {FILE}, kommentar {first} av Anna & <Bo>",
            f"Ny: {FILE}, kommentar {answer} av Anonym",
        ],
    )
    text = (small / FILE).read_text(encoding="utf-8")
    times = re.findall(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\+0\d:00", text)
    expected = (
        f"kommentarer:\n- id: {first}\n  namn: Anna & <Bo>\n  tid: {times[0]}\n  text: |-\n"
        "    Bra!\n\n    <b>Varför</b> *inte* &amp; mer?\n"
        f"- id: {answer}\n  svar_till: {first}\n  tid: {times[1]}\n  text: |-\n    Svar.\n"
    )
    assert text == expected
    assert take(small, isso.database, capsys) == (0, ["Inga kommentarer har ändrats."])
    assert check(small, NOW).problems == ()


def test_a_comment_that_is_taken_back_leaves(
    small: Path, isso: Together, capsys: pytest.CaptureFixture[str]
) -> None:
    """One with answers leaves its place, the last one its file; those from elsewhere stay."""
    first = isso.send("Bra!", PAGE, author="Anna")
    answer = isso.send("Svar.", PAGE, parent=first, author="Bo")
    for number in (first, answer):
        isso.set_mode(number, APPROVED)
    take(small, isso.database, capsys)
    isso.write("UPDATE comments SET mode = 4, text = '', author = NULL WHERE id = ?", first)
    isso.write("UPDATE comments SET text = 'Ett svar.' WHERE id = ?", answer)
    _, said = take(small, isso.database, capsys)
    assert said == [
        f"Ändrad: {FILE}, kommentar {first} av Anna",
        f"Ändrad: {FILE}, kommentar {answer} av Bo",
    ]
    assert read_file(small / FILE, FILE)[0].removed
    assert "Anna" not in (small / FILE).read_text(encoding="utf-8")
    by_mail = Comment.model_validate(
        {"id": "epost-1", "tid": "2013-04-26 18:00+02:00", "text": "Hej"}
    )
    (small / FILE).write_text(to_yaml([by_mail, *read_file(small / FILE, FILE)]), encoding="utf-8")
    isso.write("DELETE FROM comments")
    _, said = take(small, isso.database, capsys)
    assert said[-1] == f"Borttagen: {FILE}, kommentar {answer} av Bo"
    assert read_file(small / FILE, FILE) == (by_mail,)
    (small / FILE).write_text(to_yaml([by_mail.model_copy(update={"id": "7"})]), encoding="utf-8")
    take(small, isso.database, capsys)
    assert not (small / FILE).exists()


@pytest.mark.parametrize(
    "number", [NUMBER, "19811228 9874", "811228-\n9874", "8112 28 98 74", "811228\u200b-9874"]
)
def test_a_personal_number_is_held_back(
    small: Path, isso: Together, capsys: pytest.CaptureFixture[str], number: str
) -> None:
    """However it is broken; so is its answer, and the rest comes out. In a file it is a problem."""
    person = isso.send(f"Mitt nummer är {number}.", PAGE)
    answer = isso.send("Svar.", PAGE, parent=person)
    other = isso.send("Hej på er!", PAGE, author="Anna")
    stray = isso.send("Köp!", "/finns-inte/")
    for comment in (person, answer, other, stray):
        isso.set_mode(comment, APPROVED)
    code, said = take(small, isso.database, capsys)
    held = "Hålls tillbaka: kommentar"
    assert (code, said) == (
        1,
        [
            f"Ny: {FILE}, kommentar {other} av Anna",
            f"{held} {person} på {PAGE} har ett personnummer. Radera den i Isso.",
            f"{held} {answer} på {PAGE} svarar på kommentar {person}, som inte publiceras.",
            f"{held} {stray} på /finns-inte/ hör inte till något inlägg. Radera den i Isso.",
        ],
    )
    told = {"id": "1", "tid": "2013-04-26 18:00+02:00", "text": f"Hej {number}"}
    (small / FILE).write_text(to_yaml([Comment.model_validate(told)]), encoding="utf-8")
    (problem,) = {problem.message for problem in check(small, NOW).problems}
    assert problem == "Här står ett personnummer eller samordningsnummer. Ta bort det."


def test_isso_keeps_little_and_can_keep_less(isso: Together) -> None:
    """Addresses are shortened, there is no e-mail, and the documented SQL takes the rest away."""
    isso.send("Bra!", PAGE, author="Anna")
    (row,) = isso.rows()
    assert row["mode"] == 2
    assert row["remote_addr"] == "192.0.2.0"
    assert (row["email"], row["website"], row["notification"]) == (None, None, None)
    (sql,) = re.findall(
        r"```sql\n(.+?)\n```", (ROOT / "docs/kommentarer.md").read_text(), re.DOTALL
    )
    isso.write(sql)
    assert isso.rows() == [row]
    isso.write("UPDATE comments SET created = created - 100 * 86400")
    isso.write(sql)
    (old,) = isso.rows()
    assert (old["remote_addr"], bytes(old["voters"])) == ("", bytes(256))
    isso.set_mode(1, APPROVED)
    assert ask(isso.address, "GET", f"/isso/?uri={PAGE}")[0] == 200
    assert "no such option" not in isso.log.read_text()
    assert "Traceback" not in isso.log.read_text()


def test_a_writer_cannot_change_what_was_approved(isso: Together) -> None:
    """Isso's right to edit, which lasts 15 minutes by default, is over before anyone has read."""
    kind = {"Content-Type": "application/json"}
    body = '{"text": "Snällt", "title": "T"}'
    status, headers = ask(isso.address, "POST", f"/isso/new?uri={PAGE}", body, kind)
    assert status == 202
    cookie = headers["Set-Cookie"].partition(";")[0]
    isso.set_mode(1, APPROVED)
    time.sleep(2.1)
    change = ("PUT", "/isso/id/1", '{"text": "Elakt"}', {**kind, "Cookie": cookie})
    assert ask(isso.address, *change)[0] == 403
    assert isso.rows()[0]["text"] == "Snällt"


def test_it_says_what_is_wrong_with_a_database(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One that isn't there, or is something else."""
    missing, other = tmp_path / "finns-inte.db", tmp_path / "annat.db"
    other.write_text("Detta är ingen databas, men lång nog för att kunna vara en." * 20)
    assert take(small, missing, capsys)[1][0] == f"{missing}:1: Databasen finns inte."
    said = take(small, other, capsys)[1][0]
    assert said.startswith(f"{other}:1: Filen går inte att läsa som Issos databas")


GOOD = """kommentarer:
- id: 1
  namn: Anna
  tid: 2013-04-26 17:42:10+02:00
  text: |-
    Bra!
- id: 2
  svar_till: 1
  tid: 2013-04-26 18:00:00+02:00
  text: |-
    Svar.
"""


def swap(old: str, new: str) -> Callable[[str], str]:
    """Make a mistake in the file."""
    assert old in GOOD
    return lambda text: text.replace(old, new, 1)


FAULTS = {
    "the same id twice": (swap("- id: 2", "- id: 1"), "7: Kommentar 1 finns redan på rad 2."),
    "an answer to nothing": (
        swap("svar_till: 1", "svar_till: 7"),
        "8: Kommentar 7 finns inte före sitt svar. Flytta eller ta bort.",
    ),
    "a time without its zone": (
        swap("17:42:10+02:00", "17:42:10"),
        "4: Tiden behöver sin tidszon. Skriv som 2013-04-26 17:42:10+02:00.",
    ),
    "no text": (swap("|-\n    Bra!", '""'), "2: Kommentaren har ingen text."),
    "an unknown field": (
        swap("namn: Anna", "nam: Anna"),
        "3: Fältet ”nam” finns inte. Menade du ”namn”?",
    ),
    "an e-mail address": (
        swap("namn: Anna", "epost: anna@example.com"),
        ("3: Fältet ”epost” finns inte. Det som finns: id, svar_till, namn, tid, text, borttagen."),
    ),
    "marks that turn the text": (
        swap("Anna", '"An\\u202Ena"'),
        "3: Texten har osynliga tecken som vänder läsriktningen. Ta bort dem.",
    ),
    "broken YAML": (
        swap("namn: Anna", "namn: Anna: Bo"),
        (
            "3: Värdet innehåller ett kolon. Sätt citattecken runt hela värdet, eller klammer om "
            "det är fält: {ar: 2013}."
        ),
    ),
    "an id that is no name": (
        swap("id: 1", "id: Å"),
        "2: ”Å” får bara ha a–z, siffror och bindestreck.",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_in_a_file_is_said_at_its_place(small: Path, name: str) -> None:
    """The line, the fault and the cure."""
    fault, expected = FAULTS[name]
    (small / "content/kommentarer").mkdir()
    (small / FILE).write_text(GOOD, encoding="utf-8")
    assert check(small, NOW).problems == ()
    (small / FILE).write_text(fault(GOOD), encoding="utf-8")
    assert f"{FILE}:{expected}" in [str(problem) for problem in check(small, NOW).problems]


def test_a_file_must_belong_to_a_post_and_be_yaml(small: Path) -> None:
    """A file for a post that isn't there, and one of another kind, would show nowhere."""
    folder = small / "content/kommentarer"
    folder.mkdir()
    (folder / "2013-04-27.yaml").write_text(GOOD, encoding="utf-8")
    (folder / "2013-04-26.json").write_text("{}", encoding="utf-8")
    stray = "Filen publiceras inte: i kommentarer/ ska filnamnet sluta på .yaml."
    hint = "Menade du ”2013-04-26”?"
    assert [str(problem) for problem in check(small, NOW).problems] == [
        f"{Path(FILE).with_suffix('.json').as_posix()}:1: {stray}",
        "content/kommentarer/2013-04-27.yaml:1: Inlägget ”2013-04-27” finns inte. " + hint,
    ]


def test_the_comments_of_a_broken_post_are_no_problem(small: Path) -> None:
    """The post is there, so only its own fault is told."""
    (small / "content/kommentarer").mkdir()
    (small / FILE).write_text(GOOD, encoding="utf-8")
    post = small / "content/inlagg/2013-04-26.md"
    post.write_text(post.read_text(encoding="utf-8").replace("summary:", "sumary:"), "utf-8")
    assert {problem.file for problem in check(small, NOW).problems} == {
        "content/inlagg/2013-04-26.md"
    }


def test_answers_to_answers_stand_in_one_thread() -> None:
    """Answers to answers stand under the comment that began, each with whom it answers."""
    written = [("1", ""), ("2", "1"), ("3", ""), ("4", "2"), ("5", "4")]
    comments = [
        Comment.model_validate(
            {"id": a, "tid": NOW, "text": "Hej"} | ({"svar_till": b} if b else {})
        )
        for a, b in written
    ]
    found = {
        thread.first.id: [(one.id, to.id) for one, to in thread.answers]
        for thread in threads(comments)
    }
    assert found == {"1": [("2", "1"), ("4", "2"), ("5", "4")], "3": []}


@settings(deadline=None)
@given(st.text(), st.text())
def test_any_text_survives_the_file(
    tmp_path_factory: pytest.TempPathFactory, text: str, name: str
) -> None:
    """Whatever was sent is written, read back alike and read line by line."""
    plain = _plain(text) or "tom"
    fields = {"id": "1", "namn": " ".join(_plain(name).split()), "tid": NOW, "text": plain}
    comment = Comment.model_validate(fields)
    path = tmp_path_factory.getbasetemp() / "comment.yaml"
    path.write_text(to_yaml([comment]), encoding="utf-8", newline="\n")
    if not tells_a_number(plain):
        assert read_file(path, FILE) == (comment,)
    written = path.read_text(encoding="utf-8")
    assert "  text: |-\n" in written
    assert set(plain.split("\n")) <= {line.strip() for line in written.split("\n")} | {""} | {
        line[4:] for line in written.split("\n")
    }


def test_without_a_server_there_is_a_mail_link(small: Path) -> None:
    """COMMENTS = "" leaves the comments and a link with the post's title, and no form."""
    (small / "content/kommentarer").mkdir()
    (small / FILE).write_text(GOOD, encoding="utf-8")
    with (small / "pelicanconf.py").open("a", encoding="utf-8") as conf:
        conf.write('COMMENTS = ""\n')
    build(small / "publishconf.py", small / "ut")
    page = (small / "ut" / PAGE.strip("/") / "index.html").read_text(encoding="utf-8")
    assert "Kommentarer (2)" in page
    assert "?subject=Kommentar%3A%20Ramarna%3A%20en%20f%C3%B6rsta%20titt" in page
    assert "<template>" not in page
    assert "data-svara" not in page


ADDRESSES = {
    "203.0.113.77": "203.0.113.0",
    "2001:db8:1:2:3:4:5:6": "2001:0db8:0001:0000:0000:0000:0000:0000",
    "2001:db8::9": "2001:0db8:0000:0000:0000:0000:0000:0000",
    "2001:db8:7::": "2001:0db8:0007:0000:0000:0000:0000:0000",
    "::1": "0.0.0.0",  # noqa: S104  (not one to listen on)
}


@pytest.fixture
def nginx(isso: Together, tmp_path: Path) -> Iterator[str]:
    """The real nginx with the documented settings; X-From says who asks."""
    docs, port, backend = ROOT / "docs", free_port(), isso.port
    places = (docs / "nginx-isso-locations.conf").read_text(encoding="utf-8")
    (tmp_path / "places.conf").write_text(
        places.replace("127.0.0.1:8080", f"127.0.0.1:{backend}").replace(
            "allow 127.0.0.1;", "allow 10.0.0.0/8;"
        ),
        encoding="utf-8",
    )
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{kind}_temp_path {tmp_path}/{kind};\n" for kind in kinds)
    (tmp_path / "nginx.conf").write_text(
        f"""daemon off; pid {tmp_path}/pid; error_log stderr; events {{}}
http {{ access_log off; set_real_ip_from 127.0.0.1; real_ip_header X-From; {temporary}
include {docs}/nginx-isso.conf;
server {{ listen 127.0.0.1:{port}; include {tmp_path}/places.conf; }} }}""",
        encoding="utf-8",
    )
    with (tmp_path / "nginx.log").open("w") as log:
        command = [
            find_program("nginx", "nginx-light"),
            "-e",
            "stderr",
            "-c",
            str(tmp_path / "nginx.conf"),
        ]
        process = subprocess.Popen(command, stderr=log)
    address = f"http://127.0.0.1:{port}"
    wait_for(f"{address}/", process)
    yield address
    process.terminate()
    process.wait(10)


def test_nginx_lets_the_public_send_and_nothing_else(isso: Together, nginx: str) -> None:
    """The documented settings: no cookie, a shortened address, and all else is closed."""
    new = f"/isso/new?uri={PAGE}"

    def send(who: str) -> tuple[int, dict[str, str]]:
        headers = {"X-From": who, "X-Forwarded-For": "198.51.100.1", "Cookie": "a=b"}
        return ask(nginx, "POST", new, '{"text": "Hej", "title": "T"}', headers)

    for who in ADDRESSES:
        status, headers = send(who)
        assert status == 202
        assert not [name for name in headers if "cookie" in name.casefold()]
    assert [row["remote_addr"] for row in isso.rows()] == list(ADDRESSES.values())
    inside, outside = {"X-From": "10.1.2.3"}, {"X-From": "203.0.113.77"}
    for method, path in [
        *(("GET", new), ("GET", f"/isso/?uri={PAGE}"), ("GET", "/isso/admin/")),
        *(("POST", "/isso/login/"), ("POST", "/isso/id/1/like"), ("GET", "/isso/info")),
    ]:
        assert ask(nginx, method, path, "", outside)[0] == 403, path
    assert ask(nginx, "GET", "/isso/admin/", "", inside)[0] == 200
    assert 429 in [send("203.0.113.77")[0] for _ in range(12)]
