"""Lists of members from elsewhere: reading the file, naming its columns, judging its rows. Nothing
here touches the database."""
