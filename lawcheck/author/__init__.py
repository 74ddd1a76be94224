"""What rule authors need beyond a check: try, explain and measure rules, draft books and papers.

Functions of rule books and papers that return plain values; printing is the command line's.
"""
