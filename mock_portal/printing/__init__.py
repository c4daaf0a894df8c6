"""The printed 报名表 (R2.4.9)."""
