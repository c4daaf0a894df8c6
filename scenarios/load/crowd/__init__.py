"""The crowd of one worker: who comes when, what for, and the staff that serves them. It knows nothing of the engine."""
