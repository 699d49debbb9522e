"""One computing, many readers: runs computed once, in turn, and kept for those who come later.

Threads, locks and the bounded cache; no Flask, no sockets, and nothing of what a run is.
"""
