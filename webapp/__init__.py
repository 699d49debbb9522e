"""Watch one neuron learn: training in numpy, streamed to a page that animates it.

Holds the version only; every part is imported from its own module.
"""

__version__ = "0.1.0"
