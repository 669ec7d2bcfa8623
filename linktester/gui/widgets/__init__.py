"""Widgets that know nothing of links or verdicts beyond how a mark is drawn."""
