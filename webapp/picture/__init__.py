"""What is drawn before any script runs: geometry, charts, marks, colours, the first numbers.

Knows no language (texts come in from outside) and no markup (see `templates/`).
"""
