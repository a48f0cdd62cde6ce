"""HSDS 3.0 of Open Referral: records of ours as its records, and the way back."""
