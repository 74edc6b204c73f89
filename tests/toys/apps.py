"""An app of the tests: a kind of poll, a counting method, a policy of who may vote, a table about
people, a page with a capability and a kind of mail, each added without a change elsewhere."""

from django.apps import AppConfig


class ToysConfig(AppConfig):
    name = "tests.toys"
    label = "toys"

    def ready(self):
        from governance.ballots import electors, kinds
        from governance.ballots.kinds.election import methods
        from governance.notifications import mail_kinds
        from tests.toys.light.kind import LightCount
        from tests.toys.light.paper import LightPaper
        from tests.toys.mail_kinds import BIRDS
        from tests.toys.present.electors import Present
        from tests.toys.veto.method import METHOD

        kinds.register(LightCount(), LightPaper())
        methods.register(METHOD)
        electors.register_policy("present", Present)
        mail_kinds.add_kind(BIRDS)
