"""The command `regesta`, which is also `python -m regesta`.

Nothing is imported until it runs: each process that lays out pages imports this file first, and has no use
for the command.
"""


def main() -> None:
    """Run the command and end the process with its status.

    It ends at once: to give back, object by object, what a book took is half a second for nothing.
    """
    import atexit  # noqa: PLC0415 - see above
    import os  # noqa: PLC0415, TID251 - see above; to end at once
    import sys  # noqa: PLC0415 - see above
    from contextlib import suppress  # noqa: PLC0415 - see above

    status = 0

    def end() -> None:
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError):  # nobody reads any more
                stream.flush()
        os._exit(status)

    atexit.register(end)  # the first that is registered comes last
    from regesta.cli import main as run  # noqa: PLC0415 - see above

    try:
        run()
    except SystemExit as ended:
        status = int(ended.code or 0)


if __name__ == "__main__":
    main()
