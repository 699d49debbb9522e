"""What stands around every answer: who may ask, which headers it carries, and what if all fails.

Each guard registers itself with the application; none knows what is asked for.
"""
