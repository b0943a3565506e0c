"""Measurements: ratios within one run, never a threshold in the suite. `make bench` prints them."""
