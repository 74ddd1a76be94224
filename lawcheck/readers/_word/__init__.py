"""WordprocessingML → paragraphs: what an office program shows, read from the XML itself.

Libraries lose what matters here: automatic numbers, accepted insertions, content controls, text boxes.
"""
