/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

/*
 * libpurple's own privacy lists: they work without Warden, too, and are the person's to change in
 * the client's privacy window. What an entry means depends on the account's mode, so the mode is
 * looked at first; libpurple's own purple_privacy_deny() empties the list in one of them.
 */
typedef enum {
	WD_PRIVACY_BLOCKED,
	/* Blocked; and so are, again, those who were on the list while it had no effect. */
	WD_PRIVACY_BLOCKED_OTHERS_TOO,
	WD_PRIVACY_NOT_BLOCKED,
} WdPrivacy;

WdPrivacy wd_privacy_block(PurpleAccount *account, const char *peer, gboolean is_local);
