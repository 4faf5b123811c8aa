"""How long things take, held against bars: make bench."""
