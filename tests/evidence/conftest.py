from __future__ import annotations

import pytest

from ketamine_viz.evidence.library import Library

COLUMNS = """table,column,kind,required,unit,minimum,maximum,vocabulary,points_to,meaning
references,key,id,yes,,,,,,Key
references,year,integer,yes,year,1900,2027,,,Year
vocabularies,vocabulary,text,yes,,,,,,List
vocabularies,term,text,yes,,,,,,Word
vocabularies,meaning,text,yes,,,,,,Meaning
"""
VOCABULARIES = """vocabulary,term,meaning
route,iv_infusion,Vein
route,oral,Mouth
verified,abstract,Seen
verified,memory,Recalled
"""
REFERENCES = "key,year\na2001,2001\nb2002,2002\n"
LEVEL_COLUMNS = """table,column,kind,required,unit,minimum,maximum,vocabulary,points_to,meaning
facts,id,id,yes,,,,,,Id
facts,ref,ref,yes,,,,,,Source
facts,refs,refs,no,,,,,,Sources
facts,parameter,text,yes,,,,,,What
facts,route,terms,no,,,,route,,Routes
facts,value,number,no,,0,1000,,,Value
facts,unit,text,no,,,,,,Unit
facts,n,integer,no,people,1,,,,Number
facts,onset,text,no,min,0,60,,,Onset
facts,checked,text,no,date,,,,,Day
facts,after,ref,no,,,,,routes/facts.id,Row before
facts,doi,identifier,no,,,,,,DOI
facts,verified,term,yes,,,,verified,,How known
"""
FACTS = """id,ref,refs,parameter,route,value,unit,n,onset,checked,after,doi,verified
f1,a2001,a2001;b2002,Cmax,iv_infusion,185,ng/mL,18,2-5,2026-11-24,,10.1038/nature17998,abstract
f2,b2002,,CL,iv_infusion;oral,13.5,L/h,,5,,f1,,memory
f3,b2002,b2002,F,oral,,,7,,,f2,,abstract
"""


@pytest.fixture
def root(tmp_path):
    """A small data folder of two levels, all of whose rules are kept."""
    (tmp_path / "routes").mkdir()
    for name, text in {
        "columns": COLUMNS,
        "vocabularies": VOCABULARIES,
        "references": REFERENCES,
        "routes/columns": LEVEL_COLUMNS,
        "routes/facts": FACTS,
    }.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def small(root):
    return Library(root)


@pytest.fixture
def broken(small):
    """Return the one error of the facts table after a replacement of text."""

    def change(old, new, count=1):
        text = small.bytes("routes/facts").decode()
        assert old in text
        errors = small.check("routes/facts", text.replace(old, new, count).encode()).errors
        assert len(errors) == 1, [str(e) for e in errors]
        return errors[0]

    return change
