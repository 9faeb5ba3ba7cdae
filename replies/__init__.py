"""Words out: one folder of templates a letter, rendering them into mails, handing mails to SMTP."""
