"""A membrane with nothing but a leak: it follows a current with the time constant C/g_L."""

from excitable.membrane import Channel, Membrane

passive = Membrane("passive", C=1.0, channels=[Channel("L", g=0.1, E=-70.0)], start=-70.0)
