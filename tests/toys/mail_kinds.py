"""A toy kind of mail, which can wait for the daily mail and be switched off."""

from governance.notifications.mail_kinds import How, MailKind

BIRDS = MailKind(
    key="birds",
    title="Birds",
    about="Somebody saw a bird.",
    ways=(How.NOW, How.DAILY, How.NONE),
)
