"""The kinds of mail that the ballot box writes."""

from django.utils.translation import gettext_lazy as _

from governance.notifications.mail_kinds import How, MailKind

CONVENING, VOTE_CAST, REMINDERS, RESULTS = "convening", "vote_cast", "reminders", "results"

KINDS = (
    MailKind(
        key=CONVENING,
        title=_("Calls to vote"),
        about=_("A vote opens, gets more time or is cancelled."),
        always=_("The law wants every member to be called (Civil Code, book 2, article 41)."),
    ),
    MailKind(
        key=VOTE_CAST,
        title=_("A vote was cast in your name"),
        about=_("Word that there is a ballot of you. Never what stands on it."),
        always=_("Otherwise you would not notice it if somebody else voted in your name."),
    ),
    MailKind(
        key=REMINDERS,
        title=_("Reminders"),
        about=_("A vote closes soon and you have not voted. One mail a day at most."),
        ways=(How.NOW, How.NONE),
    ),
    MailKind(
        key=RESULTS,
        title=_("Results"),
        about=_("A vote was counted, and what came of it."),
        ways=(How.NOW, How.DAILY, How.NONE),
    ),
)
