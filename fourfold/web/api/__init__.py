"""The open directory: what services there are, for other programs, in Open Referral UK 3.0."""
