import itertools

import pytest

from ketamine_viz.psychological.options import COMPARATORS, CONDITIONS, FORMS, MEASURES, ROUTES
from ketamine_viz.psychological.view import MOST, OPEN_PLACES, is_open, step, view

FILTERS = {
    "measure": MEASURES,
    "condition": CONDITIONS,
    "form": FORMS,
    "route": ROUTES,
    "comparator": COMPARATORS,
    "open_label": (False, True),
}
ONE_CHANGED = [{name: option} for name, options in FILTERS.items() for option in options]
# A step that shares no factor with the numbers of options reaches every option of every filter.
ACROSS = [dict(zip(FILTERS, chosen, strict=True)) for chosen in itertools.product(*FILTERS.values())][::53]


@pytest.fixture(scope="module")
def every():
    return [view(**state) for state in ONE_CHANGED + ACROSS]


def test_there_is_never_more_than_a_reader_can_tell_apart(every):
    assert max(len(one.drawn) for one in every) == MOST
    assert max(sum(map(is_open, one.drawn)) for one in every) == OPEN_PLACES


def test_nothing_fits_and_nothing_is_said_or_something_fits_and_nothing_needs_saying(every):
    for one in every:
        assert bool(one.drawn) != bool(one.widen)
    assert any(one.widen for one in every)


def test_the_advice_to_widen_works(every):
    """Setting the named filter to the named option brings back the number promised."""
    names = {"condition": CONDITIONS, "form": FORMS, "route": ROUTES, "comparator": COMPARATORS}
    tried = 0
    for one in every:
        if "Set " not in one.widen:
            continue
        name = one.widen.split("Set ")[1].split(" to ")[0]
        promised = int(one.widen.split("”: ")[1].split()[0])
        chosen = {k: one.filters[k] for k in ("measure", *names)}
        wider = view(**{**chosen, name: next(iter(names[name]))})
        assert len(wider.drawn) + len(wider.rest) == promised
        tried += 1
    assert tried > 20


def test_without_the_tick_everything_drawn_has_a_control_group(every):
    for one in every:
        if one.filters["open_label"] == "False":
            for pair in (*one.drawn, *one.rest):
                assert pair.control is not None or pair.difference is not None
                assert not is_open(pair)


def test_people_are_not_drawn_twice_in_one_time_step(every):
    for one in every:
        for pair in one.drawn:
            inside = set(pair.main.shares_people_with)
            others = {p.main.ref for p in one.drawn if step(p.main) == step(pair.main) and p is not pair}
            assert not inside & others, (one.filters, pair.main.ref)


def test_time_runs_left_to_right(every):
    for one in every:
        places = [(step(pair.main), pair.main.time_h or 0.0) for pair in one.drawn]
        assert places == sorted(places)


def test_suicidal_thoughts_are_a_choice_of_their_own(every):
    for one in every:
        for pair in (*one.drawn, *one.rest):
            topics = {o.suicide_topic for o in (pair.drug, pair.control, pair.difference) if o}
            assert topics <= ({"thoughts", "risk_rating"} if one.measure == "thoughts" else {"none"})


def test_each_way_of_masking_is_on_the_first_picture():
    assert {pair.main.masking for pair in view().drawn} == {
        "masked",
        "active_placebo",
        "surgical",
        "open_label",
    }


def test_the_largest_of_its_kind_comes_first():
    first = view()
    for masking in ("masked", "active_placebo", "surgical", "open_label"):
        there = [p for p in (*first.drawn, *first.rest) if p.main.masking == masking]
        there = [p for p in there if p.main.id not in first.repeated]
        largest = max(p.people or 0 for p in there)
        assert any(p.people == largest for p in first.drawn if p.main.masking == masking)


@pytest.mark.parametrize("name", ["measure", "condition", "form", "route", "comparator"])
def test_an_unknown_option_is_named_with_what_is_allowed(name):
    with pytest.raises(ValueError, match=rf"{name}='magic' .*allowed: .+"):
        view(**{name: "magic"})
