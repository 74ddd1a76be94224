"""Chinese text: strings in, plain values out."""
