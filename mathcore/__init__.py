"""The truth under every scene: functions, methods, proofs. Knows no film and no file."""
