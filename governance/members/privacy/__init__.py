"""Personal data: one declaration beside each model, and the modules that read them."""
