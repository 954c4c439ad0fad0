"""A cortical microcircuit of pyramidal, PV and SST cells: from NMDA block to a spectrum and a signal."""
