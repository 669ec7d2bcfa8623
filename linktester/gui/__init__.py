"""The window: events into pixels, clicks into calls. The only room that knows Qt."""
