#!/usr/bin/env python3
"""Write the gazetteers of countries, nationalities, capitals and parts of countries.

    countries.py PACKAGES              write ../en/*.tsv
    countries.py PACKAGES --check [TERRITORIES]
                                       write nothing: compare the files with the packages and
                                       with a list of territories (JSON lines, may be gzipped)

PACKAGES is a folder with the archives that these commands leave there:

    npm pack @rapideditor/country-coder@5.6.1 i18n-iso-countries@7.14.0 \\
             cldr-localenames-full@48.2.0 [world-countries@5.1.0]

world-countries is read by --check only: its licence (ODbL) asks that copies of the database
stay under it, so none of its rows may get into the files.
"""
import argparse
import gzip
import json
import math
import re
import sys
import tarfile
import unicodedata
from pathlib import Path

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "en"
DATE = "2026-11-23"

# Priors run from 0 to 1000. A class of names starts at its base and the logarithm of the population
# adds to it, so that any state outranks any territory, and a territory any city, where they share a
# name.
BASE_PRIOR = {"state": 800, "territory": 620, "unrecognised": 500, "former": 400}
COUNTRY_STEP = 30
PLACE_BASE, PLACE_STEP = 250, 60
NORP_PRIOR = 500

# Names in the packages that the product files elsewhere or that are not names in running text.
UNWANTED = {("PS", "Palestinian Territories"), ("TW", "Taiwan, Province of China")}

# Names whose article is part of them; everywhere else a leading article is never in a surface form.
WITH_ARTICLE = {"The Hague", "The Valley", "The Valley, Anguilla"}

# Rows of the territory list that are no country: unions, the world, a network.
NOT_A_COUNTRY = {"eu", "un", "zz", "ip"}

COLUMNS = ("id", "label", "name", "aliases", "country", "prior", "kind", "from", "to")

POLICY = re.compile(r"^(case=(exact|name|fold)|context|nostart|never|(from|to)=\d{4})$")


class Problem(Exception):
    """Something in the sources that a person must mend."""


# ---- reading

def read_table(path):
    """Rows of a hand-kept table as dicts, with the line number under 'line'."""
    rows = []
    header = None
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
            continue
        if len(cells) != len(header):
            raise Problem(f"{path.name}:{number}: {len(cells)} cells, header has {len(header)}")
        row = dict(zip(header, cells))
        row["line"] = f"{path.name}:{number}"
        rows.append(row)
    return rows


def split_form(text):
    """'US{case=exact}' -> ('US', 'case=exact')."""
    match = re.fullmatch(r"([^{}|\\]+?)(?:\{([^{}]*)\})?", text)
    if not match:
        raise Problem(f"bad form: {text!r}")
    policy = match[2] or ""
    for part in filter(None, policy.split(",")):
        if not POLICY.match(part):
            raise Problem(f"bad policy in {text!r}")
    return match[1], policy


def join_form(form, policy):
    return f"{form}{{{policy}}}" if policy else form


class Packages:
    """The archives in a folder; members are read straight from them."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.versions = {}

    def load(self, name, member):
        found = sorted(self.folder.glob(f"*{name}-[0-9]*.tgz"))
        if len(found) != 1:
            raise Problem(f"{self.folder}: {len(found)} archives of {name}, need one")
        with tarfile.open(found[0]) as archive:
            self.versions[name] = json.load(archive.extractfile("package/package.json"))["version"]
            return json.load(archive.extractfile("package/" + member))


def package_names(packages):
    """code -> (QID or '', names in the order of the sources)."""
    result = {}
    coder = packages.load("country-coder", "src/data/borders.json")
    for feature in coder["features"]:
        props = feature["properties"]
        if props.get("iso1A2"):
            result[props["iso1A2"]] = (props.get("wikidata", ""), [props["nameEn"]])
    english = packages.load("i18n-iso-countries", "langs/en.json")["countries"]
    for code, names in english.items():
        names = [names] if isinstance(names, str) else names
        result.setdefault(code, ("", []))[1].extend(names)
    cldr = packages.load("cldr-localenames-full", "main/en/territories.json")
    territories = cldr["main"]["en"]["localeDisplayNames"]["territories"]
    for key, name in territories.items():
        code = key.split("-alt-")[0]
        if code in result:
            result[code][1].append(name)
    return result


def usable(code, name):
    """A package's display name in the form in which it stands in a sentence, or None."""
    name = name.replace("\u2019", "'")
    name = re.sub(r"^The ", "", name)
    if (code, name) in UNWANTED or "SAR China" in name:
        return None
    if re.search(r"[(),&]| - |[A-Z]\.|\d", name) or len(name) < 3:
        return None
    return name


# ---- surface forms

def plain(text):
    """Without accents; letters that are not letter plus accent stay."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def spellings(form):
    """The form and its regular variants: St. and St for Saint, & for and, no accents."""
    result = [form]
    if re.search(r"\bSaint[ -]", form):
        result += [re.sub(r"\bSaint(?= )", "St.", form), re.sub(r"\bSaint(?=[ -])", "St", form)]
    result += [f.replace(" and ", " & ") for f in result if " and " in f]
    result += [plain(f) for f in result]
    return list(dict.fromkeys(result))


def alias_list(name, listed, more=()):
    """All surface forms of an entity but its name, as gazetteer cells."""
    policy_of = {}
    for text in listed:
        form, policy = split_form(text)
        if form in policy_of:
            raise Problem(f"{name}: {form} is listed twice")
        policy_of[form] = policy
    forms = dict(policy_of)
    if name not in forms:
        forms[name] = ""
    for form, policy in list(forms.items()):
        for variant in spellings(form):
            forms.setdefault(variant, policy)
    for form in more:
        for variant in spellings(form):
            forms.setdefault(variant, "")
    if not forms[name]:
        del forms[name]
    return [join_form(form, forms[form]) for form in sorted(forms)]


def split_cell(cell):
    return [part for part in cell.split("|") if part]


# ---- building

def prior(base, step, thousands):
    """A prior that grows with the order of magnitude of a population."""
    return str(base + round(step * math.log10(1 + int(thousands))))


def country_rows(known):
    rows = []
    for row in read_table(HERE / "country_forms.tsv"):
        code, name = row["code"], row["name"]
        qid, names = row["id"], []
        if code and row["kind"] in ("state", "territory") and code in known and not qid:
            qid, names = known[code]
        elif code and row["kind"] in ("state", "territory") and name != "Holy See":
            names = known.get(code, ("", []))[1]
        more = [n for n in (usable(code, n) for n in names) if n and n != name]
        rows.append({
            "id": qid, "label": "COUNTRY", "name": name,
            "aliases": "|".join(alias_list(name, split_cell(row["aliases"]), more)),
            "country": code,
            "prior": prior(BASE_PRIOR[row["kind"]], COUNTRY_STEP, row["population"]),
            "kind": row["kind"], "from": row["from"], "to": row["to"]})
    return rows


def nationality_rows(countries):
    prior_of = {r["country"]: r["prior"] for r in reversed(countries) if r["kind"] != "former"
                and r["name"] != "Holy See" and r["country"]}
    rows = []
    for row in read_table(HERE / "nationality_forms.tsv"):
        listed = []
        for text in split_cell(row["forms"]):
            form, policy = split_form(text)
            listed.append(join_form(form.rstrip("+"), policy))
            if form.endswith("+"):
                listed.append(join_form(form.rstrip("+") + "s", policy))
        listed = [form for form in listed if form != row["name"]]
        citizen = row["kind"] == "nationality" and row["country"]
        rows.append({
            "id": "", "label": "NORP", "name": row["name"],
            "aliases": "|".join(alias_list(row["name"], listed)),
            "country": row["country"],
            "prior": prior_of[row["country"]] if citizen else str(NORP_PRIOR),
            "kind": row["kind"]})
    return rows


def place_rows(table):
    return [{"id": row["id"], "label": "LOCATION", "name": row["name"],
             "aliases": "|".join(alias_list(row["name"], split_cell(row["aliases"]))),
             "country": row["country"], "kind": row["kind"],
             "prior": prior(PLACE_BASE, PLACE_STEP, row["prior"])}
            for row in read_table(HERE / table)]


def sort_key(row):
    return (0, int(row["id"][1:]), row["name"]) if row["id"] else (1, 0, row["name"])


def lint(file, rows):
    """Mistakes that would pass the format but not a reader's eye."""
    seen = {}
    for row in rows:
        where = f"{file}: {row['name']}"
        key = row["id"] or (row["name"], row["country"])
        if key in seen:
            raise Problem(f"{where}: same entity as {seen[key]}")
        seen[key] = row["name"]
        if not row["id"] and sum(r["name"] == row["name"] for r in rows) > 1:
            raise Problem(f"{where}: two entities without id have this name")
        if row["id"] and not re.fullmatch(r"Q[1-9]\d*", row["id"]):
            raise Problem(f"{where}: bad id {row['id']}")
        if not re.fullmatch(r"([A-Z]{2})?", row["country"]):
            raise Problem(f"{where}: bad country {row['country']}")
        policies = dict(split_form(a) for a in split_cell(row["aliases"]))
        policies.setdefault(row["name"], "")
        if all(re.search(r"context|never", p) for p in policies.values()):
            raise Problem(f"{where}: no form that can be tagged by itself")
        for form in policies:
            if re.match(r"the ", form, re.I) and form not in WITH_ARTICLE:
                raise Problem(f"{where}: {form}: drop the article")
            if form != unicodedata.normalize("NFC", form) or form != " ".join(form.split()):
                raise Problem(f"{where}: {form!r}: stray space or not NFC")


def build(packages):
    """file name -> (title, source, licence, rows)."""
    known = package_names(packages)
    countries = country_rows(known)
    version = packages.versions
    result = {
        "countries.tsv": (
            "Countries, territories, unrecognised and former states",
            f"import/country_forms.tsv (by hand); ids: @rapideditor/country-coder "
            f"{version['country-coder']}; further names: i18n-iso-countries "
            f"{version['i18n-iso-countries']}, cldr-localenames-full "
            f"{version['cldr-localenames-full']}",
            "the project's own, with ISC (country-coder), MIT (i18n-iso-countries), "
            "Unicode-3.0 (CLDR)", countries),
        "nationalities.tsv": (
            "Nationalities, peoples, religious and political groups",
            "import/nationality_forms.tsv (by hand)", "the project's own",
            nationality_rows(countries)),
        "capitals.tsv": (
            "Capitals and seats of government", "import/capital_forms.tsv (by hand)",
            "the project's own", place_rows("capital_forms.tsv")),
        "country-parts.tsv": (
            "Parts of countries, disputed areas, continents and large regions",
            "import/part_forms.tsv (by hand)", "the project's own",
            place_rows("part_forms.tsv"))}
    for file, (_, _, _, rows) in result.items():
        lint(file, rows)
    return result


def render(title, source, licence, rows):
    columns = [c for c in COLUMNS if c in rows[0]]
    lines = [f"# {title}", f"# source: {source}", f"# licence: {licence}", f"# date: {DATE}",
             "# written by import/countries.py: edit the tables there, not this file",
             "\t".join(columns)]
    lines += ["\t".join(row[c] for c in columns) for row in sorted(rows, key=sort_key)]
    return "\n".join(lines) + "\n"


# ---- checking

def form_index(rows):
    """surface form -> rows that have it, `never` left out."""
    index = {}
    for row in rows:
        policies = dict(split_form(a) for a in split_cell(row["aliases"]))
        policies.setdefault(row["name"], "")
        for form, policy in policies.items():
            if "never" not in policy:
                index.setdefault(form, []).append(row)
    return index


def check_shared(built):
    """Surface forms of more than one entity: each should be meant."""
    index = form_index([row for part in built.values() for row in part[3]])
    for form, rows in sorted(index.items()):
        if len(rows) > 1:
            rows = sorted(rows, key=lambda r: -int(r["prior"]))
            print("shared:", form, "->", ", ".join(
                f"{r['name']} {r['label']} {r['prior']}" for r in rows))


def check_territories(path, rows):
    index = form_index(rows)
    opened = gzip.open if str(path).endswith(".gz") else open
    checked = missed = 0
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            entry = json.loads(line)
            code = entry["code"]
            if code in NOT_A_COUNTRY or not (entry["is_country"] or len(code) == 2):
                continue
            checked += 1
            ids = {entry["qid"], *entry.get("other_qids", [])}
            name = entry["name"].replace("\u2019", "'")
            found = index.get(name, [])
            if not found:
                missed += 1
                print(f"territories: {code}: no entry for {name!r} ({entry['qid']})")
            elif not any(row["id"] in ids for row in found):
                missed += 1
                print(f"territories: {code}: {name!r} has {[r['id'] for r in found]}, "
                      f"there {sorted(ids)}")
    print(f"territories: {checked} checked, {missed} to look at")


def check_world(packages, built):
    """Names, capitals and demonyms that another list of countries has and ours lack."""
    index = {file: form_index(part[3]) for file, part in built.items()}
    missed = checked = 0
    for entry in packages.load("world-countries", "countries.json"):
        names = entry["name"]
        wanted = [("countries.tsv", n) for n in (names["common"], names["official"])]
        wanted += [("capitals.tsv", n) for n in entry["capital"]]
        english = entry["demonyms"].get("eng", {})
        wanted += [("nationalities.tsv", n) for n in sorted(set(english.values())) if n]
        for file, form in wanted:
            checked += 1
            hits = index[file].get(form.replace("\u2019", "'"), [])
            if not any(row["country"] == entry["cca2"] for row in hits):
                missed += 1
                print(f"world-countries: {entry['cca2']}: {form!r} not in {file}")
    print(f"world-countries: {checked} checked, {missed} to look at")


def check_written(built):
    for file, part in built.items():
        path = OUT / file
        if not path.exists() or path.read_text(encoding="utf-8") != render(*part):
            print(f"{file}: not what the tables say, run the import again")


def main():
    parser = argparse.ArgumentParser(description="Gazetteers of countries and what belongs to them")
    parser.add_argument("packages", help="folder with the packed sources")
    parser.add_argument("--check", nargs="?", const="", metavar="TERRITORIES")
    args = parser.parse_args()
    packages = Packages(args.packages)
    try:
        built = build(packages)
        if args.check is None:
            for file, part in built.items():
                (OUT / file).write_text(render(*part), encoding="utf-8", newline="\n")
                print(f"{file}: {len(part[3])} entities, {len(form_index(part[3]))} surface forms")
            return 0
        check_written(built)
        check_shared(built)
        if list(packages.folder.glob("world-countries-[0-9]*.tgz")):
            check_world(packages, built)
        if args.check:
            check_territories(args.check, [row for part in built.values() for row in part[3]])
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
