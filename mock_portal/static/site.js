// Scripts follow.
