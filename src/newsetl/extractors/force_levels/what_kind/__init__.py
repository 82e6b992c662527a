"""What kind of figure: its measure (level, increase, target …) and its modality (actual, planned, denied …)."""
