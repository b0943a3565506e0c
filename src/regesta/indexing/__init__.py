"""The index as an editor wants to know it: what changed, who is missing, and the whole for other programs."""
