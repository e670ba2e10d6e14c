#!/usr/bin/env python3
"""Read every #include under src/ and fail on an edge that the table of ARCHITECTURE.md lacks.

    layers.py SOURCE_FOLDER"""

import pathlib
import re
import sys

# layer -> other layers and single files of our own that it may include
ALLOWED = {
    "base": {"base"},
    "text": {"text", "base"},
    "model": {"model", "base"},
    "tag": {"tag", "base", "text", "model"},
    "build": {"build", "base", "text", "model"},
    "cli": {"cli", "base", "build/compile.h", "model/dump.h", "tag/trace.h"},
}
# a foreign header -> the only files that may include it
ONLY = {
    "utf8proc.h": {"text/utf8.c", "text/fold.c"},
    "jansson.h": {"cli/reader_jsonl.c"},
    "pthread.h": {"cli/runner.c"},
    "immintrin.h": {"text/scan.c"},
    "arm_neon.h": {"text/scan.c"},
    "sys/mman.h": {"base/file.c"},
}
PLAIN = {"assert.h", "errno.h", "inttypes.h", "limits.h", "stdarg.h", "stdatomic.h", "stdbool.h",
         "stddef.h", "stdint.h", "stdio.h", "stdlib.h", "string.h", "time.h"}
SYSTEM = {"base/file.c", "cli"}  # may use the system beyond standard C


def main():
    root = pathlib.Path(sys.argv[1]) / "src"
    wrong = []
    edges = 0
    for path in sorted(root.rglob("*.[ch]")):
        name = path.relative_to(root).as_posix()
        layer = name.split("/")[0]
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            found = re.match(r'\s*#\s*include\s+(["<])([^">]+)[">]', line)
            if not found:
                continue
            edges += 1
            target = found.group(2)
            if found.group(1) == '"':
                allowed = ALLOWED.get(layer, set())
                good = target == "nertag.h" or target in allowed or target.split("/")[0] in allowed
            elif target in ONLY:
                good = name in ONLY[target]
            elif layer == "nertag.h":
                good = target in ("stddef.h", "stdint.h")
            else:
                good = target in PLAIN or name in SYSTEM or layer in SYSTEM
            if not good:
                wrong.append(f"src/{name}:{number}: may not include {target}")
    print("\n".join(wrong) if wrong else f"{edges} includes, all down the layers")
    return 1 if wrong or edges < 50 else 0


if __name__ == "__main__":
    sys.exit(main())
