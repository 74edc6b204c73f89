"""Lists of members from elsewhere: reading the file, naming its columns, checking its rows. Nothing
here touches the database."""
