"""Time and memory of the counting rules; docs/benchmark.md tells how to read it.

    python -m tests.bench [--quick] [pabutools] [pyrankvote] [limit] [growth]

It only reports: it fails when a program fails, never because something was slow.
"""

import argparse
import platform
import tempfile
import time
from pathlib import Path

from tests.bench.sections import FULL, PARTS, QUICK


def main() -> None:
    parser = argparse.ArgumentParser(prog="tests.bench", description="Time the counting rules.")
    parser.add_argument("--quick", action="store_true", help="small elections, to see that it runs")
    parser.add_argument("parts", nargs="*", help=f"of: {', '.join(PARTS)}; all when none is named")
    options = parser.parse_args()
    for part in options.parts:
        if part not in PARTS:
            parser.error(f"{part} is no part; the parts are {', '.join(PARTS)}")
    start = time.monotonic()
    print(f"Python {platform.python_version()}, {platform.machine()}; seconds of processor time")
    if options.quick:
        print("Quick: these elections are too small for the goals to mean anything.")
    with tempfile.TemporaryDirectory() as folder:
        for part in options.parts or PARTS:
            PARTS[part](Path(folder), QUICK if options.quick else FULL)
    print(f"\n{time.monotonic() - start:.0f} seconds in all")


if __name__ == "__main__":
    main()
