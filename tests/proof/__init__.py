"""Proofs that take too long for the suite; each has a bounded version there. `make proof` runs them all."""
