"""Reading what the registers publish: files and their layouts, without writing anything."""
