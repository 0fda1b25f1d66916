/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-ctl-key.h"

#include <glib/gi18n-lib.h>

#include "ctl/wd-json-text.h"
#include "engine/wd-error.h"
#include "store/wd-keys.h"

/* The public half only: nothing here prints a secret. */
static void
print_keys(const WdCtl *ctl, const WdKeys *keys)
{
	const char *recipient = wd_keys_get_recipient(keys);
	gboolean is_locked = wd_keys_is_locked(keys);
	g_autoptr(GString) json = NULL;

	if (!ctl->is_json) {
		wd_ctl_print(ctl, "%s\n", recipient);
		if (is_locked)
			wd_ctl_print(ctl,
				     "%s\n",
				     _("The private half is not here: logs are written, but "
				       "cannot be read."));
		return;
	}
	json = g_string_new("{");
	wd_json_text_member(json, "recipient", recipient);
	wd_json_text_key(json, "locked");
	g_string_append(json, is_locked ? "true}" : "false}");
	wd_ctl_print(ctl, "%s\n", json->str);
}

/**
 * wd_ctl_key_show:
 * @ctl: the command
 *
 * Prints the public key of a profile.
 *
 * Returns: %WD_CTL_CANNOT when there is none
 */
WdCtlExit
wd_ctl_key_show(WdCtl *ctl)
{
	g_autofree char *base = NULL;
	g_autoptr(WdKeys) keys = NULL;
	g_autoptr(GError) error = NULL;

	if (!wd_ctl_parse(ctl, NULL, 0, 0))
		return WD_CTL_USAGE;
	base = wd_ctl_get_base(ctl);
	keys = wd_keys_load(base, &error);
	if (keys == NULL) {
		wd_ctl_complain(ctl, "%s", error->message);
		return WD_CTL_CANNOT;
	}
	print_keys(ctl, keys);
	return WD_CTL_GOOD;
}

/**
 * wd_ctl_key_new:
 * @ctl: the command
 *
 * Makes a key pair for a profile that has none. Never touches one that is there.
 *
 * Returns: %WD_CTL_CANNOT when there is one
 */
WdCtlExit
wd_ctl_key_new(WdCtl *ctl)
{
	g_autofree char *base = NULL;
	g_autoptr(WdKeys) old_keys = NULL;
	g_autoptr(WdKeys) keys = NULL;
	g_autoptr(GError) error = NULL;

	if (!wd_ctl_parse(ctl, NULL, 0, 0))
		return WD_CTL_USAGE;
	base = wd_ctl_get_base(ctl);
	old_keys = wd_keys_load(base, &error);
	if (old_keys != NULL) {
		wd_ctl_complain(ctl, _("there is a key in %s already; nothing was changed"), base);
		return WD_CTL_CANNOT;
	}
	if (g_error_matches(error, WD_ERROR, WD_ERROR_NOT_FOUND)) {
		g_clear_error(&error);
		keys = wd_keys_open(base, &error);
	}
	if (keys == NULL) {
		wd_ctl_complain(ctl, "%s", error->message);
		return WD_CTL_CANNOT;
	}
	print_keys(ctl, keys);
	return WD_CTL_GOOD;
}
