"""Charts as SVG text: values in, text out. No style and no script inside; classes only.

Drawn for a phone: the view box is as wide as the column of a 320 pixel screen, so that the smallest
letters are twelve pixels there and grow with the screen. Whatever a chart says by colour it also
says by shape, size or number, and whoever shows one puts a table with the same numbers beside it.
"""
