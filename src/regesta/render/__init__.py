"""Pages → artifacts: one folder a format, none knows another."""
