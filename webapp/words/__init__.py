"""What is said, in every language: the words by name, the sentences about errors, the story.

Knows nothing of where on the page they stand, nor of HTTP.
"""
