"""Whatever `manage.py count` is asked: a whole result, or one sentence."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wijkstem.counting import count
from tests.wijkstem.test_count_bad_input import BLT, MATRIX, PB, RANKED_PB, SOI

pytestmark = pytest.mark.any_database

CONTENT = {"v.blt": BLT, "v.soi": SOI, "v.json": MATRIX, "v.pb": PB, "ranked.pb": RANKED_PB}
VALUES = st.one_of(
    st.sampled_from(
        ["1", "2", "0", "-1", "1e9", "nan", "0.5", "3,2,1", "listed", "cheaper", "lot.txt", "v.blt"]
    ),
    st.sampled_from(["stv", "irv", "meek", "schulze", "greedy", "equal-shares", "plurality"]),
    st.sampled_from(["cost", "cardinality", "none", "add1", "add1e", "utilitarian", "skip"]),
    st.text(max_size=8),
)
OPTION = st.sampled_from(
    ["--rule", "--seats", "--utility", "--completion", "--step", "--misfit", "--points", "--ties"]
)
FITTING = {
    "v.blt": ["--seats=1", "--seats=3", "--rule=meek", "--rule=schulze", "--rule=plurality"],
    "v.soi": ["--seats=1", "--seats=2", "--rule=stv", "--rule=irv", "--ties=listed"],
    "v.json": ["--seats=1", "--seats=2", "--rule=schulze", "--ties=listed"],
    "v.pb": ["--utility=cardinality", "--step=7.25", "--completion=add1e", "--ties=listed"],
    "ranked.pb": ["--points=3,2,1", "--points=1", "--utility=cardinality", "--step=100"],
}


def asked(name):
    """Options that fit the file, and sometimes one of any kind."""
    fitting = st.lists(st.sampled_from(FITTING[name]), max_size=2)
    wild = st.lists(st.builds("{}={}".format, OPTION, VALUES), max_size=1)
    return st.one_of(fitting, st.builds(list.__add__, fitting, wild))


def spoiled(text):
    """The text with some stretches left out, doubled or written over."""
    place = st.integers(0, len(text))
    word = st.sampled_from(["", "0", "-", "9" * 30, ";", '"', "\n", "é", "1=2", "{", "inf", "\x00"])
    edit = st.tuples(place, st.integers(0, 5), word)

    def apply(edits):
        result = text
        for start, length, new in edits:
            result = result[:start] + new + result[start + length :]
        return result

    return st.lists(edit, max_size=3).map(apply)


@st.composite
def questions(draw):
    name = draw(st.sampled_from(["v.blt", "v.soi", "v.json", "v.pb", "ranked.pb"]))
    content = CONTENT[name]
    return name, draw(st.one_of(st.just(content), spoiled(content))), draw(asked(name))


@given(questions())
def test_whatever_is_asked_gives_a_whole_result_or_one_sentence(question):
    name, content, arguments = question
    code, out, err = count(content, name, *arguments, "--json")
    assert code in (0, 2), err
    if code == 2:
        assert out == ""
        assert len(err.splitlines()) == 1
    else:
        assert err == ""
        result = json.loads(out)
        assert set(result["winners"]) <= set(choices(result))
        assert count(content, name, *arguments)[0] == 0


def choices(result):
    """The candidates or the funded projects of a result."""
    stage = result["stages"][0]
    if "totals" in stage:
        return stage["totals"]
    if "matrix" in stage:
        return stage["candidates"]
    return [row["project"] for row in result["stages"] if row["action"] == "fund"]
