"""The counting committee of the demo. The shares of its key lie beside this file for everybody to
read, so that one can walk the opening of a sealed vote: this key is never for a real one."""

from pathlib import Path
from typing import Any

from governance.ballots import actions, sealing
from governance.ballots.keys import shares
from governance.ballots.models import CommitteeKey
from wijkstem.demo import history, load_votes
from wijkstem.demo.days import moment
from wijkstem.demo.models import DemoMail
from wijkstem.demo.people import holder_of
from wijkstem.demo.roles import DOMAIN
from wijkstem.demo.words import Words

FOLDER = Path(__file__).parent / "data" / "committee"
COMMITTEE = "stemcommissie"
MADE = -40
"""Days from today."""

SUBJECT = "De delen van de sleutel van de stemcommissie (alleen in de demo)"
TEXT = """\
Beste Anneke,

In het echt liggen de drie delen van de sleutel op papier bij drie mensen thuis, en staan ze op geen
enkele computer. In deze demo liggen ze in de map site/wijkstem/demo/data/committee.

Zo opent u de verzegelde stemmen van een gesloten stemming:

1. Meld u aan als Anneke Bos, ga naar de stemming en kies "Verzegelde stemmen openen". Bewaar het
   bestand met de verzegelde stemmen in de map van Wijkstem.

2. Geef in die map deze opdracht, op één regel:

   .venv/bin/python -m governance.ballots.keys open verzegeld-{slug}.json geopend.json
     --share site/wijkstem/demo/data/committee/share-1.txt
     --share site/wijkstem/demo/data/committee/share-3.txt

3. Zet het bestand geopend.json op de site terug. De telling begint meteen.

Gebruik deze sleutel nooit voor een echte stemming: iedereen kan de delen lezen.
"""


def demo_key() -> CommitteeKey:
    """The key, uploaded and rehearsed some weeks ago."""
    public = actions.public_key_in((FOLDER / "public-key.json").read_bytes())
    there = CommitteeKey.objects.filter(public_key=public).first()
    if there:
        return there
    with history.at(moment(MADE)):
        key = actions.add_key(label="Demo", public_key=public, by=holder_of(COMMITTEE))
        parts = [shares.read((FOLDER / f"share-{n}.txt").read_text("utf-8")) for n in (1, 2)]
        answer, _word = sealing.unseal(shares.join(parts), key.challenge)
        return actions.rehearse(key=key, answer=answer, by=holder_of(COMMITTEE))


def tell_committee(slug: str, closed: int) -> None:
    """A mail in the demo's mailbox, of the day of closing, says how a sealed vote is opened."""
    mail, new = DemoMail.objects.get_or_create(
        to=f"stemcommissie@{DOMAIN}", subject=SUBJECT, defaults={"text": TEXT.format(slug=slug)}
    )
    if new:
        DemoMail.objects.filter(pk=mail.pk).update(at=moment(closed))


def hold_vote(vote: dict[str, Any], words: Words) -> bool:
    """Holds a resolution; sealed to the committee's key where the data says so."""
    if not vote.get("sealed"):
        return load_votes.hold_vote(vote, words)
    held = load_votes.hold_vote(vote | {"sealed": demo_key().public_key}, words)
    if held and vote["closes"] < 0:
        tell_committee(vote["slug"], vote["closes"])
    return held
