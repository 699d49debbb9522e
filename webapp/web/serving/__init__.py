"""The embedded server: on which address, within which limits, what it logs and how it stops.

Knows waitress and the system; nothing of runs or pages.
"""
