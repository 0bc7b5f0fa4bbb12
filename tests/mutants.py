"""`make mutants OF=fourfold/core/record`: change the code on purpose and count what tests notice.

mutmut changes one thing at a time in a copy under .cache/mutants, never in the tree, and runs the
tests that reach it. It changes what stands inside functions, not values of modules and classes,
nor what a decorator wraps: let a property that decides something ask a plain function.
Ends with 1 below `--least` per cent. What survived, with differences: .cache/mutants/survivors.txt.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COPY = ROOT / ".cache" / "mutants"
COPIED = ("fourfold", "tests", "docs", "README.md", "pyproject.toml")
MUTMUT = str(Path(sys.executable).with_name("mutmut"))
# Else pytest-django looks upwards for manage.py, and tests would import the code that is whole.
STAY_HERE = ["-o", "django_find_project=false"]
# A change after which a test never ends is noticed; a machine's own fault would not be.
NOTICED = ("killed", "timeout")


def main(arguments: Sequence[str] | None = None) -> int:
    """Copy, change, run, count; 0 when enough was noticed."""
    options = _parser().parse_args(arguments)
    tests = options.tests or [_tests_of(each) for each in options.of]
    _copy()
    _settle(options.of, tests)
    with (COPY / "run.log").open("w") as log:
        command = [MUTMUT, "run", "--max-children", str(options.at_once)]
        done = subprocess.run(command, cwd=COPY, stdout=log, stderr=subprocess.STDOUT)
    if done.returncode:
        print((COPY / "run.log").read_text()[-4000:])
        return done.returncode
    return _report(options.least)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="mutants", description=__doc__)
    parser.add_argument("of", nargs="+", help="a package or module, such as fourfold/core/record")
    parser.add_argument("--tests", nargs="*", help="where its tests are (default: the same place)")
    parser.add_argument("--least", type=float, default=90, help="per cent that must be noticed")
    parser.add_argument("--at-once", type=int, default=1, help="processes")
    return parser


def _tests_of(path: str) -> str:
    """fourfold/core/record -> tests/core/record; of a module, those of its package."""
    place = Path(path.rstrip("/"))
    folder = place.parent if place.suffix else place
    return str(Path("tests", *folder.parts[1:]))


def _copy() -> None:
    shutil.rmtree(COPY, ignore_errors=True)
    COPY.mkdir(parents=True)
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            leave = shutil.ignore_patterns("__pycache__", "vendor")
            shutil.copytree(source, COPY / name, ignore=leave)
        else:
            shutil.copy2(source, COPY / name)


def _settle(of: Sequence[str], tests: Sequence[str]) -> None:
    """Add mutmut's section to the copy of pyproject.toml."""
    globs = [each if each.endswith(".py") else f"{each.rstrip('/')}/*" for each in of]
    section = {
        "source_paths": ["fourfold"],
        "only_mutate": globs,
        "also_copy": [name for name in COPIED if name not in ("fourfold", "tests")],
        "pytest_add_cli_args": ["-q", "-x", "-m", "not slow", *STAY_HERE],
        "pytest_add_cli_args_test_selection": list(tests),
        "use_git_change_detection": False,
        "timeout_constant": 5.0,  # seconds beyond 15 times the usual
    }
    # JSON's strings, lists and booleans are TOML's too.
    lines = [f"{name} = {json.dumps(value)}" for name, value in section.items()]
    with (COPY / "pyproject.toml").open("a") as file:
        file.write("\n[tool.mutmut]\n" + "\n".join(lines) + "\n")


def _report(least: float) -> int:
    """Print a line a module and the rate; write down what survived."""
    results = _ask("results", "--all", "true").splitlines()
    fates = dict(line.strip().rsplit(": ", 1) for line in results if ": " in line)
    modules: dict[str, Counter[str]] = {}
    for name, fate in fates.items():
        modules.setdefault(name.rpartition(".")[0], Counter())[fate] += 1
    for module, counts in sorted(modules.items()):
        print(f"{_rate(counts):6.1f} %  {module}  {dict(counts)}")
    total = sum(modules.values(), Counter())
    rate = _rate(total)
    print(f"{rate:6.1f} %  of {total.total()} changes noticed; {least:g} % wanted")
    left = [name for name, fate in fates.items() if fate not in NOTICED]
    survivors = COPY / "survivors.txt"
    survivors.write_text("\n".join(_ask("show", name) for name in left))
    print(f"{len(left)} not noticed: {survivors.relative_to(ROOT)}")
    return 0 if rate >= least else 1


def _rate(counts: Counter[str]) -> float:
    return 100 * sum(counts[fate] for fate in NOTICED) / max(counts.total(), 1)


def _ask(*words: str) -> str:
    done = subprocess.run([MUTMUT, *words], cwd=COPY, capture_output=True, text=True, check=True)
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
