#!/usr/bin/env python3
"""Ceilings of the house: files of 600 lines, functions of 60 lines for nineteen in twenty and 100
for all, lines of 100 columns.

    sizes.py SOURCE_FOLDER"""

import pathlib
import sys

FILE_MAX, FUNCTION_MAX, FUNCTION_USUAL, COLUMNS = 600, 100, 60, 100


def functions(lines):
    """Lines of each body that opens at the end of a line in column 0's declaration."""
    start = None
    for number, line in enumerate(lines, 1):
        if line.endswith("{") and not line.startswith((" ", "#", "struct", "enum", "static const",
                                                       "typedef", "extern", "}", "union")):
            start = number
        elif line.startswith("}") and start:
            yield start, number - start + 1
            start = None


def main():
    root = pathlib.Path(sys.argv[1])
    wrong, sizes = [], []
    for path in sorted((root / "src").rglob("*.[ch]")):
        name = path.relative_to(root).as_posix()
        lines = path.read_text(encoding="utf-8").splitlines()
        if len(lines) > FILE_MAX:
            wrong.append(f"{name}: {len(lines)} lines")
        wrong += [f"{name}:{n}: {len(line)} columns" for n, line in enumerate(lines, 1)
                  if len(line) > COLUMNS]
        if path.suffix == ".c":
            for start, size in functions(lines):
                sizes.append(size)
                if size > FUNCTION_MAX:
                    wrong.append(f"{name}:{start}: a function of {size} lines")
    usual = sum(size <= FUNCTION_USUAL for size in sizes)
    if usual < 0.95 * len(sizes):
        wrong.append(f"only {usual} of {len(sizes)} functions have {FUNCTION_USUAL} lines or fewer")
    print("\n".join(wrong) if wrong else f"{len(sizes)} functions, longest {max(sizes)} lines")
    return 1 if wrong or len(sizes) < 100 else 0


if __name__ == "__main__":
    sys.exit(main())
