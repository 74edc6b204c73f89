"""Checks of what the ballot box holds: every hash, every count, every constraint. They read only,
and find a closed list of things wrong."""

from governance.ballots.proof.findings import Finding, Wrong
from governance.ballots.proof.installation import Proof, Unknown, examine
from governance.ballots.proof.polls import Verdict, examine_poll

__all__ = ["Finding", "Proof", "Unknown", "Verdict", "Wrong", "examine", "examine_poll"]
