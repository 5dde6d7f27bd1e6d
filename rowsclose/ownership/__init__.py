"""Who owns a resource and whether its obligation is discharged: the obligations, their transfer, summaries, lifetimes."""
