"""The ties of an election in sentences: who were equal, what was at stake, what decided."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.ballots.words import listed
from governance.rules.election import Purpose, Resolution, Tie

Equal = Callable[[Tie], str]
"""A sentence about who were equal, with %(names)s and perhaps %(round)s in it."""


def same_votes(tie: Tie) -> str:
    return _("%(names)s have the same number of votes.")


def same_votes_in_round(tie: Tie) -> str:
    return _("After round %(round)s %(names)s had the same number of votes.")


def sentence(tie: Tie, names: Mapping[str, str], equal: Equal) -> str:
    """Two or three short sentences about one tie."""
    words = {"names": listed(names[key] for key in tie.tied), "round": round_of(tie)}
    said = [equal(tie) % words, chosen(tie, names)]
    if tie.resolved_by is Resolution.EARLIER_STAGE:
        said.append(
            _("After round %(round)s they still differed; that decided.") % {"round": tie.earlier}
        )
    else:
        said.append(_("The order for ties decided."))
    return " ".join(said)


def round_of(tie: Tie) -> int:
    """After which round they were equal: the one that elects, or the one before the next act."""
    return tie.stage - (tie.purpose in (Purpose.EXCLUSION, Purpose.SURPLUS))


def chosen(tie: Tie, names: Mapping[str, str]) -> str:
    """What became of the chosen: one of the tied, or several where several places were left."""
    words = {
        "names": listed(names[key] for key in tie.chosen),
        "first": names[tie.chosen[0]],
    }
    number = len(tie.chosen)
    match tie.purpose:
        case Purpose.SEAT:
            said = ngettext(
                "There was one place left for them. Elected: %(names)s.",
                "There were %(number)s places left for them. Elected: %(names)s.",
                number,
            )
            return said % {**words, "number": number}
        case Purpose.EXCLUSION:
            return ngettext("%(names)s dropped out.", "%(names)s dropped out.", number) % words
        case Purpose.SURPLUS:
            return _("The surplus of %(first)s was passed on first.") % words
        case Purpose.ORDER:
            return (
                _("Only the order in the list was at stake: %(first)s stands first of them.")
                % words
            )
