"""Flask and the server: the page, the programs' side, static files, problems, headers.

Thin: each view reads a query, asks a room below, and answers.
"""
