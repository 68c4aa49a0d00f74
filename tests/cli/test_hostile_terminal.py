"""What documents, file names and users say never steers a terminal: every command at a real pty.

A title may have ESC ] 8 (a link to anywhere), ESC [ 2 J (an empty screen), BEL, C1 controls, marks
that turn the direction of writing, and Rich's markup. The words are shown; what they would do is
written out.
"""

import os
import pty
import re
import subprocess
import sys
import threading

import pytest

STEERING = "\x1b]8;;x:y\x1b\\z\x1b[2J\x07\x9b31m\u202edc\u2066\u200f\u061c\u2028"
MARKUP = "[bold]b[/bold][link=x:y]l[/link][/]"
HOSTILE = f"{MARKUP}{STEERING}"
TABLE = f"""day,category,total,delta,title,url
2024-03-01,tanks,6600,4,"{HOSTILE}","https://a.example/{HOSTILE}"
2024-03-02,tanks,6614,12,"{HOSTILE}","https://a.example/{HOSTILE}"
"""
TOTAL = f"""day,category,total,publisher,title
2024-03-02,tanks,6615,cripo,"{HOSTILE}"
"""
REVISED = f"""day,category,total,publisher,published_on,title
2024-03-04,tanks,6670,cripo,2024-03-05,{HOSTILE}
"""
FAULTY = f"day,category,total,{HOSTILE}\n2024-03-01,tanks{HOSTILE},{HOSTILE},\n{HOSTILE}\n"
ARTICLE = (
    f"Kyiv {HOSTILE}. On 2 March 2024 the General Staff said Russia lost 6,614 tanks {HOSTILE}\n"
    f"and 12{HOSTILE} of them in a day, of 99 {HOSTILE}.\n"
)
LAYOUT = r"""
[columns]
day = "day"
total = "total"
[[category]]
key = "cases"
label = "KEY"
unit = "KEY"
""".replace("KEY", HOSTILE.encode("unicode_escape").decode().replace("\\x", "\\u00"))
WAIVERS = r"""
[[waiver]]
rule = "unbalanced-delta"
source = "general-staff"
day = 2024-03-02
category = "tanks"
adjustment = 2
reason = "KEY"
url = "KEY"
""".replace("KEY", HOSTILE.encode("unicode_escape").decode().replace("\\x", "\\u00"))
NAME = f"{HOSTILE}.csv".replace("/", "")

# All of them in one process, for its start is what takes the time.
COMMANDS = [
    ["ingest", NAME],
    ["ingest", "--dry-run", NAME],
    ["ingest", "b.csv", "c.csv", "a.txt", f"no{NAME}"],
    ["ingest", "b.csv", "c.csv"],
    ["ingest", f"faulty{NAME}"],
    ["ingest", f"prose{NAME}"],
    ["ingest", "--dry-run", "a.txt"],
    ["ingest", "a.txt", "--json"],
    ["ingest", "l.csv", "--layout", "l.toml", "--category", "cases"],
    ["ingest", "r1.csv", "--origin", HOSTILE],
    ["ingest", "r2.csv", "--origin", HOSTILE],
    ["ingest", "r2.csv", "--origin", HOSTILE, "--accept-rewrite"],
    ["ingest", "c.csv", "--layout", "w.toml"],
    ["ingest", "in"],
    ["check"],
    ["check", "--json"],
    ["check", "--csv"],
    ["check", "--safe-csv"],
    ["check", "--format", "github"],
    ["check", "--select", HOSTILE],
    ["check", f"--{HOSTILE}"],
    [HOSTILE],
    ["check", "--since", HOSTILE],
    ["check", "--category", HOSTILE],
    ["show"],
    ["show", "--corrected", "--category", "tanks"],
    ["show", "--json"],
    ["show", "--csv"],
    ["show", "--revisions"],
    ["show", "--revisions", "--csv"],
    ["show", "--every", HOSTILE],
    ["plot"],
    ["plot", "--total", "cases"],
    ["explain", "2024-03-02", "tanks"],
    ["explain", HOSTILE, "tanks"],
    ["explain", "2024-03-01", HOSTILE],
    ["rule", HOSTILE],
    ["ingest", "w.toml"],
    ["check", "--show-waived"],
    ["waive", "--list"],
    ["waive", "--export"],
    ["waive", "missing-day", "2024-03-02", "--reason", HOSTILE],
    ["waive", "missing-day", "2024-03-02", "--reason", "x", "--source", HOSTILE],
    ["withdraw", HOSTILE, "--reason", HOSTILE],
    ["withdraw", NAME, "--reason", HOSTILE],
    ["report", f"{NAME}.html"],
    ["export", f"out{NAME}"],
    ["export", NAME],
    ["check", "--db", NAME],
    ["check", "--db", f"gone{NAME}"],
    ["browse", "--no-open", "--host", HOSTILE, "--port", "0"],
]
RUN = """
import sys
from tallytrack import cli
for words in eval(sys.stdin.read()):
    sys.argv = ["tally", *words]
    print("\\n#", ascii(words), flush=True)
    try:
        cli.main()
    except SystemExit as ended:
        print("\\n# ended", ended.code or 0, flush=True)
"""


@pytest.fixture(scope="module")
def shown(tmp_path_factory, environment):
    """What a terminal is sent by each of the commands: pairs of the command and its bytes."""
    folder = tmp_path_factory.mktemp("terminal")
    files = {
        NAME: TABLE,
        "b.csv": TABLE.replace("6600", "6601"),
        "c.csv": TOTAL,
        "r1.csv": REVISED,
        "r2.csv": REVISED.replace("70", "71").replace("-05", "-06"),
        f"faulty{NAME}": FAULTY,
        f"prose{NAME}": f"{HOSTILE}\n",
        "a.txt": ARTICLE,
        "l.csv": "day,total\n2024-03-01,1\n2024-03-02,2\n",
        "l.toml": LAYOUT,
        "w.toml": WAIVERS,
        "in/datapackage.json": '{"resources": [{"path": "' + MARKUP.replace("/", "") + '"}]}',
    }
    (folder / "in").mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    ours, theirs = pty.openpty()
    sent = bytearray()
    process = subprocess.Popen(
        [sys.executable, "-c", RUN],
        cwd=folder,
        env={**environment, "TERM": "xterm-256color", "COLUMNS": "200", "PYTHONUTF8": "1"},
        stdin=subprocess.PIPE,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    reader = threading.Thread(target=_read, args=(ours, sent))
    reader.start()
    process.stdin.write(ascii(COMMANDS).encode("ascii"))
    process.stdin.close()
    process.wait()
    reader.join()
    os.close(ours)
    blocks = sent.decode("utf-8").split("\r\n# [")[1:]
    return list(zip(COMMANDS, blocks, strict=True))


def _read(terminal, sent):
    while True:
        try:
            got = os.read(terminal, 65_536)
        except OSError:  # the other side is closed
            return
        if not got:
            return
        sent += got


# What a tally itself sends: colours and weights, and the lines' ends.
OWN = re.compile(r"\x1b\[[\d;]*m|\r\n|\t")


def test_nothing_that_a_document_says_reaches_the_terminal_raw(shown):
    for words, sent in shown:
        left = OWN.sub("", sent).replace("\n", "")

        assert left.isprintable(), words


def test_markup_is_shown_and_not_obeyed(shown):
    sent = {tuple(words): text for words, text in shown}

    assert not re.search(r"\x1b\]8", "".join(sent.values()))
    assert MARKUP in sent["explain", "2024-03-02", "tanks"]
    assert MARKUP in sent["ingest", "--dry-run", "a.txt"]
    assert MARKUP in sent["plot", "--total", "cases"]
    assert MARKUP in sent["waive", "--list"]
    assert MARKUP.replace("/", "") in sent["ingest", NAME]


def test_every_command_ends_as_it_should(shown):
    for words, sent in shown:
        ended = re.search(r"# ended (\d)", sent)

        assert ended, (words, sent)
        assert ended[1] in "0123"
        assert "Traceback" not in sent
