"""`python -m regesta`: the same as the command."""

from regesta.cli import main

main()
