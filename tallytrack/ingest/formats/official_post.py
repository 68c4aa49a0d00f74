"""x"""
NAME = "official-post"
def recognise(capture): return False
def read(capture, given): ...
