"""My page, which gathers from every wing, and all that the house holds about me."""
