"""One table of commands; menus, shortcuts, the palette and the help are read from it."""
