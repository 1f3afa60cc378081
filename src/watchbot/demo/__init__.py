"""The season of 8 September to 12 November 2025, replayed through the real pipeline by `watchbot demo`.

    season ──► server ──► replay ──► verdict

`season` is what the feeds carried and what really happened, `server` offers the feeds over loopback HTTP, `replay` runs
the service against it on a virtual clock, `verdict` asks whether each contact, reminder and extension was told once and
in order. Everything between server and verdict is the service's own code.
"""
