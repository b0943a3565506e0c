"""The command `regesta`, which is also `python -m regesta`.

Nothing is imported until it runs: each process that lays out pages imports this file first, and has no use
for the command.
"""


def main() -> None:
    """Run the command and end the process with its status."""
    from regesta.cli import main as run  # noqa: PLC0415 - see above

    run()


if __name__ == "__main__":
    main()
