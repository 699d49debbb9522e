"""The bare nine lines, as a person would write them: what every ratio is measured against."""

from numpy import array, dot, exp, random

training_inputs = array([[0, 0, 1], [1, 1, 1], [1, 0, 1], [0, 1, 1]])
training_outputs = array([[0, 1, 1, 0]]).T
random.seed(1)
weights = 2 * random.random((3, 1)) - 1
for _ in range(10000):
    output = 1 / (1 + exp(-(dot(training_inputs, weights))))
    weights += dot(training_inputs.T, (training_outputs - output) * output * (1 - output))
prediction = 1 / (1 + exp(-(dot(array([1, 0, 0]), weights))))
