"""The 77-line network's training as a bare loop, for the benchmark."""

from numpy import array, dot, exp, random

inputs = array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [0, 1, 0], [1, 0, 0], [1, 1, 1], [0, 0, 0]])
desired = array([[0, 1, 1, 1, 1, 0, 0]]).T
random.seed(1)
hidden_weights = 2 * random.random((3, 4)) - 1
weights = 2 * random.random((4, 1)) - 1
for _ in range(60_000):
    hidden = 1 / (1 + exp(-dot(inputs, hidden_weights)))
    outputs = 1 / (1 + exp(-dot(hidden, weights)))
    blame = (desired - outputs) * outputs * (1 - outputs)
    hidden_blame = dot(blame, weights.T) * hidden * (1 - hidden)
    hidden_weights += dot(inputs.T, hidden_blame)
    weights += dot(hidden.T, blame)
