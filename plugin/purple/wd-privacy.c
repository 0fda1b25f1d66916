/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-privacy.h"

/* Nobody is looked up in any list: from now on the list of those denied counts. */
static void
leave_allow_all(PurpleAccount *account, const char *peer, gboolean is_local)
{
	purple_account_set_privacy_type(account, PURPLE_PRIVACY_DENY_USERS);
}

/* Only those on the list of those permitted come through. */
static void
leave_permit_list(PurpleAccount *account, const char *peer, gboolean is_local)
{
	(void)purple_privacy_permit_remove(account, peer, is_local); /* was it on it or not */
}

/* Only contacts come through: for one of them to be blocked, the others have to be named. */
static void
leave_buddy_list(PurpleAccount *account, const char *peer, gboolean is_local)
{
	if (purple_find_buddy(account, peer) != NULL)
		purple_privacy_deny(account, peer, is_local, TRUE);
}

/* What has to change in each mode so that one person is blocked and nothing else is. */
static void (*const leave[])(PurpleAccount *account, const char *peer, gboolean is_local) = {
	[PURPLE_PRIVACY_ALLOW_ALL] = leave_allow_all,
	[PURPLE_PRIVACY_ALLOW_USERS] = leave_permit_list,
	[PURPLE_PRIVACY_ALLOW_BUDDYLIST] = leave_buddy_list,
	[PURPLE_PRIVACY_DENY_USERS] = NULL, /* the entry is all */
	[PURPLE_PRIVACY_DENY_ALL] = NULL,   /* nobody comes through */
};

/**
 * wd_privacy_block:
 * @account: an account, connected or not
 * @peer: whom to block; must mean the same person now as when it was normalised
 * @is_local: the server is told otherwise, or not at all
 *
 * Enters @peer in the list of those denied, whatever the mode: if the person changes it later, the
 * entry holds. All other entries of both lists stay.
 *
 * Returns: whether nothing of @peer comes through any more
 */
WdPrivacy
wd_privacy_block(PurpleAccount *account, const char *peer, gboolean is_local)
{
	PurplePrivacyType mode = purple_account_get_privacy_type(account);
	gboolean has_idle_entries = mode == PURPLE_PRIVACY_ALLOW_ALL && account->deny != NULL;

	(void)purple_privacy_deny_add(account, peer, is_local); /* FALSE: it was there already */
	if ((guint)mode < G_N_ELEMENTS(leave) && leave[mode] != NULL)
		leave[mode](account, peer, is_local);
	if (purple_account_get_privacy_type(account) != mode && !is_local &&
	    purple_account_is_connected(account))
		serv_set_permit_deny(purple_account_get_connection(account));
	if (purple_privacy_check(account, peer))
		return WD_PRIVACY_NOT_BLOCKED;
	return has_idle_entries ? WD_PRIVACY_BLOCKED_OTHERS_TOO : WD_PRIVACY_BLOCKED;
}
