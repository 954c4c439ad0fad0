from __future__ import annotations

import pytest

from ketamine_viz import evidence, teaching
from ketamine_viz.evidence.library import library


def test_claims_of_one_notebook_and_one_verdict():
    everything = teaching.claims()
    some = teaching.claims(notebook="01_molecular_level", verdict="wrong")
    assert some
    assert all(c.notebook == "01_molecular_level" and c.verdict == "wrong" for c in some)
    assert set(some) < set(everything)


def test_recalled_verdicts_are_left_out():
    recalled = {r["id"] for r in evidence.rows("teaching/claims", memory=True) if r["verified"] == "memory"}
    assert recalled
    assert not recalled & {c.id for c in teaching.claims()}


def test_every_claim_has_a_notebook_of_the_suite():
    notebooks = library().words("notebook")
    assert {c.notebook for c in teaching.claims()} <= set(notebooks)


def test_a_judged_claim_names_its_evidence():
    for claim in teaching.claims():
        if claim.verdict not in ("value_statement", "unsupported"):
            assert claim.refs, claim.id


@pytest.mark.parametrize(
    ("argument", "value", "near"),
    [("notebook", "01_molecular", "01_molecular_level"), ("verdict", "true", "")],
)
def test_unknown_names_are_refused(argument, value, near):
    with pytest.raises(ValueError, match=f"{argument}='{value}' is not known.*{near}"):
        teaching.claims(**{argument: value})
