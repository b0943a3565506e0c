"""The command `regesta`, which is also `python -m regesta`.

Nothing is imported until it runs: each process that lays out pages imports this file first, and has no use
for the command.
"""

STOPPED = 130


def main() -> None:
    """Run the command and end the process with its status."""
    import sys  # noqa: PLC0415 - see above

    from regesta.cli import main as run  # noqa: PLC0415 - see above

    try:
        run()
    except SystemExit as ended:
        if (
            ended.code == STOPPED
        ):  # Python's pool may be caught while it closes, and complains at the very end
            sys.unraisablehook = lambda _: None
        raise


if __name__ == "__main__":
    main()
