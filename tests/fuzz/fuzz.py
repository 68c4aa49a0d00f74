"""Fuzz every parser, guided by what of its code an input reaches: atheris, which is libFuzzer.

    python -m pip install atheris==3.0.0
    python tests/fuzz/fuzz.py            # 100,000 inputs for each target
    python tests/fuzz/fuzz.py tables 5000000

An input that raises anything but a refusal, takes more than 10 seconds or 1 GB is written to
found/TARGET/, where test_hostile_input.py tries it from then on.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
RUNS = 100_000
SEEDS = {
    "tables": ("ingest/faults/*.csv", "ingest/faults/*.json*"),
    "texts": ("ingest/cases/*.txt",),
    "documents": ("ingest/faults/*.csv", "ingest/faults/*.json*", "ingest/cases/*.txt"),
    "pages": ("ingest/cases/saved_page.txt", "ingest/cases/official_uk_html*.txt"),
}
WRITTEN = {
    "layouts": [
        (
            b'decimals = 2\nthousands = ","\nday_format = "%d.%m.%Y"\nwhere = { region = "all" }\n'
            b'[columns]\nday = "Date"\n[totals]\nCash = "cash"\n[[category]]\nkey = "cash"\n'
            b"===\nDate,Cash,region\n01.02.2024,12.5,all\n"
        ),
        b'across = "%m/%d/%y"\ncategory = "tanks"\n[columns]\n===\nx,1/22/20\n1,2\n',
    ],
    "declared": [b'[[category]]\nkey = "a"\n[[source]]\nkey = "b"\n[[publisher]]\nkey = "c"\n'],
    "waivers": [
        (
            b'[[waiver]]\nrule = "a"\nsource = "b"\nday = 2024-03-01\nreason = "c"\n'
            b"[waiver.adjustments]\ntanks = +3\nships = -1\n"
        )
    ],
    "packages": [
        b'{"resources": [{"path": "a.csv", "capture": {"origin": "a", "format": "x", "given": "",'
        b'"sha256": "' + b"0" * 64 + b'"}}]}'
    ],
    "words": [b"2024-03-01", b"1 Oct 2022", b"01/02/2022", b"day=a,total=b", b"-12", b"cash"],
}


def main():
    """Fuzz the targets named, or each of them in a process of its own."""
    if sys.argv[1:2] == ["--one"]:
        _fuzz(*sys.argv[2:])
        return
    from targets import TARGETS  # noqa: PLC0415  # where one is fuzzed, atheris imports it

    names = [word for word in sys.argv[1:] if word in TARGETS] or list(TARGETS)
    runs = next((word for word in sys.argv[1:] if word.isdigit()), str(RUNS))
    failed = [name for name in names if _each(name, runs)]
    print(f"{len(names)} targets, {runs} inputs each; failed: {', '.join(failed) or 'none'}")  # noqa: T201
    sys.exit(bool(failed))


def _each(name, runs):
    """Fuzz one target in its own process; its exit code."""
    found = HERE / "found" / name
    found.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as corpus:
        seeds = [path for glob in SEEDS.get(name, ()) for path in HERE.parent.glob(glob)]
        inputs = [path.read_bytes() for path in seeds] + WRITTEN.get(name, [])
        for number, data in enumerate(inputs):
            head = b"\x00\x00" if name == "documents" else b""
            (Path(corpus) / str(number)).write_bytes(head + data[:20_000])
        options = [f"-runs={runs}", "-timeout=10", "-rss_limit_mb=1024", "-max_len=4096", "-seed=1"]
        command = [sys.executable, __file__, "--one", name, *options, f"-artifact_prefix={found}/"]
        code = subprocess.run([*command, corpus], check=False).returncode
    if not any(found.iterdir()):
        found.rmdir()
    return code


def _fuzz(name, *options):
    import atheris  # noqa: PLC0415  # not of the project's own requirements

    with atheris.instrument_imports(include=["tallytrack", "tomllib"]):
        from targets import TARGETS  # noqa: PLC0415  # as they are instrumented
    atheris.Setup([__file__, *options], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
