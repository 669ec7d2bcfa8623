"""Who opens a link on each system, by the files of sites and apps and the circumstances.

everywhere.resolved(asked)                   all systems, with the switches of each
wishes.answers(url, files, wishes, systems)  circumstances in words that all systems share
"""
