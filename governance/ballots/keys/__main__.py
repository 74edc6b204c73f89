import sys

from governance.ballots.keys.command import main

sys.exit(main(sys.argv[1:]))
