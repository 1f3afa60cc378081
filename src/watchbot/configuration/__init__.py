"""The readers behind `watchbot.config`: one module for each file of the configuration folder.

`positions` finds the line of any key, `tables` reads a table strictly, `values` reads one value; the rest turn
tables into the model's values. Nothing here stops at the first mistake.
"""
