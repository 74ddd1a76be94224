"""A folder of static files that check papers in the browser alone, for any web server.

The page is the desk's; Python runs in it by Pyodide, with lawcheck and the libraries that lawcheck uses.
"""
