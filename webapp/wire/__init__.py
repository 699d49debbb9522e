"""How a run is written for programs: JSON objects, a stream of events, nine lines of numpy.

Bytes and text out of `runs`; no sockets, no Flask, no pictures.
"""
