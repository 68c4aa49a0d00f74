"""Series in, findings out: which figures contradict one another."""
