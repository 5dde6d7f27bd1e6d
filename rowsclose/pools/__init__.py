"""Connection pools, and whether anybody in the module limits them: asked only where a rule about pools is on."""
