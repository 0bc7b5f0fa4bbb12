"""The probe in a worker without a lock-down, less the one escape that would end it."""

from fourfold.render import lockdown, probe

lockdown.MACHINES.clear()
del probe.ESCAPES["exec"]
work = probe.work
