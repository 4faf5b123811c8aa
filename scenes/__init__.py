"""The showing: one lecture a file. A scene asks mathcore and draws the answer."""
