"""The tests: unit/ mirrors the package, house/ holds the rules, journeys/ the whole program."""
