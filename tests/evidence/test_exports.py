from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketamine_viz import evidence
from ketamine_viz.evidence.exports import escape_bibtex

KEYS = [r["key"] for r in evidence.rows("references", memory=True)]


def read_bibtex(text):
    """A small reader: entries whose fields stand one a line."""
    entries = {}
    for kind, key, body in re.findall(r"^@(\w+)\{([^,]+),\n(.*?)^\}$", text, re.MULTILINE | re.DOTALL):
        fields = dict(re.findall(r"^  (\w+) = \{(.*)\},$", body, re.MULTILINE))
        entries[key] = {"kind": kind, **fields}
    return entries


def plain(text):
    names = {r"\textbackslash{}": "\\", r"\textasciitilde{}": "~", r"\textasciicircum{}": "^"}
    return re.sub(
        r"\\text\w+\{\}|\\([&%$#_{}])", lambda m: names.get(m.group(0), m.group(1) or ""), text
    ).strip()


def test_every_reference_reads_back_from_bibtex():
    entries = read_bibtex(evidence.bibtex(KEYS))
    assert list(entries) == KEYS
    for key, entry in entries.items():
        r = evidence.reference(key)
        assert entry["year"] == str(r.year)
        assert entry.get("doi") == r.doi
        if r.title:
            assert plain(entry["title"][1:-1]) == r.title
        else:
            assert "title" not in entry
        if r.first_author:
            assert plain(entry["author"]).lstrip("{").startswith(r.first_author)
        assert plain(entry.get("note", "")) == r.doubt


def test_braces_balance():
    text = re.sub(r"\\[{}]", "", evidence.bibtex(KEYS))
    assert text.count("{") == text.count("}")


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C", "Z"])))
def test_escaping_reads_back(text):
    escaped = escape_bibtex(text)
    assert plain(escaped) == text
    assert not re.search(r"(?<!\\)[&%$#_]", escaped)


def test_csl_json_reads_back():
    items = json.loads(evidence.csl_json(KEYS))
    assert [i["id"] for i in items] == KEYS
    for item in items:
        r = evidence.reference(item["id"])
        assert item["issued"]["date-parts"] == [[r.year]]
        assert item.get("title") == r.title
        assert item.get("DOI") == r.doi
        assert item.get("PMID") == r.pmid
        assert item.get("note", "") == r.doubt
        author = item.get("author", [{}])[0]
        assert author.get("family", author.get("literal")) == r.first_author


def test_volume_and_pages_are_told_apart():
    (item,) = json.loads(evidence.csl_json(["zarate2006"]))
    assert (item["volume"], item["page"]) == ("63", "856-864")
    assert item["author"][0] == {"family": "Zarate", "given": "C. A.", "suffix": "Jr"}


def test_a_body_is_not_a_person():
    assert "author = {{Janssen}}" in evidence.bibtex(["spravato_label"])


def test_the_bibliography_is_sorted_and_without_repeats():
    sources = evidence.bibliography(["zanos2016", "berman2000", "zanos2016", "zanos2018"])
    assert [s.key for s in sources] == ["berman2000", "zanos2016", "zanos2018"]


@pytest.mark.parametrize("call", [evidence.bibtex, evidence.csl_json, evidence.bibliography])
def test_bad_keys_are_refused(call):
    with pytest.raises(ValueError, match="key='nobody1900' is not a reference"):
        call(["nobody1900"])
    with pytest.raises(ValueError, match=r"a single text; allowed: a list"):
        call("zanos2016")
