"""What each role may do, in plain words. A test holds the words to the addresses: every address
that a role opens stands with one of its duties, and no duty names one that the role cannot open."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from governance.members.roles import Role

Words = str | Promise


@dataclass(frozen=True)
class Duty:
    """Something a role may do. `addresses`: names of the addresses by which it is done.
    `permissions`: what its group needs for it in the back office."""

    words: Words
    addresses: frozenset[str] = frozenset()
    permissions: frozenset[str] = frozenset()


def duty(words: Words, *addresses: str, permissions: tuple[str, ...] = ()) -> Duty:
    return Duty(words, frozenset(addresses), frozenset(permissions))


WRITE_PAGES = duty(
    _("Writes news and pages, and adds pictures and documents that everybody can read."),
    permissions=("wagtailadmin.access_admin", "simple_translation.submit_translation"),
)
STRAW = duty(
    _("Asks straw polls."),
    permissions=tuple(f"straw.{verb}_question" for verb in ("add", "change", "delete", "view")),
)
DRAFTS = duty(
    _("Writes a vote as a draft, tries it out, changes it and throws it away."),
    *("ballots:new", "ballots:new_kind", "ballots:edit", "ballots:delete"),
    *("ballots:preview", "ballots:choose-key"),
)
ROLL = duty(_("Sees who may vote, and who has voted."), "ballots:roll")
RECORDS = duty(
    _("Sees how long personal details are kept, and the record of processing."),
    *("board:retention", "board:processing"),
)
APPLICATIONS = duty(
    _("Reads who wants to become a member, and admits or declines them."),
    *(f"joining:{page}" for page in ("applications", "application", "accept", "decline")),
    "joining:preview",
)
LOOK = duty(
    _("Looks at the members' register, and at who took a copy of it."),
    permissions=(
        *("wagtailadmin.access_admin", "members.view_member", "members.view_registerexport"),
    ),
)
REGISTER = duty(
    _("Keeps the members' register: members, kinds, neighbourhoods, lists in and copies out."),
    *(f"register_imports:{page}" for page in ("list", "show", "columns", "progress", "problems")),
    *("register_imports:act", "register_members:export"),
    permissions=(
        *(f"members.{verb}_member" for verb in ("add", "change", "view", "export", "import")),
        *(f"members.{verb}_memberkind" for verb in ("add", "change", "delete", "view")),
        *(f"members.{verb}_neighbourhood" for verb in ("add", "change", "delete", "view")),
        "members.view_registerexport",
    ),
)
LETTERS = duty(
    _("Writes letters with a code to members without e-mail."),
    *("joining:letters", "joining:never_seen"),
)
QUESTIONS = duty(
    _("Decides what applicants are asked."),
    permissions=tuple(f"joining.{verb}_question" for verb in ("add", "change", "delete", "view")),
)
TERMS = ("board:terms", "board:appoint", "board:end_term")

DUTIES: dict[Role, list[Duty]] = {
    Role.CHAIR: [
        duty(
            _("Opens and closes votes, extends or cancels them, with a reason."),
            *("ballots:open", "ballots:close", "ballots:extend", "ballots:cancel"),
        ),
        duty(
            _("Establishes the outcome, and holds a new vote after an objection (BW 2:13)."),
            *("ballots:find", "ballots:repeat", "ballots:count"),
        ),
        DRAFTS,
        ROLL,
        APPLICATIONS,
        LOOK,
        RECORDS,
    ],
    Role.SECRETARY: [
        DRAFTS,
        ROLL,
        duty(_("Puts a member on the roll of an open vote."), "ballots:add_to_roll"),
        REGISTER,
        APPLICATIONS,
        LETTERS,
        QUESTIONS,
        duty(
            _("Appoints people to roles and ends terms; not an administrator, not themselves."),
            *TERMS,
        ),
        duty(
            _("Erases the details of former members who ask for it."),
            *("board:former", "board:erase"),
        ),
        RECORDS,
        WRITE_PAGES,
        STRAW,
    ],
    Role.TREASURER: [APPLICATIONS, LOOK, RECORDS],
    Role.EDITOR: [WRITE_PAGES, STRAW],
    Role.COUNTING: [
        duty(_("Starts and checks counts."), "ballots:count", "ballots:full_evidence"),
        duty(
            _("Keeps the keys of sealed votes and opens their ballots after closing."),
            *("ballots:keys", "ballots:key", "ballots:rehearsal", "ballots:retire"),
            *("ballots:sealed-file", "ballots:unseal"),
        ),
        duty(
            _("Enters votes on paper, two people together."),
            *("ballots:paper-batches", "ballots:paper-batch"),
        ),
        ROLL,
    ],
    Role.ADMINISTRATOR: [
        duty(
            _("Appoints people to roles and ends terms; not themselves to power over votes."),
            *TERMS,
        ),
        REGISTER,
        RECORDS,
        duty(
            _("Sets up the site: all pages, pictures and documents, and the settings."),
            permissions=(
                *("wagtailadmin.access_admin", "simple_translation.submit_translation"),
                *(f"wagtailredirects.{verb}_redirect" for verb in ("add", "change", "delete")),
                *("content.change_brand", "members.change_registersettings"),
            ),
        ),
    ],
}
