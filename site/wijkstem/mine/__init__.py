"""My page, which gathers from every wing, and all data of the site about me."""
