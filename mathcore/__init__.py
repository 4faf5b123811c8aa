"""The truth under every scene: functions, methods and proofs. Knows no film, no file, no printing."""
