"""What a run is: lessons, the grammar of its fields, its configuration, its query, its execution.

Says what is wrong by name (`words` makes sentences of it). Knows no HTTP and no JSON.
"""
