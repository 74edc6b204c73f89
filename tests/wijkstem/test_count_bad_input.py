"""What `manage.py count` cannot count: exit code 2, one sentence, and nothing on the output."""

import pytest
from django.core.management import call_command

from tests.wijkstem.counting import run

pytestmark = pytest.mark.any_database

BLT = '3 2\n4 1 2 0\n3 2 1 0\n2 3 0\n0\n"Anna"\n"Bert"\n"Cees"\n"Board"\n'
SOI = (
    "# DATA TYPE: soi\n# NUMBER ALTERNATIVES: 2\n# NUMBER VOTERS: 5\n# NUMBER UNIQUE ORDERS: 2\n"
    "# ALTERNATIVE NAME 1: Anna\n# ALTERNATIVE NAME 2: Bert\n3: 1,2\n2: 2\n"
)
MATRIX = '{"options": ["Anna", "Bert"], "matrix": [[0, 6], [4, 0]]}'
PB = (
    "META\nkey;value\nbudget;1000\nvote_type;approval\nPROJECTS\nproject_id;cost\n"
    "a;400\nb;500\nc;600\nVOTES\nvoter_id;vote\n1;a,b\n2;a\n3;c\n4;\n"
)
RANKED_PB = PB.replace("approval", "ordinal")
CONTENT = {
    "v.blt": BLT,
    "v.soi": SOI,
    "v.json": MATRIX,
    "v.pb": PB,
    "ranked.pb": RANKED_PB,
    "lot.txt": "Cees\nBert\nAnna\n",
    "half.txt": "Cees\n\nBert\n",
    "twice.txt": "Cees\nBert\nCees\nAnna\n",
    "unknown.txt": "Cees\nBert\nDirk\nAnna\n",
    "latin.txt": b"Cees\nB\xe9rt\nAnna\n",
    "empty.txt": "",
    "ids.txt": "a\nb\n",
}


def assert_refused(answer, part):
    code, out, err = answer
    assert (code, out) == (2, ""), err
    assert err.endswith(".\n")
    assert len(err.splitlines()) == 1
    assert part in err


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with all files, as the place where the command is called."""
    monkeypatch.chdir(tmp_path)
    for name, content in CONTENT.items():
        data = content if isinstance(content, bytes) else content.encode()
        (tmp_path / name).write_bytes(data)
    (tmp_path / "folder.blt").mkdir()
    return tmp_path


def test_untouched_files_are_counted(folder):
    """The control of every test below: only what they change is wrong."""
    for name in ("v.blt", "v.soi", "v.json", "v.pb"):
        assert run(name)[0] == 0
    assert run("ranked.pb", "--points", "2,1")[0] == 0
    assert run("v.blt", "--ties", "lot.txt")[0] == 0


OPTIONS = [
    ("v.blt --rule borda", "--rule must be plurality, approval, irv, stv, meek, schulze"),
    ("v.blt --rule STV", "not 'STV'"),
    ("v.blt --rule greedy", "The rule greedy cannot count ranked ballots"),
    ("v.blt --rule equal-shares", "The rule equal-shares cannot count ranked ballots"),
    ("v.pb --rule stv", "The rule stv cannot count a budget: take greedy or equal-shares"),
    ("v.json --rule irv", "The rule irv cannot count a pairwise matrix: take schulze"),
    ("v.json --rule greedy", "cannot count a pairwise matrix"),
    ("v.blt --seats 0", "--seats must be a whole number, at least 1, not '0'"),
    ("v.blt --seats -2", "not '-2'"),
    ("v.blt --seats 1.5", "not '1.5'"),
    ("v.blt --seats 1e3", "not '1e3'"),
    ("v.blt --seats nan", "not 'nan'"),
    ("v.blt --seats 1_0", "not '1_0'"),
    ("v.blt --seats ٣", "--seats must be a whole number"),
    ("v.blt --seats=", "--seats must be a whole number"),
    ("v.blt --seats 4", "v.blt: There are 4 seats and only 3 candidates"),
    (f"v.blt --seats 1{'0' * 30}", "candidates"),
    (f"v.blt --seats 1{'0' * 5000}", "--seats must be a whole number"),
    ("v.json --seats 3", "There are 3 seats and only 2 candidates"),
    ("v.soi --seats 3", "There are 3 seats and only 2 candidates"),
    ("v.blt --rule irv", "The file asks for 2 seats and the rule irv fills one: take --seats 1"),
    ("v.blt --rule irv --seats 2", "The rule irv fills one seat, not 2"),
    ("v.pb --seats 1", "--seats is an option of plurality"),
    ("v.blt --utility cost", "--utility is an option of greedy and equal-shares, not of stv"),
    ("v.blt --completion none", "--completion is an option of equal-shares, not of stv"),
    ("v.blt --step 1", "--step is an option of equal-shares"),
    ("v.blt --misfit stop", "--misfit is an option of greedy"),
    ("v.blt --points 3,2,1", "--points is an option of greedy and equal-shares"),
    ("v.pb --misfit stop", "--misfit is an option of greedy, not of equal-shares"),
    ("v.pb --rule greedy --completion none", "--completion is an option of equal-shares"),
    ("v.pb --rule greedy --step 1", "--step is an option of equal-shares"),
    ("v.pb --utility votes", "--utility must be cost or cardinality, not 'votes'"),
    ("v.pb --completion add2", "--completion must be none, add1, add1e, utilitarian or add1u"),
    ("v.pb --rule greedy --misfit jump", "--misfit must be skip or stop, not 'jump'"),
    ("v.pb --completion none --step 1", "--step goes with the completions add1, add1e and add1u"),
    ("v.pb --completion utilitarian --step 1", "--step goes with the completions"),
    ("v.pb --step 0", "--step must be more than 0"),
    ("v.pb --step 0.00", "--step must be more than 0"),
    ("v.pb --step -1", "--step must be an amount like 1 or 0.50, not '-1'"),
    ("v.pb --step 1e400", "not '1e400'"),
    ("v.pb --step NaN", "not 'NaN'"),
    ("v.pb --step inf", "not 'inf'"),
    ("v.pb --step 1,50", "not '1,50'"),
    ("v.pb --step=", "--step must be an amount"),
    (f"v.pb --step 1{'0' * 5000}", "--step must be an amount"),
    ("v.pb --step 0.001", "--step 0.001 is too fine: the money of this file is counted in 2"),
    ("v.pb --points 3,2,1", "v.pb"),
    ("ranked.pb", "ranked.pb, line 4: Ranked ballots need points per rank"),
    ("ranked.pb --points 3,x", "--points must be whole numbers like 3,2,1, not '3,x'"),
    ("ranked.pb --points 3,-1", "--points must be whole numbers"),
    ("ranked.pb --points=", "--points must be whole numbers"),
    ("ranked.pb --points 0,0", "ranked.pb"),
    ("ranked.pb --points 1,2", "ranked.pb"),
    ("v.blt --ties cheaper", "--ties cheaper is for budgets"),
    ("v.blt --ties=", "--ties must be cheaper, listed or the name of a file"),
    ("v.blt --ties nowhere.txt", "nowhere.txt: The tie order cannot be opened"),
    ("v.blt --ties folder.blt", "folder.blt: The tie order cannot be opened"),
    ("v.blt --ties half.txt", "half.txt, line 3: The file ends without the candidate 'Anna'"),
    ("v.blt --ties empty.txt", "empty.txt, line 1: The file ends without the candidate 'Anna'"),
    ("v.blt --ties twice.txt", "twice.txt, line 3: The candidate 'Cees' is also on line 1"),
    ("v.blt --ties unknown.txt", "unknown.txt, line 3: There is no candidate 'Dirk'"),
    ("v.blt --ties latin.txt", "latin.txt, line 2: The text is not UTF-8"),
    ("v.pb --ties ids.txt", "ids.txt, line 2: The file ends without the project 'c'"),
    ("v.pb --ties lot.txt", "lot.txt, line 1: There is no project 'Cees'"),
    ("v.json --ties lot.txt", "lot.txt, line 1: There is no candidate 'Cees'"),
    ("v.blt --json=yes", "--json"),
    ("v.blt --nonsense", "--nonsense"),
    ("v.blt --seat 2", "--seat 2"),
    ("v.blt --seats", "--seats"),
    ("v.blt v.soi", "v.soi"),
    ("nowhere.blt", "nowhere.blt: The file cannot be opened: No such file"),
    ("nowhere.pb", "nowhere.pb: The file cannot be opened: No such file"),
    ("nowhere.soi", "nowhere.soi: The file cannot be opened: No such file"),
    ("nowhere.json", "nowhere.json: The file cannot be opened: No such file"),
    ("folder.blt", "folder.blt: The file cannot be opened: Is a directory"),
    ("lot.txt", "lot.txt: The name of the file must end in one of .pb, .blt"),
    ("v", "v: The name of the file must end in one of"),
    (".blt", ".blt: The name of the file must end in one of"),
]


@pytest.mark.parametrize(("line", "part"), OPTIONS, ids=[line[:50] for line, _ in OPTIONS])
@pytest.mark.parametrize("form", [(), ("--json",)], ids=["tables", "json"])
def test_option_that_does_not_fit_gets_one_sentence(folder, line, part, form):
    assert_refused(run(*line.split(), *form), part)


def test_options_from_python_are_checked_alike(folder):
    with pytest.raises(SystemExit) as stop:
        call_command("count", "v.blt", seats=0)
    assert stop.value.code == 2
    call_command("count", "v.blt", seats=1)


def test_no_file_gets_one_sentence(folder):
    assert_refused(run(), "FILE")


FILES = [
    ("v.blt", b"", "v.blt"),
    ("v.blt", b"\xff\xfe\x00\x01", "v.blt, line 1"),
    ("v.blt", BLT[:30], "v.blt, line"),
    ("v.blt", BLT.replace("3 2\n", "3 9\n", 1), "v.blt, line 1"),
    ("v.blt", BLT.replace("2 3 0", "2 7 0"), "v.blt, line 4"),
    ("v.blt", BLT.replace("2 3 0", "2 3 3 0"), "v.blt, line 4"),
    ("v.blt", BLT.replace("2 3 0", "1e30 3 0"), "v.blt, line 4"),
    ("v.blt", BLT.replace("3 2\n", "3 2\n-1 -2\n", 1), "There are 2 seats and only 1 candidate."),
    ("v.blt", BLT.replace("3 2\n", "3 2\n-1 -2 -3\n", 1), "v.blt"),
    ("v.blt", '2 1\n5 0\n0\n"Anna"\n"Bert"\n', "v.blt: No ballot ranks a candidate who stands"),
    ("v.blt", '2 1\n-1\n5 1 0\n0\n"Anna"\n"Bert"\n', "so nobody can be elected."),
    ("v.blt", BLT.replace('"Bert"', '"Anna"'), "v.blt, line 7"),
    ("v.soi", "", "v.soi"),
    ("v.soi", SOI.replace("2: 2", "2: 9"), "v.soi, line 8"),
    ("v.soi", SOI.replace("VOTERS: 5", "VOTERS: 6"), "v.soi, line 3"),
    ("v.json", "", "v.json"),
    ("v.json", "[" * 100_000, "v.json"),
    ("v.json", MATRIX.replace("6", "NaN"), "v.json"),
    ("v.json", MATRIX.replace("6", "-6"), "v.json"),
    ("v.json", MATRIX.replace("6", "6.5"), "v.json"),
    ("v.json", MATRIX.replace("[4, 0]", "[4]"), "v.json"),
    ("v.json", MATRIX.replace("6", "9" * 5000), "v.json"),
    ("v.pb", "", "v.pb, line 1: The file is empty"),
    ("v.pb", PB[: PB.index("VOTES")], "The file ends without a VOTES section"),
    ("v.pb", PB.replace("3;c", "3;zz"), "v.pb, line 14: The vote names the unknown project 'zz'"),
    ("v.pb", PB.replace("a;400", "a;-400"), "v.pb, line 7"),
    ("v.pb", PB.replace("a;400", "a;1e400"), "v.pb, line 7"),
    ("v.pb", PB.replace("a;400", "a;NaN"), "v.pb, line 7"),
    ("v.pb", PB.replace("budget;1000\n", ""), "v.pb"),
    ("v.pb", PB.replace("approval", "magic"), "v.pb, line 4"),
    ("v.pb", PB.replace("1000", "9" * 30).replace("600", "9" * 30), "take a larger --step"),
    ("v.pb", b"\x00\x01\x02" * 1000, "v.pb"),
]


@pytest.mark.parametrize(("name", "content", "part"), FILES)
def test_file_that_is_wrong_gets_one_sentence(folder, name, content, part):
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    assert_refused(run(name), part)


def test_approvals_that_rank_get_one_sentence(folder):
    assert_refused(run("v.blt", "--rule", "approval"), "v.blt: The ballot")


def test_name_with_a_line_end_still_gets_one_line(folder):
    assert_refused(run("no\nwhere\x1b[31m.blt"), "no\\nwhere\\x1b[31m.blt: ")


def test_fault_of_the_program_is_one_sentence_too(folder, monkeypatch):
    def broken(*_, **__):
        raise KeyError("x")

    monkeypatch.setattr("governance.rules.stv.count", broken)
    code, out, err = run("v.blt")
    assert (code, out) == (1, "")
    assert len(err.splitlines()) == 1
    assert err.startswith("v.blt: The count failed by a fault of the program, KeyError('x'); ")
    with pytest.raises(KeyError):
        run("v.blt", "--traceback")


@pytest.mark.parametrize(
    ("trouble", "code", "part"),
    [(MemoryError(), 2, "The memory of this machine"), (KeyboardInterrupt(), 130, "interrupted")],
)
def test_end_of_memory_or_patience_is_one_sentence(folder, monkeypatch, trouble, code, part):
    def stop(*_, **__):
        raise trouble

    monkeypatch.setattr("governance.rules.stv.count", stop)
    found, out, err = run("v.blt")
    assert (found, out, len(err.splitlines())) == (code, "", 1)
    assert part in err
