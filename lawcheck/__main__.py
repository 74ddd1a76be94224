"""``python -m lawcheck``."""

import sys

from lawcheck.cli import main

sys.exit(main())
