"""Small faults put into mathcore one at a time, to see whether its tests notice."""
