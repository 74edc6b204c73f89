"""An app of the tests: a kind of poll, a counting method, a policy of who may vote and a table
about people, each added without a change elsewhere."""

from django.apps import AppConfig


class ToysConfig(AppConfig):
    name = "tests.toys"
    label = "toys"

    def ready(self):
        from governance.ballots import electors, kinds
        from governance.ballots.kinds.election import methods
        from tests.toys.light.kind import LightCount
        from tests.toys.light.paper import LightPaper
        from tests.toys.present.electors import Present
        from tests.toys.veto.method import METHOD

        kinds.register(LightCount(), LightPaper())
        methods.register(METHOD)
        electors.register_policy("present", Present)
