"""x"""
NAME = "correction"
def recognise(capture): return False
def read(capture, given): ...
