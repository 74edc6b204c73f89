"""Why the ballot box stores data about people."""

from django.utils.translation import gettext_lazy as _

from governance.members.privacy.declarations import Purpose, Trace

VOTES = Purpose(
    app="ballots",
    key="votes",
    title=_("Holding votes and elections"),
    people=_("Members on the roll of a vote, candidates, the counting committee"),
    data=_(
        "Name, number and votes on the roll, whether a ballot was cast, proxies, ballots (in a "
        "secret vote without a name), the results and the record of what happened."
    ),
    ground=_("Asked by law: members decide (BW 2:38; GDPR art. 6 lid 1 c)."),
    recipients=_(
        "Members see the results; chair, secretary and counting committee see the roll. Public "
        "votes: everybody sees the result."
    ),
    security=_(
        "In a secret vote nothing stored leads from a voter to a ballot. The database refuses "
        "changes, and a chain of events shows them."
    ),
    kept=_("Results and the record of a vote stay for ever (BW 2:10)."),
)
CANDIDATES = Trace(
    "candidates",
    _("Their name as a candidate in an election"),
    _("Who stood and who was elected belongs to the decision, and was published (BW 2:37)."),
)
CHAIN = Trace(
    "chain",
    _("Their name with what they did in a vote: opened it, objected, entered papers"),
    _("The record of a vote proves that it went well, and cannot be changed (BW 2:13)."),
)
