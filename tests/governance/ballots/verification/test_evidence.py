"""The evidence file: what is in it for whom, equal bytes for equal votes, and that nothing in it
can be altered."""

import hashlib
import io
import json
import zipfile

import pytest
from django.core.management import call_command

from governance.ballots.actions import evidence as evidence_actions
from governance.ballots.actions import outcome
from governance.ballots.actions.evidence import bundle, spell
from governance.ballots.models import AuditEvent, Poll
from governance.ballots.verification.standalone import verify
from governance.members.roles import Role
from governance.refusals import Refused
from tests.factories import actor
from tests.governance.ballots.verification import held
from tests.governance.ballots.verification.tampering import leaves_changed
from tests.governance.ballots.verification.unpacked import files_in

pytestmark = pytest.mark.django_db
SAME_EVERYWHERE = {
    ("resolution", "open"): "fcfd568007ead82cb88f5c8ae39beefdc214c98fb00f8284e6bdecc196629159",
    ("stv", "secret"): "747dad854a67f8cc23b65816e4e0763d24a511ca2591bb3d4ab2ed0ff631c667",
    ("budget", "confidential"): "4be264390dbf161c540c5d221722e284f3cb105867e89522566247b043455775",
}
"""SHA-256 of the full evidence without the programs in it; equal on SQLite and PostgreSQL."""


def counted(kind="resolution", mode="secret", end="contested", number=5, **options):
    with held.world(number) as chance:
        return held.hold(f"{kind}-{mode}", kind, mode, end, chance, **options)


def evidence(poll, full=True):
    return files_in(evidence_actions.export(poll=poll, full=full, by=actor("commissie")))


@pytest.mark.parametrize(("kind", "mode"), SAME_EVERYWHERE)
def test_the_same_casts_give_the_same_bytes_on_every_database(kind, mode):
    files = evidence(counted(kind, mode))
    for program in ("README.txt", "verify.py", "recount.py", "manifest.json"):
        files.pop(program, None)
    assert hashlib.sha256(bundle(files)).hexdigest() == SAME_EVERYWHERE[kind, mode]


def test_two_exports_are_equal_and_each_is_an_event():
    poll = counted()
    made = [evidence_actions.export(poll=poll, full=True, by=actor("commissie")) for _ in range(2)]
    assert made[0] == made[1]
    events = AuditEvent.objects.filter(kind="exported")
    assert [(event.by_name, event.detail) for event in events] == [
        ("commissie", {"file": hashlib.sha256(made[0]).hexdigest()})
    ] * 2
    evidence_actions.export(poll=poll, full=False, by=actor(""))
    assert events.count() == 2
    outcome.establish(poll=poll, words="Het blijft zo.", by=actor("voorzitter"))
    later = evidence(poll)
    assert verify.check(later).wrong == []
    assert [event["kind"] for event in json.loads(later["chain.json"])][-3:] == [
        "exported",
        "exported",
        "established",
    ]


@pytest.mark.parametrize(
    ("kind", "voters", "there"),
    [
        ("resolution", 49, False),
        ("resolution", 55, True),
        ("irv", 55, False),
        ("budget", 55, False),
        ("budget-points", 55, False),
        ("budget-scores", 55, False),
        ("budget-rank", 55, False),
    ],
)
def test_the_public_gets_ballots_only_where_they_betray_nobody(kind, voters, there):
    poll = counted(kind, voters=voters, full=False, end="tallied")
    public = evidence(poll, full=False)
    assert ("ballots.json" in public) is there
    assert verify.check(public).wrong == []
    whole = evidence(poll)
    assert "ballots.json" in whole
    assert verify.check(whole).wrong == []


def test_the_public_file_names_no_member():
    poll = counted("resolution", "open")
    public = b"".join(evidence(poll, full=False).values()).decode()
    whole = b"".join(evidence(poll).values()).decode()
    for words in ("Lid 1", "Vergeten.", "De telling klopt niet."):
        assert words in whole
        assert words not in public


def test_a_vote_that_is_not_counted_has_no_evidence():
    for kind, end in (("resolution", "open"), ("stv", "closed"), ("irv", "cancelled")):
        poll = counted(kind, "secret", end)
        for full in (False, True):
            with pytest.raises(Refused):
                evidence_actions.export(poll=poll, full=full, by=actor("x"))


def tampered(files):
    """The files with one thing altered: each JSON leaf, each line of the board, each file."""
    for name, content in files.items():
        if name.endswith(".json"):
            for value in changed(json.loads(content)):
                yield name, {**files, name: spell(value).encode()}
        lines = content.split(b"\n")
        for at in range(0, len(lines), 1 if name == "board.txt" else 40):
            yield name, {**files, name: b"\n".join([*lines[:at], *lines[at + 1 :]])}
            yield (
                name,
                {**files, name: b"\n".join([*lines[:at], lines[at] + b"0", *lines[at + 1 :]])},
            )
        if name != "manifest.json":
            yield name, {other: files[other] for other in files if other != name}


def changed(value):
    yield from leaves_changed(value)
    for at in range(len(value)) if isinstance(value, list) else ():
        yield [*value[:at], *value[at + 1 :]]
        yield [*value, value[at]]


def with_its_manifest(files):
    """The fingerprints written anew, as somebody would who knows how."""
    manifest = json.loads(files["manifest.json"])
    manifest["files"] = {
        name: hashlib.sha256(content).hexdigest()
        for name, content in files.items()
        if name != "manifest.json"
    }
    return {**files, "manifest.json": spell(manifest).encode()}


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize(("kind", "mode"), [("resolution", "open"), ("stv", "secret")])
def test_every_alteration_of_the_file_is_found(kind, mode, full):
    files = evidence(counted(kind, mode), full=full)
    assert verify.check(files).wrong == [], "the control"
    found, missed = 0, []
    for name, other in tampered(files):
        if verify.check(other).wrong:
            found += 1
        elif other != files:
            missed.append(name)
    assert missed == []
    assert found > 200
    assert verify.check({**files, "extra.txt": b""}).wrong != []


@pytest.mark.parametrize("full", [False, True])
def test_an_alteration_with_a_new_manifest_is_found_by_what_the_files_say(full):
    files = evidence(counted("resolution", "open"), full=full)
    assert with_its_manifest(files) == files, "the control"
    missed = set()
    for name, other in tampered(files):
        again = other if name == "manifest.json" else with_its_manifest(other)
        if again != files and not verify.check(again).wrong:
            missed.add((name, meaning(name, again) == meaning(name, files)))
    assert {name for name, same in missed if not same} <= {"README.txt", "verify.py", "recount.py"}


def meaning(name, files):
    """What a file says, however it is laid out."""
    content = files.get(name)
    return json.loads(content) if name.endswith(".json") and content else content


def test_only_a_head_kept_elsewhere_shows_a_file_made_anew():
    poll, other = counted(number=5), evidence(counted("resolution", "open", number=6))
    head = json.loads(evidence(poll)["manifest.json"])["head"]
    assert verify.check(other).wrong == []
    assert len(verify.check(other, head[:16]).wrong) == 1


def test_a_zip_with_a_name_twice_is_no_evidence(tmp_path):
    made = io.BytesIO(evidence_actions.export(poll=counted(), full=False, by=actor("")))
    with zipfile.ZipFile(made, "a") as bundled, pytest.warns(UserWarning, match="Duplicate"):
        bundled.writestr("chain.json", b"[]")
    (tmp_path / "bewijs.zip").write_bytes(made.getvalue())
    assert verify.main([str(tmp_path / "bewijs.zip")]) == 2
    assert verify.main([str(tmp_path / "nergens.zip")]) == 2


def test_the_download_is_for_readers_and_the_full_one_for_the_committee(client, as_member):
    poll = counted()
    Poll.objects.filter(pk=poll.pk).update(public=True)
    address = f"/stemmingen/{poll.slug}/bewijs/"
    response = client.get(address)
    assert (
        response.headers["Content-Disposition"] == f'attachment; filename="bewijs-{poll.slug}.zip"'
    )
    assert response.content == evidence_actions.export(poll=poll, full=False, by=actor(""))
    as_member("Telster", Role.COUNTING)
    page = client.get(poll.get_absolute_url()).content.decode()
    assert f'action="{address}volledig/"' in page
    assert evidence_actions.head_of(poll)[:16] in page
    response = client.post(f"{address}volledig/")
    assert "ballots.json" in files_in(response.content)
    assert AuditEvent.objects.get(kind="exported").by_name == "Telster"


def test_the_command_writes_the_file_or_one_sentence(tmp_path, capsys):
    poll, path = counted(), tmp_path / "bewijs.zip"
    call_command("evidence", poll.slug, output=path, full=True)
    assert verify.main([str(path)]) == 0
    for name, where in (("nergens", path), (poll.slug, tmp_path / "geen" / "map.zip")):
        with pytest.raises(SystemExit) as exit_:
            call_command("evidence", name, output=where)
        assert exit_.value.code == 2
