"""Pictures that lectures share: each puts one idea of mathcore on the stage, and plays it."""
