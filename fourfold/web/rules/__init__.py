"""What whoever runs the service changes of the law side: rules switched off, one-off holidays."""
