"""The cascade's equations in antimony's own language, from the tables of states and rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ketamine_viz import evidence
from ketamine_viz.molecular.arrows import steps
from ketamine_viz.molecular.cascade.ensemble import Draws
from ketamine_viz.molecular.cascade.inputs import before_dose
from ketamine_viz.molecular.cascade.interventions import Intervention, factors
from ketamine_viz.molecular.cascade.steps import resting
from ketamine_viz.molecular.cascade.tables import Rule, State
from ketamine_viz.molecular.cascade.wiring import Network, Part
from ketamine_viz.molecular.export import levels
from ketamine_viz.molecular.export.records import ontology
from ketamine_viz.molecular.graph import graph
from ketamine_viz.molecular.identifiers import identifiers

#: Relation of an identifier → antimony's word for the qualifier.
_QUALIFIERS = {
    "is": "identity",
    "has_part": "hasPart",
    "part_of": "parthood",
    "is_version_of": "hypernym",
    "occurs_in": "container",
}


#: Below this an activity counts as none: a power of nothing has no inverse.
_LEAST = 1e-9
#: Names that antimony keeps for itself.
_TAKEN = frozenset({"gamma"})


def named(state: str) -> str:
    """Return the name of a state in the model: its id, with an underscore where antimony keeps the name for itself.

    Examples
    --------
    >>> named("mtorc1"), named("gamma")
    ('mtorc1', 'gamma_')
    """
    return f"{state}_" if state in _TAKEN else state


def constants(network: Network, drawn: Draws, draw: int = 0) -> dict[str, float]:
    """Return every constant of one draw by its name in the model.

    ``n_`` and ``Kn_`` (K to the power n) of each rule, ``up_`` and ``down_``
    [h] of each state that follows its target, ``rest_`` of each source that is
    read at rest, because the layer of a rule is off.
    """
    found: dict[str, float] = {}
    rest = resting(network, drawn)
    for rule in network.rules:
        if rule.form in ("hill", "not_hill"):
            found[f"n_{rule.id}"] = float(drawn.power[rule.id][draw])
            found[f"Kn_{rule.id}"] = float(drawn.half_power[rule.id][draw])
        if not network.moves(rule):
            found[f"rest_{rule.source}"] = float(rest[rule.source][0, draw])
    for part in network.parts:
        if part.state.kind == "state":
            found[f"up_{part.state.id}"] = float(drawn.rise_h[part.state.id][draw])
            found[f"down_{part.state.id}"] = float(drawn.fall_h[part.state.id][draw])
    return found


def starts(network: Network, values: Mapping[str, float], done: Iterable[Intervention]) -> dict[str, float]:
    """Return state → value long before the dose, where only what is inborn acts.

    Parameters
    ----------
    values
        As `constants` gives them.
    """
    inborn: dict[str, list[Intervention]] = {}
    for one in done:
        for target in one.targets if one.inborn else ():
            inborn.setdefault(target, []).append(one)
    outputs: dict[str, float] = {}
    found: dict[str, float] = {}
    for part in network.parts:
        name = part.state.id
        found[name] = _target_value(part, network, values, outputs)
        out = found[name]
        for one in inborn.get(name, ()):
            out = min((1 - one.strength) * out + one.strength * out * factors()[one.operation], 1.0)
        outputs[name] = out
    return {part.state.id: found[part.state.id] for part in network.parts if part.state.kind == "state"}


def lines(
    network: Network,
    values: Mapping[str, float],
    begin: Mapping[str, float],
    done: Sequence[Intervention],
    hours: float,
) -> Iterator[str]:
    """Write constants, targets, states, interventions and annotation.

    Parameters
    ----------
    values, begin
        As `constants` and `starts` give them.
    done, hours
        Interventions, and the length of the run that ends their windows [h].
    """
    acting: dict[str, list[Intervention]] = {}
    for one in done:
        for target in one.targets:
            acting.setdefault(target, []).append(one)
    yield from (f"{name} = {value!r};" for name, value in values.items())
    for part in network.parts:
        state = part.state
        own = named(state.id) if state.id not in acting else f"own_{state.id}"
        yield from _own(part, network, own, begin)
        if state.id in acting:
            yield f"{named(state.id)} := {_handled(own, acting[state.id], hours)};"
        yield from _about(state)
    for rule in network.rules:
        yield from _evidence(rule)


def _own(part: Part, network: Network, own: str, begin: Mapping[str, float]) -> Iterator[str]:
    """Write the equation of a state before any hand: its own."""
    state = part.state
    if state.kind == "input":
        yield f"{own} := {levels.inputs()[state.id]};"
        return
    if state.kind == "constant":
        yield f"{own} = {state.rest!r};"
        return
    target = _target(part, network)
    if state.kind == "algebraic":
        yield f"{own} := {target};"
        return
    yield f"goal_{state.id} := {target};"
    yield f"y_{state.id} = {begin[state.id]!r};"
    yield (
        f"y_{state.id}' = (goal_{state.id} - y_{state.id}) / "
        f"piecewise(up_{state.id}, goal_{state.id} > y_{state.id}, down_{state.id});"
    )
    yield f"{own} := max(y_{state.id}, 0);"


def _target(part: Part, network: Network) -> str:
    left = [
        f"(1 - {' * '.join(f'{r.weight!r} * {_read(r, network)}' for r in term)})" for term in part.drives
    ]
    whole = f"(1 - {1 - part.state.rest!r} * {' * '.join(left)})" if left else repr(part.state.rest)
    gates = [f"({1 - r.weight!r} + {r.weight!r} * {_read(r, network)})" for r in part.gates]
    brakes = [f"(1 - {r.weight!r} * {_read(r, network)})" for r in part.brakes]
    return " * ".join([whole, *gates, *brakes])


def _read(rule: Rule, network: Network) -> str:
    x = named(rule.source) if network.moves(rule) else f"rest_{rule.source}"
    if rule.form == "linear":
        return x
    if rule.form == "not_linear":
        return f"(1 - {x})"
    n, half = f"n_{rule.id}", f"Kn_{rule.id}"
    # h(x) with x once: engines that write rules out in full would double their work at each level.
    hill = f"((1 + {half}) / (1 + {half} * max({x}, {_LEAST!r})^(-{n})))"
    return hill if rule.form == "hill" else f"(1 - {hill})"


def _target_value(
    part: Part, network: Network, values: Mapping[str, float], outputs: Mapping[str, float]
) -> float:
    """Compute what `_target` writes."""
    state = part.state
    if state.kind == "input":
        return before_dose()[state.id]
    if state.kind == "constant":
        return state.rest

    def read(rule: Rule) -> float:
        x = outputs[rule.source] if network.moves(rule) else values[f"rest_{rule.source}"]
        if rule.form in ("hill", "not_hill"):
            n, half = values[f"n_{rule.id}"], values[f"Kn_{rule.id}"]
            x = (1 + half) * x**n / (half + x**n)
        return 1 - x if rule.form.startswith("not_") else x

    left = 1.0
    for term in part.drives:
        product = 1.0
        for rule in term:
            product *= rule.weight * read(rule)
        left *= 1 - product
    found = 1 - (1 - state.rest) * left if part.drives else state.rest
    for rule in part.gates:
        found *= 1 - rule.weight + rule.weight * read(rule)
    for rule in part.brakes:
        found *= 1 - rule.weight * read(rule)
    return found


def _handled(own: str, mine: Iterable[Intervention], hours: float) -> str:
    out = own
    for one in mine:
        number, share = factors()[one.operation], one.strength
        goal = f"{number!r}" if one.operation in ("raise", "lower") else f"{number!r} * {out}"
        changed = f"min({1 - share!r} * {out} + {share!r} * {goal}, 1)"
        start, end = one.window(hours)
        out = (
            changed
            if one.inborn
            else f"piecewise({changed}, (time >= {start!r}) && (time <= {end!r}), {out})"
        )
    return out


def _about(state: State) -> Iterator[str]:
    """Write the name of a state, what registers call its node, and SBO's word for its kind."""
    name = named(state.id)
    yield f'{name} is "{state.words.replace(chr(34), "")}";'
    if state.node is None:
        return
    sbo = ontology().get(("molecular_kind", graph().nodes[state.node]["kind"]))
    if sbo:
        yield f"{name}.sboTerm = {sbo};"
    for one in identifiers(state.node):
        if one.checked and one.relation in _QUALIFIERS:
            yield f'{name} {_QUALIFIERS[one.relation]} "{one.uri}";'


def _evidence(rule: Rule) -> Iterator[str]:
    """Write on a rule's steepness which arrows it stands for and how sure they are."""
    if rule.form not in ("hill", "not_hill"):
        return
    name = f"n_{rule.id}"
    told = []
    for key in rule.edges:
        step = steps()[key]
        eco = ontology()["molecular_evidence", step["evidence"]]
        told.append(
            f"{key} {step['source']} {step['sign']} {step['target']}: strength {step['strength']}; "
            f"species {' '.join(step['species'])}; evidence {step['evidence']} {eco}; "
            f"references {' '.join(step['refs'])}"
        )
    basis = "; ".join(told) or "assumed: no arrow of the map"
    yield f'{name} notes "{rule.target} reads {rule.source}; hypothesis {rule.hypothesis}; {basis}";'
    for key in rule.edges:
        for ref in steps()[key]["refs"]:
            url = evidence.reference(ref).url
            if url:
                yield f'{name} description "{url}";'
