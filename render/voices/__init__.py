"""The voices: what turns a sentence into sound, with the time of every word."""
