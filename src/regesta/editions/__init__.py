"""What goes into an edition, in what order, and for whom; the only rooms that know an audience."""
