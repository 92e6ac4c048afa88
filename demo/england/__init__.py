"""An imagined England: its authorities are real, everything that happens in them is made up from a seed.

`load.load_england` is the way in. Each module makes one kind of thing; `tables.tables` lists them all in loading order.
"""
