"""The directory of services, kept by the operator."""
