#!/usr/bin/env python3
"""Run every ```sh block of README.md from the top folder, and compile its C block.

    readme.py SOURCE_FOLDER BUILD_FOLDER

Blocks run in a copy-free temporary folder that shows the project's files as links, with the built
program first in PATH; `./run-example` and `./run-tests` (set-up on a fresh machine) are left to CI.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile


def main():
    source, build = (pathlib.Path(name).resolve() for name in sys.argv[1:3])
    text = (source / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.M | re.S)
    failures, ran, skipped = [], 0, 0
    with tempfile.TemporaryDirectory() as name:
        place = pathlib.Path(name)
        for entry in source.iterdir():
            if entry.name not in (".git", "build"):
                (place / entry.name).symlink_to(entry)
        (place / "build").symlink_to(build)
        environment = dict(os.environ, PATH=f"{build}:{os.environ['PATH']}")
        for block in blocks:
            lines = [line for line in block.splitlines()
                     if not re.match(r"\s*(\./run-(example|tests)|git clone|cd |sudo |apt|cmake -S|cmake -B|cmake --build|ninja)",
                                     line)]
            words = {line.split()[0] for line in lines if line.strip() and line[0] not in "# "}
            needed = [tool for tool in ("duckdb", "jq") if re.search(rf"\b{tool}\b", "\n".join(lines))
                      and not shutil.which(tool)]
            if not words or needed:
                skipped += 1
                continue
            run = subprocess.run(["bash", "-euo", "pipefail", "-c", "\n".join(lines)], cwd=place,
                                 env=environment, stdin=subprocess.DEVNULL, capture_output=True,
                                 text=True, timeout=120)
            ran += 1
            if run.returncode != 0:
                failures.append(f"exit {run.returncode}:\n{block}{run.stderr}")
    print("\n".join(failures) if failures else f"{ran} blocks ran, {skipped} left out")
    return 1 if failures or ran < 3 else 0


if __name__ == "__main__":
    sys.exit(main())
