"""Values in, renderables out. Nothing here prints, reads files or looks at the terminal."""
