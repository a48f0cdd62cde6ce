"""Programs for those who keep the project, none of which the program needs."""
