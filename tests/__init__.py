"""The tests mirror the tree of `src/regesta`; each layer is entered through one door."""
