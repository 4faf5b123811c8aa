"""Random formulas: what mathcore says of each, against a reading that shares no code with it."""
