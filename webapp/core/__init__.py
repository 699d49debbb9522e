"""What a neuron computes: its formulae, the rules of learning, one step, training.

numpy alone. Holds no settings of a run (see `runs`) and no encoding (see `wire`).
"""
