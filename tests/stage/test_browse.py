"""The browser: every control by value, what is spoken, what is escaped, what is refused."""

from __future__ import annotations

import pytest

from ketamine_viz import stage

ANIMALS = ("cat", "dog", "eel")
ROWS = tuple(
    {"id": f"r{n}", "name": f"Row {n} {ANIMALS[n % 3]}", "even": "even" if n % 2 == 0 else "odd", "n": n}
    for n in range(23)
)


def browse(rows=ROWS, **changes):
    settings = {
        "columns": (("Name", lambda r: r["name"]), ("Number", lambda r: r["n"])),
        "filters": (
            stage.Filter("parity", "Parity", lambda r: r["even"], options=("odd", "even")),
            stage.Filter("tags", "Tags", lambda r: ("all", "small") if r["n"] < 5 else ("all",)),
        ),
        "card": lambda r: stage.Card(r["id"], r["name"], f"<p>card of {r['id']}</p>"),
        "search_in": lambda r: f"{r['name']} Hétu",
        "page": 10,
        "note": "A <note>",
        "things": ("thing", "things"),
        **changes,
    }
    return stage.Browse("Things <here>", rows, **settings)


def table(one):
    return one._table_html.value


def names(rows):
    return [row["id"] for row in rows]


def test_it_begins_with_the_first_page_of_everything():
    one = browse()
    assert one.status == "23 things, page 1 of 3."
    assert names(one.shown) == [f"r{n}" for n in range(10)]
    assert one.card is None
    assert one.values == {"search": "", "parity": "", "tags": "", "page": 1}
    assert "kv-live" in one._dom_classes


@pytest.mark.parametrize(
    ("value", "found"),
    [({"search": "eel"}, range(2, 23, 3)), ({"search": "  EEL  row "}, range(2, 23, 3)),
     ({"search": "hetu"}, range(23)), ({"search": "hétu dog"}, range(1, 23, 3)),
     ({"parity": "odd"}, range(1, 23, 2)), ({"tags": "small"}, range(5)),
     ({"tags": "all"}, range(23)), ({"search": "eel", "parity": "even", "tags": "small"}, [2])],
)  # fmt: skip
def test_every_control_by_value(value, found):
    one = browse().set(**value)
    found = list(found)
    assert names(one.found) == [f"r{n}" for n in found]
    assert names(one.shown) == [f"r{n}" for n in found[:10]]
    start = "23 things" if len(found) == 23 else f"{len(found)} of 23 things"
    assert one.status == f"{start}, page 1 of {max(1, -(-len(found) // 10))}."
    assert table(one).count('<th scope="row">') == len(one.shown)
    assert one.status in table(one), "the caption says what the status line says"


def test_a_reader_s_own_typing_filters_too():
    one = browse()
    one._search.value = "cat"
    assert len(one.found) == 8
    one._choices["parity"].value = "odd"
    assert len(one.found) == 4


def test_reset_brings_everything_back():
    one = browse()
    first = (one.values, one.status, table(one), one.card)
    one.set(search="eel", parity="even", tags="all")
    one.open_card("r8")
    one.reset()
    assert (one.values, one.status, table(one), one.card) == first


def test_pages_turn_and_say_where_they_end():
    one = browse()
    one._before.click()
    assert one.status == "This is the first page. 23 things, page 1 of 3."
    one._after.click()
    assert one.status == "23 things, page 2 of 3."
    assert names(one.shown) == [f"r{n}" for n in range(10, 20)]
    one.set(page=3)
    assert names(one.shown) == ["r20", "r21", "r22"]
    one._after.click()
    assert one.status == "This is the last page. 23 things, page 3 of 3."
    assert not one._after.disabled, "a button that greys out takes the keyboard focus with it"
    assert not one._before.disabled
    one.set(search="row")
    assert one.values["page"] == 1, "a new search begins at its first page"


def test_nothing_found_says_what_to_widen():
    one = browse().set(search="unicorn")
    assert one.status == "None of 23 things. To find more: type fewer or shorter words; or press Reset."
    assert table(one) == ""
    assert one.card is None
    one.set(parity="odd", tags="small")
    assert "fewer or shorter words, set Parity to any and set Tags to any" in one.status
    assert one.pages == 1


def test_an_empty_list_is_no_error():
    one = browse(rows=())
    assert one.status == "None of 0 things. The list is empty."
    assert "0 things" in one._repr_mimebundle_()["text/plain"]


def test_cards_open_from_the_page_and_close_when_their_row_leaves():
    one = browse()
    assert [label for label, _ in one._open.options] == ["none", *(row["name"] for row in ROWS[:10])]
    one._open.value = 3
    assert one.card.id == "r3"
    assert "card of r3" in one._card_html.value
    assert one._card_html.layout.display == ""
    assert one.status == "Card open: Row 3 cat"
    one.set(search="row 3")
    assert one.card.id == "r3", "it stays while its row is there"
    one.set(search="dog")
    assert one.card is None
    assert one._card_html.value == ""
    assert one._card_html.layout.display == "none"


def test_a_card_opens_by_its_name_on_its_own_page():
    one = browse()
    one.open_card("r21")
    assert (one.values["page"], one.card.id) == (3, "r21")
    one._open.value = -1
    assert one.status.startswith("Card closed.")
    one.set(parity="even")
    with pytest.raises(ValueError, match=r"card 'r1' is not among the 12 of 23 things"):
        one.open_card("r1")


def test_cards_are_made_only_for_rows_a_reader_meets():
    made = []

    def card(row):
        made.append(row["id"])
        return stage.Card(row["id"], row["name"], "")

    one = browse(card=card)
    assert made == [f"r{n}" for n in range(10)]
    one.set(search="row")
    assert len(made) == 10, "and each once"


def test_what_comes_from_data_is_escaped():
    nasty = ({"id": "x", "name": "<img src=x onerror=alert(1)>", "even": "<b>", "n": 1},)
    one = browse(rows=nasty)
    bundle = one._repr_mimebundle_()
    for html in (
        table(one),
        bundle["text/html"],
        *(child.value for child in one.children if hasattr(child, "value")),
    ):
        assert "<img" not in html
        assert "<note>" not in html
        assert "<here>" not in html
    assert "&lt;img" in table(one)


def test_the_table_can_be_read_and_scrolled_by_keyboard():
    html = table(browse())
    assert html.count('<th scope="col">') == 2
    assert 'tabindex="0"' in html
    assert 'role="region"' in html
    assert "<caption>" in html


def test_what_a_notebook_keeps_is_the_first_page():
    one = browse().set(search="eel")
    bundle = one._repr_mimebundle_()
    assert bundle["text/plain"].startswith("Things <here>\n23 things; 10 on the first page.")
    assert "Parity: odd (11), even (12)." in bundle["text/plain"]
    assert "Run ▸ Run All Cells makes this searchable." in bundle["text/html"]
    assert bundle["text/html"].count('scope="row">') == 10


@pytest.mark.parametrize(
    ("call", "words"),
    [(lambda: browse(columns=()), r"columns=\(\) is not allowed; allowed: at least one"),
     (lambda: browse(page=0), "page=0 is not allowed; allowed: a whole number"),
     (lambda: browse(page=2.5), "page=2.5 is not allowed"),
     (lambda: browse(page=True), "page=True is not allowed"),
     (lambda: browse(filters=[stage.Filter(str(n), "x", str) for n in range(5)]), "at most 4"),
     (lambda: browse(filters=[stage.Filter("a", "x", str)] * 2), "each name once"),
     (lambda: browse(filters=[stage.Filter("search", "x", str)]), "none called search or page"),
     (lambda: browse().set(colour="red"), "control 'colour' does not exist; allowed: search, parity, tags, page"),
     (lambda: browse().set(search=3), "search=3 is not text"),
     (lambda: browse().set(parity="prime"), "parity='prime' is not an option; allowed: '', 'odd', 'even'"),
     (lambda: browse().set(page=4), "page=4 is not there; allowed: 1 to 3"),
     (lambda: browse().set(page="2"), "page='2' is not there"),
     (lambda: browse().open_card("zz"), "card 'zz' is not among the 23 things")],
)  # fmt: skip
def test_bad_arguments_are_named(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_a_refused_value_changes_nothing():
    one = browse().set(search="eel")
    before = (one.values, one.status, table(one))
    with pytest.raises(ValueError, match="parity"):
        one.set(search="dog", parity="prime")
    assert (one.values, one.status, table(one)) == before
