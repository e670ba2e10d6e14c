#!/usr/bin/env python3
# run.py - measure nertag side by side with Hyperscan, wc, grep and jq; write the table
"""Measure nertag against its yardsticks, alternating, and write RESULTS.md and raw numbers.

Only ratios of runs made in turn mean anything: machines drift. Nothing here decides a build.
"""

import argparse
import collections
import csv
import datetime
import os
import pathlib
import platform
import re
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
LOCALE = "C.UTF-8"
DICTIONARIES = ("d5k", "d150k", "d1m")
HYPERSCAN_GOALS = {"d5k": 3.0, "d150k": 2.5, "d1m": 3.5}
GREP_GOALS = {"d150k": 5.0, "d1m": 8.0}
MIB = 1 << 20
BLOCK = 1 << 22

Run = collections.namedtuple("Run", "seconds status peak_kib")


class Row:
    """One line of the result table; `raw` are the pairs' ratios, so that the spread can be seen."""

    def __init__(self, figure, what, mine, theirs, ratios, goal, at_least=True):
        self.figure = figure
        self.what = what
        self.mine = mine
        self.theirs = theirs
        self.ratios = sorted(ratios)
        self.goal = goal
        self.at_least = at_least

    def cells(self):
        middle = statistics.median(self.ratios)
        spread = f"{middle:.3g} ({self.ratios[0]:.3g} to {self.ratios[-1]:.3g})"
        if self.goal is None:
            return [self.figure, self.what, self.mine, self.theirs, spread, "", ""]
        met = middle >= self.goal if self.at_least else middle <= self.goal
        sign = "&ge;" if self.at_least else "&le;"
        return [self.figure, self.what, self.mine, self.theirs, spread, f"{sign} {self.goal:g}",
                "yes" if met else "**no**"]


def seconds_text(values):
    return f"{statistics.median(values):.4f} s"


def run_once(command, output):
    """Run a command with its stdout in a file; wall time, exit status, peak memory."""
    environment = dict(os.environ, LC_ALL=LOCALE)
    descriptor = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    program = shutil.which(command[0]) or command[0]
    begin = time.perf_counter()
    pid = os.posix_spawn(program, command, environment,
                         file_actions=[(os.POSIX_SPAWN_DUP2, descriptor, 1)])
    _, status, usage = os.wait4(pid, 0)
    seconds = time.perf_counter() - begin
    os.close(descriptor)
    return Run(seconds, os.waitstatus_to_exitcode(status), usage.ru_maxrss)


def count_in_file(path, needle):
    """How often the needle stands in the file, read in blocks that overlap by its length."""
    count = 0
    rest = b""
    with open(path, "rb") as file:
        while block := file.read(BLOCK):
            data = rest + block
            count += data.count(needle)
            rest = data[len(data) - len(needle) + 1:] if len(needle) > 1 else b""
    return count


def same_bytes(first, second):
    return subprocess.run(["cmp", "-s", str(first), str(second)], check=False).returncode == 0


class Bench:
    def __init__(self, arguments, work):
        self.nertag = str(arguments.nertag.resolve())
        self.data = arguments.data.resolve()
        self.hyperscan = str((arguments.hyperscan or self.data / "bench_hyperscan").resolve())
        self.article = arguments.article
        self.default_model = arguments.default_model
        self.runs = arguments.runs
        self.work = work
        self.names = DICTIONARIES[:2] if arguments.quick else DICTIONARIES
        self.corpus = self.data / "corpus.txt"
        self.jsonl = self.data / "corpus.jsonl"
        if arguments.quick:
            self.corpus = self.cut(self.corpus, "quick.txt", 15_000_000)
            self.jsonl = self.cut(self.jsonl, "quick.jsonl", 15_000_000)
        self.out = work / "out.jsonl"
        self.rows = []
        self.raw = []
        self.commands = {}
        self.notes = []

    # ---- ground ----

    def cut(self, source, name, size):
        with open(source, "rb") as file:
            data = file.read(size)
        path = self.work / name
        path.write_bytes(data[:data.rfind(b"\n") + 1])
        return path

    def show(self, command):
        """A command as it goes into the table: file names without this machine's folders."""
        return shlex.join(pathlib.Path(part).name if part.startswith("/") else part
                          for part in command)

    def run(self, title, command, output=os.devnull, statuses=(0,)):
        result = run_once(command, output)
        if result.status not in statuses:
            sys.exit(f"run.py: exit code {result.status}: {shlex.join(command)}")
        self.commands.setdefault(title, self.show(command))
        self.raw.append((title, f"{result.seconds:.6f}", result.peak_kib, result.status))
        return result

    def alternate(self, jobs, runs=None):
        """Run all jobs in turn, once unmeasured for the page cache; seconds of each."""
        seconds = {title: [] for title, _, _ in jobs}
        for turn in range((runs or self.runs) + 1):
            for title, command, output in jobs:
                if turn == 0:
                    run_once(command, output)
                else:
                    seconds[title].append(self.run(title, command, output).seconds)
        return seconds

    def peak_mib(self, command, output):
        """Peak memory of a command. The kernel hands a spawning process's own peak down through
        exec, so GNU time, a small program, stands between where it is installed."""
        timer = shutil.which("time")
        if not timer:
            result = run_once(command, output)
            return result.peak_kib / 1024, result
        report = self.work / "peak.txt"
        result = run_once([timer, "-f", "%M", "-o", str(report)] + command, output)
        return int(report.read_text().split()[-1]) / 1024, result

    def model(self, name):
        path = self.work / f"{name}.model"
        if not path.exists():
            self.run(f"build {name}", self.build_command(name, path))
        return path

    def build_command(self, name, path):
        return [self.nertag, "build", "-o", str(path), "--name", name,
                str(self.data / f"{name}.tsv")]

    def tag(self, name, *options, corpus=None, out=None):
        return [self.nertag, "--model", str(self.model(name)), "--lines", *(options or ("-j1",)),
                "-o", str(out or self.out), str(corpus or self.corpus)]

    def tag_jsonl(self, name, *options):
        return [self.nertag, "--model", str(self.model(name)), "--jsonl", *(options or ("-j1",)),
                "-o", str(self.out), str(self.jsonl)]

    def add(self, *cells, **more):
        row = Row(*cells, **more)
        self.rows.append(row)
        print(" | ".join(row.cells()), flush=True)

    def note(self, text):
        self.notes.append(text)
        print(text, flush=True)

    # ---- figures ----

    def hyperscan_seconds(self, name):
        """Seconds of one bare scan; the compiled names are kept beside the data for their bytes."""
        names = self.data / f"{name}.txt"
        cache = self.data / f"{name}.hsdb"
        if cache.exists() and cache.stat().st_mtime < names.stat().st_mtime:
            cache.unlink()
        command = [self.hyperscan, "--runs", "1", "--cache", str(cache), str(names),
                   str(self.corpus)]
        self.commands.setdefault(f"hyperscan {name}", self.show(command))
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        seconds = float(re.search(r"check=callback.* median_s=([0-9.]+)", done.stdout)[1])
        self.raw.append((f"hyperscan {name}", f"{seconds:.6f}", "", 0))
        return seconds

    def figure_1(self):
        for name in self.names:
            command = self.tag(name)
            null_command = self.tag(name, out=os.devnull)
            mine, null, theirs = [], [], []
            for turn in range(self.runs + 1):
                scan = self.hyperscan_seconds(name)
                file_run = self.run(f"nertag {name}", command)
                null_run = self.run(f"nertag {name} to null", null_command)
                if turn > 0:
                    theirs.append(scan)
                    mine.append(file_run.seconds)
                    null.append(null_run.seconds)
            for what, values in (("to a file", mine), ("to /dev/null", null)):
                self.add("1", f"whole process {what} against Hyperscan's bare scan, {name}",
                         seconds_text(values), seconds_text(theirs),
                         [b / a for a, b in zip(values, theirs)],
                         HYPERSCAN_GOALS[name] if values is mine else None)

    def figure_2(self):
        words = ["wc", "-w", str(self.corpus)]
        for name in self.names:
            seconds = self.alternate([(f"nertag {name}", self.tag(name), os.devnull),
                                      ("wc -w", words, os.devnull)])
            mine, theirs = seconds[f"nertag {name}"], seconds["wc -w"]
            self.add("2", f"time against `wc -w`, {name}", seconds_text(mine),
                     seconds_text(theirs), [a / b for a, b in zip(mine, theirs)],
                     0.9 if name == "d150k" else None, at_least=False)

    def figure_3(self):
        found = self.work / "grep.out"
        for name in self.names:
            grep = ["grep", "-F", "-o", "-b", "-w", "-f", str(self.data / f"{name}.txt"),
                    str(self.corpus)]
            seconds = self.alternate([(f"nertag {name}", self.tag(name), os.devnull),
                                      (f"grep {name}", grep, str(found))])
            mine, theirs = seconds[f"nertag {name}"], seconds[f"grep {name}"]
            self.add("3", f"whole process against `grep -F -o -b -w -f`, {name}",
                     seconds_text(mine), seconds_text(theirs),
                     [b / a for a, b in zip(mine, theirs)], GREP_GOALS.get(name))
            wanted = count_in_file(found, b"\n")
            got = count_in_file(self.out, b'"by":"gazetteer')
            mentions = count_in_file(self.out, b'"by":"')
            off = abs(got - wanted) / wanted * 100
            self.add("3", f"matches differ from grep's, percent, {name} "
                     f"({mentions} mentions in all)", str(got), str(wanted), [off], 0.2,
                     at_least=False)
        found.unlink(missing_ok=True)

    def start_article(self):
        if self.article:
            return str(self.article.resolve())
        with open(self.corpus, "rb") as file:
            for line in file:
                if 2900 <= len(line) <= 3200:
                    break
        path = self.work / "article.txt"
        path.write_bytes(line)
        return str(path)

    def figure_4(self):
        article = self.start_article()
        small = self.work / "small.json"
        small.write_text('{"id": "a", "text": "North Korea"}\n')
        model = ["--model", str(self.default_model.resolve())] if self.default_model else []
        jobs = [("nertag start, default model", [self.nertag, *model, article], os.devnull),
                ("jq .", ["jq", ".", str(small)], os.devnull)]
        for name in self.names:
            jobs.append((f"nertag start, {name}",
                         [self.nertag, "--model", str(self.model(name)), article], os.devnull))
        seconds = self.alternate(jobs, self.runs * 8)
        base, jq = seconds["nertag start, default model"], seconds["jq ."]
        self.add("4", "start on 3 KB, default model, against `jq .`", seconds_text(base),
                 seconds_text(jq), [a / b for a, b in zip(base, jq)], 0.65, at_least=False)
        for name in self.names:
            mine = seconds[f"nertag start, {name}"]
            self.add("4", f"start with {name} against the default model", seconds_text(mine),
                     seconds_text(base), [a / b for a, b in zip(mine, base)],
                     1.3 if name == "d1m" else None, at_least=False)

    def figure_5(self):
        for name in self.names:
            path = self.work / f"{name}.again.model"
            command = self.build_command(name, path)
            peak, _ = self.peak_mib(command, os.devnull)
            seconds = [self.run(f"build {name}", command).seconds for _ in range(self.runs)]
            last = name == self.names[-1]
            self.add("5", f"compile {name}, seconds", "", "", seconds, 5 if last else None,
                     at_least=False)
            self.add("5", f"compile {name}, peak MB", "", "", [peak * MIB / 1e6],
                     600 if last else None, at_least=False)
            self.add("5", f"compile {name}, file MB", "", "", [path.stat().st_size / 1e6],
                     80 if last else None, at_least=False)
            if not same_bytes(path, self.model(name)):
                self.note(f"figure 5: {name}: two builds gave different bytes")
            path.unlink()

    def figure_6(self):
        model_mb = {name: self.model(name).stat().st_size / 1e6 for name in self.names}
        big = self.work / "ten.txt"
        data = self.corpus.read_bytes()
        with open(big, "wb") as file:
            for _ in range(10):
                file.write(data)
        for name in self.names:
            for threads in (1, 2):
                peaks = []
                for corpus in (self.corpus, big):
                    peak, _ = self.peak_mib(self.tag(name, f"-j{threads}", corpus=corpus),
                                            os.devnull)
                    peaks.append(peak * MIB / 1e6 - model_mb[name])
                self.add("6", f"peak MB beyond the model file a thread, {name}, -j{threads}",
                         "", "", [peaks[0] / threads], 8, at_least=False)
                self.add("6", f"the same with 10 times the input, {name}, -j{threads}", "", "",
                         [peaks[1] / threads], 8, at_least=False)
        big.unlink()
        self.one_long_line(data)

    def one_long_line(self, data, size=1_000_000_000):
        path = self.work / "long.txt"
        line = data.replace(b"\n", b" ")
        with open(path, "wb") as file:
            for _ in range(size // len(line) + 1):
                file.write(line[:max(0, size - file.tell())])
            file.write(b"\n")
        for name, *options in (("lines", "--lines"), ("whole file",)):
            command = [self.nertag, "--model", str(self.model("d150k")), *options, "-j1", "-o",
                       str(self.out), str(path)]
            peak, result = self.peak_mib(command, os.devnull)
            records = count_in_file(self.out, b'{"nertag":')
            errors = count_in_file(self.out, b'"error":{')
            good = result.status in (0, 4) and records == 1
            self.note(f"figure 6: one line of 1 GB, {name}: exit code {result.status}, "
                      f"{records} record ({errors} with an error), {result.seconds:.2f} s, peak "
                      f"{peak * MIB / 1e6:.0f} MB: {'as it must be' if good else 'WRONG'}")
        path.unlink()

    def figure_7(self):
        two = self.work / "two.jsonl"
        for name in self.names:
            seconds = self.alternate([
                (f"nertag {name} -j1", self.tag(name, "-j1"), os.devnull),
                (f"nertag {name} -j2", self.tag(name, "-j2", out=two), os.devnull)])
            one, both = seconds[f"nertag {name} -j1"], seconds[f"nertag {name} -j2"]
            self.add("7", f"two threads against one, {name}", seconds_text(both),
                     seconds_text(one), [a / b for a, b in zip(one, both)], 1.85)
            self.note(f"figure 7: {name}: two threads and one give "
                      f"{'the same' if same_bytes(self.out, two) else 'DIFFERENT'} bytes")
        two.unlink()
        self.jsonl_rate()
        self.simd_paths()

    def jsonl_rate(self):
        text_bytes, json_bytes = self.corpus.stat().st_size, self.jsonl.stat().st_size
        for name in self.names:
            seconds = self.alternate([
                (f"nertag {name} -j1", self.tag(name, "-j1"), os.devnull),
                (f"nertag {name} --jsonl", self.tag_jsonl(name), os.devnull)])
            plain = [text_bytes / 1e6 / s for s in seconds[f"nertag {name} -j1"]]
            jsonl = [json_bytes / 1e6 / s for s in seconds[f"nertag {name} --jsonl"]]
            self.add("7", f"rate of JSONL against plain text, {name}",
                     f"{statistics.median(jsonl):.0f} MB/s",
                     f"{statistics.median(plain):.0f} MB/s",
                     [a / b for a, b in zip(jsonl, plain)], 0.85)

    def simd_paths(self):
        paths = [path for path in ("portable", "avx2", "avx512")
                 if run_once([self.nertag, "--simd", path, "--model", str(self.model("d150k")),
                              self.start_article()], os.devnull).status == 0]
        files = {path: self.work / f"{path}.jsonl" for path in paths}
        seconds = self.alternate([
            (f"nertag --simd {path}", self.tag("d150k", "--simd", path, "-j1", out=files[path]),
             os.devnull) for path in paths])
        if not paths:
            return self.note("figure 7: no path can be chosen with --simd")
        best = paths[-1]
        for path in paths[:-1]:
            mine, theirs = (seconds[f"nertag --simd {p}"] for p in (path, best))
            self.add("simd", f"rate of {path} against {best}, d150k", seconds_text(mine),
                     seconds_text(theirs), [b / a for a, b in zip(mine, theirs)], None)
            self.note(f"simd: {path} and {best} give "
                      f"{'the same' if same_bytes(files[path], files[best]) else 'DIFFERENT'} "
                      "bytes")
        for path in files.values():
            path.unlink()

    # ---- report ----

    def write(self, results, raw_folder):
        date = datetime.date.today().isoformat()
        raw_folder.mkdir(parents=True, exist_ok=True)
        with open(raw_folder / f"{date}.csv", "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(("what", "seconds", "peak_kib", "exit_code"))
            writer.writerows(self.raw)
        lines = ["# Measured figures", "", *machine_lines(date), ""]
        lines.append(f"Corpus: {self.corpus.stat().st_size} bytes of text, "
                     f"{self.jsonl.stat().st_size} bytes of JSONL. Medians of {self.runs} runs in "
                     "turn after one unmeasured; output to a file on the same disk unless said; "
                     f"LC_ALL={LOCALE}. Ratio: of the pairs, median (least to most).")
        lines += ["", "| figure | what | nertag | yardstick | ratio or value | goal | met |",
                  "| --- | --- | --- | --- | --- | --- | --- |"]
        lines += ["| " + " | ".join(row.cells()) + " |" for row in self.rows]
        lines += ["", "## Notes", ""] + [f"- {note}" for note in self.notes or ["none"]]
        lines += ["", "## Commands", ""]
        lines += [f"- {title}: `{command}`" for title, command in self.commands.items()]
        results.write_text("\n".join(lines) + "\n", encoding="utf-8")


def machine_lines(date):
    model = "unknown"
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.split(":", 1)[1].strip()
            break

    def first_line(*command):
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=HERE)
        except OSError:
            return "unknown"
        return (done.stdout.splitlines() or ["unknown"])[0]
    return [f"- date: {date}", f"- processor: {model}, {os.cpu_count()} cores",
            f"- kernel: {platform.release()}", f"- compiler: {first_line('cc', '--version')}",
            f"- commit: {first_line('git', 'rev-parse', '--short=12', 'HEAD')}"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--nertag", type=pathlib.Path, required=True, help="the program")
    parser.add_argument("--data", type=pathlib.Path, required=True, help="what make_data.py made")
    parser.add_argument("--hyperscan", type=pathlib.Path,
                        help="built from hyperscan.c (default: DATA/bench_hyperscan)")
    parser.add_argument("--default-model", type=pathlib.Path,
                        help="for figure 4 (default: the one the program finds itself)")
    parser.add_argument("--article", type=pathlib.Path,
                        help="for figure 4 (default: a 3 KB piece of the corpus)")
    parser.add_argument("--figure", type=int, action="append", choices=range(1, 8),
                        help="only this one; may be given again")
    parser.add_argument("--runs", type=int, default=5, help="runs of each command")
    parser.add_argument("--quick", action="store_true", help="15 MB of the corpus, no d1m")
    parser.add_argument("--work", type=pathlib.Path, help="folder for what the runs write")
    parser.add_argument("--results", type=pathlib.Path, default=HERE / "RESULTS.md")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="nertag-bench-", dir=arguments.work) as work:
        bench = Bench(arguments, pathlib.Path(work))
        for figure in arguments.figure or range(1, 8):
            getattr(bench, f"figure_{figure}")()
        bench.write(arguments.results, arguments.results.parent / "results")


if __name__ == "__main__":
    main()
