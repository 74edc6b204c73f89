import sys

from governance.ballots.committee.command import main

sys.exit(main(sys.argv[1:]))
