"""The desk view: visit, results and detail side by side."""
