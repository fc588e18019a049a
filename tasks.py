"""The verbs of the site: `python3 tasks.py serve`, or `inv serve` inside the environment.

Started with any bare Python, this file makes .venv from the hashed lock and runs the verb in there.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
VERBS = (
    *("serve", "build", "check", "due", "new", "data", "fetch", "freeze", "comments"),
    *("server-init", "releases", "rollback", "archive"),
    *("test", "sheet", "weigh", "bench"),
)
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def bootstrap(arguments: list[str]) -> int:
    """Make the environment if it isn't there or its lock has changed; run the verb inside."""
    if sys.version_info < (3, 11):
        sys.exit("Insyn behöver Python 3.11 eller senare. Hämta det på https://www.python.org/.")
    if arguments and not arguments[0].startswith("-") and arguments[0] not in VERBS:
        known = ", ".join(VERBS)
        sys.exit(f"Kommandot ”{arguments[0]}” finns inte. Det som finns: {known}.")
    if arguments in (["new"], ["data"], ["server-init"]):
        arguments = [*arguments, ""]  # the verb itself says what it needs
    if (
        arguments[:1] == ["new"]
        and arguments[1:]
        and not any(word.startswith("-") for word in arguments)
    ):
        arguments = ["new", " ".join(arguments[1:])]  # a title needs no quotation marks
    locks = [ROOT / "requirements-dev.txt"]  # holds all of requirements.txt too
    if arguments[:1] not in (["test"], ["sheet"], ["weigh"], ["bench"]):
        locks.insert(0, ROOT / "requirements.txt")
    if not any(_stamp(lock).exists() for lock in locks):
        print("Förbereder miljön i .venv. Det tar någon minut första gången.", flush=True)
        if not PYTHON.exists() and subprocess.call([sys.executable, "-m", "venv", str(VENV)]):
            shutil.rmtree(VENV, ignore_errors=True)
            sys.exit("Python saknar modulen venv. På Debian och Ubuntu: apt install python3-venv")
        pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        if subprocess.call([*pip, "--require-hashes", "-r", str(locks[0])]):
            sys.exit("Paketen gick inte att hämta. Kontrollera nätet och försök igen.")
        _stamp(locks[0]).touch()
    verb = [str(PYTHON), "-X", "utf8", "-m", "invoke", "--search-root", str(ROOT)]
    verb += arguments or ["--list"]
    if os.name != "nt":
        sys.stdout.flush()
        os.execv(verb[0], verb)  # so that a signal reaches the verb itself
    return subprocess.call(verb)


def _stamp(lock: Path) -> Path:
    """Name the file that says that just this lock has been installed."""
    return VENV / f"{lock.stem}-{hashlib.sha256(lock.read_bytes()).hexdigest()[:16]}"


if __name__ == "__main__":
    sys.exit(bootstrap(sys.argv[1:]))

from invoke.context import Context  # noqa: E402  (not there before bootstrap has run)
from invoke.exceptions import Exit  # noqa: E402
from invoke.tasks import task  # noqa: E402

sys.path.insert(0, str(ROOT / "plugins"))


FORMS = {
    "format": "Form för det som är fel: text, json, sarif, github eller gitlab",
    "report": "Fil att skriva den formen i",
}


@task(
    help={
        "output": "Mapp att bygga i, annars output",
        "preview": "Med utkast och det som är daterat framåt, men inget under embargo",
        "serving": "Mapp för webbserverns inställningar (nginx och Caddy); inga om den inte anges",
        "root": "Var webbplatsen ligger på webbservern, om inte i /srv/insyn/current/site",
        **FORMS,
    }
)
def build(  # noqa: PLR0913, PLR0917  (each is an option of the verb)
    _: Context,
    output: str = "",
    preview: bool = False,
    serving: str = "",
    root: str = "",
    format: str = "text",  # noqa: A002
    report: str = "",
) -> None:
    """Kontrollera allt och bygg webbplatsen."""
    from insyn.site.commands import build_site, teller_of, wanted_of

    if preview and not output:
        raise Exit("Skriv var förhandsvisningen ska ligga: --preview --output MAPP", code=1)
    conf = ROOT / ("pelicanconf.py" if preview else "publishconf.py")
    teller, wanted = teller_of(format, report), wanted_of(serving, root)
    raise Exit(code=build_site(conf, Path(output or "output"), teller, wanted))


@task(help={"external": "Fråga också efter varje adress på andra webbplatser", **FORMS})
def check(
    _: Context,
    external: bool = False,
    format: str = "text",  # noqa: A002
    report: str = "",
) -> None:
    """Kontrollera allt innehåll, alla data och sidorna de blir, utan att publicera."""
    from insyn.site.commands import check_site
    from insyn.site.external import check_external
    from insyn.site.telling import Teller

    if external:
        raise Exit(code=check_external(ROOT / "publishconf.py"))
    teller = Teller(format, Path(report) if report else None)
    raise Exit(code=check_site(ROOT / "publishconf.py", teller))


@task(
    help={
        "since": "Tid som 2013-05-17T16:00+02:00: bara det som inträffat efter den, annars kod 1",
        "json": "Skriv som JSON",
    }
)
def due(_: Context, since: str = "", json: bool = False) -> None:
    """Visa när webbplatsen nästa gång ändras av sig själv, och hur."""
    from insyn.site.due import tell_due

    raise Exit(code=tell_due(ROOT / "publishconf.py", since, as_json=json))


@task(help={"port": "Port att visa på; nästa lediga om den är upptagen"})
def serve(_: Context, port: str = "8000") -> None:
    """Visa webbplatsen med utkast, och bygg om när något sparas."""
    from insyn.site.preview.serving import serve_preview

    if not port.isdecimal() or not 1 <= int(port) <= 65535:
        raise Exit(f"”{port}” är ingen port. Skriv ett tal från 1 till 65535.", code=1)
    serve_preview(ROOT / "pelicanconf.py", int(port))


@task(positional=["title"], help={"title": "Inläggets rubrik"})
def new(_: Context, title: str) -> None:
    """Skapa veckans inlägg."""
    from insyn.site.upkeep import new_post_file

    raise Exit(code=new_post_file(ROOT / "pelicanconf.py", title))


@task
def freeze(_: Context) -> None:
    """Spara siffrorna i publicerade inlägg som de är nu."""
    from insyn.site.upkeep import freeze_data

    raise Exit(code=freeze_data(ROOT / "publishconf.py"))


@task(help={"database": "Issos databas, till exempel /var/lib/isso/comments.db"})
def comments(_: Context, database: str = "") -> None:
    """Hämta godkända kommentarer ur Issos databas till content/kommentarer."""
    from insyn.site.upkeep import take_comments

    raise Exit(code=take_comments(ROOT / "publishconf.py", Path(database)))


@task(
    positional=["file"],
    help={
        "file": "Filen: CSV, xlsx eller ods",
        "folder": "Mapp i data att lägga den i",
        "name": "Datamängdens namn, annars filens",
        "sheet": "Arket som ska läsas",
    },
)
def data(_: Context, file: str, folder: str = "", name: str = "", sheet: str = "") -> None:
    """Ta in en fil med data: visa vad den är och skriv en beskrivning att fylla i."""
    from insyn.intake.commands import take_in

    raise Exit(code=take_in(ROOT, Path(file), folder, name, sheet))


@task(iterable=["only"], help={"only": "Bara denna datamängd (kan skrivas flera gånger)"})
def fetch(_: Context, only: list[str] | None = None) -> None:
    """Hämta nya siffror från Kolada och SCB till datamängder som har fetch i sin beskrivning."""
    from insyn.intake.commands import fetch_data

    raise Exit(code=fetch_data(ROOT, only or []))


@task(positional=["folder"], help={"folder": "Ny mapp för servern, till exempel /srv/insyn"})
def server_init(_: Context, folder: str) -> None:
    """Gör en egen server att publicera på med git push."""
    from insyn.delivery.server.commands import set_up_server

    raise Exit(code=set_up_server(ROOT, Path(folder)))


@task(help={"server": "Serverns mapp, till exempel /srv/insyn"})
def releases(_: Context, server: str = "") -> None:
    """Visa utgåvorna på en egen server."""
    from insyn.delivery.server.commands import list_releases

    raise Exit(code=list_releases(Path(server or ROOT)))


@task(help={"to": "Utgåvans namn, annars den före", "server": "Serverns mapp"})
def rollback(_: Context, to: str = "", server: str = "") -> None:
    """Gå tillbaka till en tidigare utgåva på en egen server."""
    from insyn.delivery.server.commands import roll_back

    raise Exit(code=roll_back(Path(server or ROOT), to))


@task(
    help={
        "site": "Mapp med den byggda webbplatsen; annars output",
        "release": "En utgåva i stället, till exempel /srv/insyn/current",
        "output": "Mapp att lägga paketet i",
        "verify": "Kontrollera detta paket i stället för att göra ett",
    }
)
def archive(
    _: Context, site: str = "", release: str = "", output: str = "arkiv", verify: str = ""
) -> None:
    """Gör ett paket av den publicerade webbplatsen för arkivet, eller kontrollera ett."""
    from insyn.delivery.archive import commands

    if verify:
        raise Exit(code=commands.verify(Path(verify)))
    raise Exit(code=commands.archive(site, release, Path(output)))


@task
def test(_: Context) -> None:
    """Granska kod och typer och kör alla tester."""

    def run(tool: str) -> int:
        print(f"* {tool}", flush=True)
        return subprocess.call([sys.executable, "-m", *tool.split()], cwd=ROOT)

    for tool in ("ruff check --no-cache", "ruff format --check"):
        if code := run(tool):
            raise Exit(code=code)
    mypy = [sys.executable, "-m", "mypy"]  # beside the tests; what it says is told after them
    with subprocess.Popen(mypy, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8") as types:
        count = max(2, (os.cpu_count() or 1) * 3 // 2)  # a third of the time is spent waiting
        code = run(f"pytest -n {count} --dist worksteal")
        print("* mypy", types.communicate()[0], sep="\n", end="", flush=True)
    raise Exit(code=code or types.returncode)


@task
def sheet(_: Context) -> None:
    """Fotografera alla sorters diagram till docs/diagram."""
    raise Exit(code=subprocess.call([sys.executable, "tests/sheet.py"], cwd=ROOT))


@task
def weigh(_: Context) -> None:
    """Väg varje figur, och vad ett första besök kostar."""
    benches = ("tests/bench/weight.py", "tests/bench/first_view.py")
    codes = [subprocess.call([sys.executable, bench], cwd=ROOT) for bench in benches]
    raise Exit(code=max(codes))


@task(
    help={
        "posts": "Hur många inlägg; flera antal skiljs med komma",
        "charts": "Hur många diagram i varje inlägg",
        "rounds": "Hur många gånger allt mäts",
    }
)
def bench(_: Context, posts: str = "100,1000", charts: str = "2", rounds: str = "3") -> None:
    """Mät hur fort webbplatser byggs, mot Pelican och Hugo, och skriv docs/speed.md."""
    if os.name == "nt":
        raise Exit("Mätningen behöver Linux eller macOS.", code=1)
    for text in (*posts.split(","), charts, rounds):
        if not text.isdecimal() or int(text) < 1:
            raise Exit(f"”{text}” är inget antal. Skriv som --posts 100,1000 --rounds 3.", code=1)
    options = [f"--posts={posts}", f"--charts={charts}", f"--rounds={rounds}"]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(("plugins", "tests"))}
    command = [sys.executable, "-m", "bench.speed", *options]
    raise Exit(code=subprocess.call(command, cwd=ROOT, env=env))
