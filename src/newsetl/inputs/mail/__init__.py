"""E-mail: messages, mailboxes, Outlook's files, and pages that browsers save as mail."""

from newsetl.inputs.mail.mailbox import read_mailbox
from newsetl.inputs.mail.mhtml import is_saved_page, read_saved_page
from newsetl.inputs.mail.reading import read_mail

__all__ = ["is_saved_page", "read_mail", "read_mailbox", "read_saved_page"]
