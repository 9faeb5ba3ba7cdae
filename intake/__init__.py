"""The rounds: settings, mailbox, archive and workers; joins the other rooms and decides nothing."""
