"""Mistakes to make in a copy of a rule: (module, what stands there once, what to put there)."""

# --- mistakes in what both rules share

LISTED_ORDER = ("state", "profile.ranks(tie_order)", "profile.ranks()")
BY_NAME = (
    "state",
    "profile.ranks(tie_order)",
    "profile.ranks(sorted(p.id for p in profile.projects))",
)
FIRST_ON_A_BALLOT = (
    "state",
    "profile.ranks(tie_order)",
    "profile.ranks(dict.fromkeys([profile.projects[p].id for b in profile.entries() for p, _ in b]"
    " + [p.id for p in profile.projects]))",
)
HEADS = (
    "state",
    "profile.scores()",
    "type(profile)(profile.projects, dict.fromkeys(profile.ballots, 1)).scores()",
)
OPTIONS_IN_A_LIST = (
    "state",
    "options=tuple(sorted(full.items()))",
    "options=sorted(full.items())",
)
NOT_THE_MINIMUM = (
    "state",
    "self.scores[index] < self.minimum",
    "self.scores[index] <= self.minimum",
)
NO_MINIMUM = ("state", "self.scores[index] < self.minimum", "False")
FREE_OF_COST = ("state", "self.projects[index].cost == 0", "False")
DEARER_FIRST = (
    "state",
    "(self.projects[index].cost, rank)",
    "(-self.projects[index].cost, rank)",
)
NEVER_BY_COST = ("state", "(rank,) if self.ties is TieBreak.ORDER else", "(rank,) if True else")

ALWAYS_THE_LOT = ("state", "alone = sum(", "alone = 0 == sum(")

# --- mistakes in equal shares

ONE_MORE = (
    "equal_shares",
    "for index in eligible) <= budget:",
    "for index in eligible) <= budget + 1:",
)
FROM_THE_RAISED = (
    "equal_shares",
    "_complete(state, found, budget)",
    "_complete(state, found, int(course.final.share * base.voters))",
)
WHOLE_SHARE = (
    "equal_shares",
    "Fraction(base.budget, base.voters), _starter",
    "Fraction(base.budget // base.voters), _starter",
)
ROUNDED_PRICE = (
    "equal_shares",
    "price=Fraction(purchase.numerator, purchase.denominator)",
    "price=Fraction(purchase.numerator // purchase.denominator)",
)
FORGOTTEN_PAYER = ("plain_run", "for ballot in group.single:", "for ballot in group.single[1:]:")
TOO_POOR = (
    "plain_run",
    "if due * row.points <= row.money * rich:",
    "if due * row.points < row.money * rich:",
)
NOT_QUITE_ALL = (
    "equal_shares",
    "for index in eligible) <= budget:",
    "for index in eligible) < budget:",
)
ALL_OF_THEM = (
    "equal_shares",
    "outcomes += _everything(state, eligible)",
    "outcomes = _everything(state, range(len(state.projects)))",
)
NO_LAST_CENT = ("equal_shares", "if outcome.cost <= room:", "if outcome.cost < room:")
ROOM_STAYS = ("equal_shares", "room -= outcome.cost", "pass")
NOT_RAISED = (
    "equal_shares",
    "(Completion.ADD1, Completion.ADD1E, Completion.ADD1U)",
    "(Completion.ADD1, Completion.ADD1E)",
)
SOON_EXHAUSTED = ("equal_shares", "return all(e.costs[p] >", "return any(e.costs[p] >")
NEVER_EXHAUSTED = ("equal_shares", "return all(e.costs[p] >", "return False and all(e.costs[p] >")
THE_FIRST_STANDS = ("equal_shares", "        final = run\n", "        pass\n")
OTHER_UTILITY = ("equal_shares", "measure is Utility.COST", "measure is not Utility.COST")
FEWER_VOTES = ("electorate", "score = max(", "score = min(")
DEARER = ("electorate", "cost = min(", "cost = max(")
NEVER_IN_ORDER = ("electorate", "if self.ties is TieBreak.ORDER:", "if False:")
DECIDED_BY_VOTES = (
    "electorate",
    "return most[0], Resolution.VOTES",
    "return most[0], Resolution.CHEAPER",
)
UNREPORTED = ("run", "self.draws.append(", "(")
FLOATS_DECIDE = (
    "run",
    "rates = {project: self._exact_rate(project) for project in candidates}",
    "rates = {project: float(self._exact_rate(project)) for project in candidates}",
)
HEADS_PAY = (
    "plain_run",
    "for ballot, voters in group.heavy:",
    "for ballot, voters in ((b, 1) for b, _ in group.heavy):",
)
HALF_A_SHARE = (
    "equal_shares",
    "Fraction(base.budget, base.voters), _starter",
    "Fraction(base.budget, 2 * base.voters), _starter",
)

# --- mistakes in the arrays

NO_SLACK = (
    "array_run",
    "import ROUNDING, Purchase, Run\n",
    "import Purchase, Run\nROUNDING = 0.0\n",
)
WRONG_FLOATS = (
    "array_run",
    "self._money[ballots] = rest",
    "self._money[ballots] = rest * (1 + 1e-12)",
)
LEFT_OVER = ("array_run", "self._money[side.ballots[bill.alive & ~keep]] = 0.0", "pass")
ONE_POINT = (
    "array_run",
    "given, which = np.unique(points, return_inverse=True)",
    "given, which = np.unique(points // points, return_inverse=True)",
)
ONCE_EACH = ("array_sides", "if len(again):", "if False:")
RICHEST_FIRST = (
    "array_run",
    "key=lambda one: Fraction(one[0], one[1]))",
    "key=lambda one: -Fraction(one[0], one[1]))",
)

# --- mistakes in greedy

ONE_TOO_MUCH = (
    "greedy",
    "fits = cost <= left and not stopped",
    "fits = cost <= left + 1 and not stopped",
)
EXACTLY_IS_TOO_MUCH = (
    "greedy",
    "fits = cost <= left and not stopped",
    "fits = cost < left and not stopped",
)
ALWAYS_STOPS = ("greedy", "form is Misfit.STOP)", "True)")
NEVER_PER_EURO = ("greedy", "order_ is Order.VOTES_PER_EURO", "False")
STOP_FROM_BELOW = (
    "greedy",
    "ranked = state.by_score(listed, per_euro)",
    "ranked = state.by_score(listed, per_euro)[:: -1 if form is Misfit.STOP else 1]",
)
