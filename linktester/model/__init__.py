"""Frozen values that every room speaks in; nothing here reads, sends, stores or decides."""
