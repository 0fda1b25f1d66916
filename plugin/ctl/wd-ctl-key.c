/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-ctl-key.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "ctl/wd-ctl-passphrase.h"
#include "ctl/wd-json-text.h"
#include "engine/wd-error.h"
#include "store/wd-keys.h"
#include "store/wd-private-file.h"

/* The public half only: nothing here prints a secret. */
static const char *
explain_place(WdKeyPlace place)
{
	static const char *const texts[] = {
		[WD_KEY_IN_FILE] = N_("The private half lies in a file: whoever has your files "
				      "can read your logs."),
		[WD_KEY_BY_PASSPHRASE] = N_("The private half is protected by a passphrase."),
		[WD_KEY_IN_KEYRING] = N_("The private half lies in the keyring."),
		[WD_KEY_AWAY] = N_("The private half is not here: logs are written, but cannot be "
				   "read."),
	};

	return _(texts[place]);
}

static void
print_keys(const WdCtl *ctl, const WdKeys *keys)
{
	const char *recipient = wd_keys_get_recipient(keys);
	gboolean is_locked = wd_keys_is_locked(keys);
	g_autoptr(GString) json = NULL;

	if (!ctl->is_json) {
		wd_ctl_print(ctl, "%s\n", recipient);
		wd_ctl_print(ctl, "%s\n", explain_place(wd_keys_get_place(keys)));
		return;
	}
	json = g_string_new("{");
	wd_json_text_member(json, "recipient", recipient);
	wd_json_text_member(json, "place", wd_key_place_to_string(wd_keys_get_place(keys)));
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

/* The profile's keys, unlocked. Says what is wrong. */
static WdKeys *
open_unlocked(const WdCtl *ctl, const char *base)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(WdKeys) keys = wd_keys_load(base, &error);

	if (keys == NULL) {
		wd_ctl_complain(ctl, "%s", error->message);
		return NULL;
	}
	return wd_ctl_unlock(ctl, base, keys) ? g_steal_pointer(&keys) : NULL;
}

/**
 * wd_ctl_key_export:
 * @ctl: the command
 *
 * Writes all private keys of a profile into a new file that age and this program read, for a
 * medium that is locked away: without it a lost passphrase or keyring is the end of the logs.
 *
 * Returns: %WD_CTL_CANNOT when it cannot be had or written
 */
WdCtlExit
wd_ctl_key_export(WdCtl *ctl)
{
	g_autofree char *output = NULL;
	const GOptionEntry entries[] = {
		{"output", 0, 0, G_OPTION_ARG_FILENAME, &output, NULL, NULL},
		G_OPTION_ENTRY_NULL,
	};
	g_autofree char *base = NULL;
	g_autoptr(WdKeys) keys = NULL;
	g_autoptr(GError) error = NULL;
	char *text;
	gboolean is_written;

	if (!wd_ctl_parse(ctl, entries, 0, 0))
		return WD_CTL_USAGE;
	if (output == NULL) {
		wd_ctl_complain(ctl, _("where to? --output names a new file"));
		return WD_CTL_USAGE;
	}
	base = wd_ctl_get_base(ctl);
	keys = open_unlocked(ctl, base);
	if (keys == NULL)
		return WD_CTL_CANNOT;
	text = wd_keys_export(keys, &error);
	is_written = text != NULL && wd_private_file_create(output, text, strlen(text), &error);
	wd_ctl_passphrase_free(text);
	if (!is_written) {
		wd_ctl_complain(ctl, "%s", error->message);
		return WD_CTL_CANNOT;
	}
	return WD_CTL_GOOD;
}

/* A new passphrase, typed twice where somebody types. */
static char *
ask_new_passphrase(const WdCtl *ctl)
{
	char *first = wd_ctl_passphrase_ask(ctl, _("New passphrase: "));
	char *second;
	gboolean is_same;

	if (!isatty(ctl->in_fd) || first[0] == '\0')
		return first;
	second = wd_ctl_passphrase_ask(ctl, _("Again: "));
	is_same = g_str_equal(first, second);
	wd_ctl_passphrase_free(second);
	if (is_same)
		return first;
	wd_ctl_passphrase_free(first);
	wd_ctl_complain(ctl, _("these were two different passphrases"));
	return g_strdup("");
}

static WdCtlExit
move_key(WdCtl *ctl, const char *base, WdKeyPlace place, const char *text)
{
	g_autoptr(GError) error = NULL;
	char *passphrase = place == WD_KEY_BY_PASSPHRASE ? ask_new_passphrase(ctl) : NULL;
	gboolean is_moved = wd_key_place_move(base, place, text, passphrase, &error);

	wd_ctl_passphrase_free(passphrase);
	if (is_moved)
		return WD_CTL_GOOD;
	wd_ctl_complain(ctl, "%s", error->message);
	return WD_CTL_CANNOT;
}

/**
 * wd_ctl_key_protect:
 * @ctl: the command; its argument says by what
 *
 * Puts the private key under a passphrase, into the keyring or back into a file. Nothing that was
 * written before has to be written again.
 *
 * Returns: %WD_CTL_CANNOT when it stays where it was
 */
WdCtlExit
wd_ctl_key_protect(WdCtl *ctl)
{
	static const WdKeyPlace choices[] = {
		WD_KEY_IN_FILE, WD_KEY_BY_PASSPHRASE, WD_KEY_IN_KEYRING};
	g_autofree char *base = NULL;
	g_autoptr(WdKeys) keys = NULL;
	g_autoptr(GError) error = NULL;
	char *text;
	WdCtlExit result;

	if (!wd_ctl_parse(ctl, NULL, 1, 1))
		return WD_CTL_USAGE;
	base = wd_ctl_get_base(ctl);
	for (gsize i = 0; i < G_N_ELEMENTS(choices); i++) {
		if (!g_str_equal(ctl->args[0], wd_key_place_to_string(choices[i])))
			continue;
		keys = open_unlocked(ctl, base);
		text = keys != NULL ? wd_keys_export(keys, &error) : NULL;
		if (text == NULL)
			return WD_CTL_CANNOT;
		result = move_key(ctl, base, choices[i], text);
		wd_ctl_passphrase_free(text);
		return result;
	}
	wd_ctl_complain(ctl, _("a key is kept by passphrase, keyring or file"));
	return WD_CTL_USAGE;
}

/* @text with another key in front of it, where it lay before. */
static WdCtlExit
put_in_front(WdCtl *ctl, const char *base, WdKeys *keys, const WdIdentity *identity)
{
	g_autofree char *recipient = wd_identity_get_recipient(identity);
	g_autofree char *line = g_strconcat(recipient, "\n", NULL);
	g_autofree char *path = wd_keys_make_recipient_path(base);
	g_autoptr(GError) error = NULL;
	char *secret = wd_identity_format(identity);
	char *old = wd_keys_export(keys, NULL);
	char *text = g_strdup_printf("# public key: %s\n%s\n%s", recipient, secret, old);
	WdCtlExit result = move_key(ctl, base, wd_keys_get_place(keys), text);

	wd_ctl_passphrase_free(secret);
	wd_ctl_passphrase_free(old);
	wd_ctl_passphrase_free(text);
	/* Last: until then the old public half still belongs to a key of the ring. */
	if (result == WD_CTL_GOOD && !wd_private_file_replace(path, line, strlen(line), &error)) {
		wd_ctl_complain(ctl, "%s", error->message);
		return WD_CTL_CANNOT;
	}
	if (result == WD_CTL_GOOD)
		wd_ctl_print(ctl, "%s\n", recipient);
	return result;
}

/**
 * wd_ctl_key_rotate:
 * @ctl: the command
 *
 * Makes a new key; the old ones stay to read what was sealed to them. A running client goes on with
 * the old one until it is started again; `logs rewrap` seals old logs to the new one.
 *
 * Returns: %WD_CTL_CANNOT when the key stays what it was
 */
WdCtlExit
wd_ctl_key_rotate(WdCtl *ctl)
{
	g_autofree char *base = NULL;
	g_autoptr(WdKeys) keys = NULL;
	g_autoptr(WdIdentity) identity = NULL;

	if (!wd_ctl_parse(ctl, NULL, 0, 0))
		return WD_CTL_USAGE;
	base = wd_ctl_get_base(ctl);
	keys = open_unlocked(ctl, base);
	if (keys == NULL)
		return WD_CTL_CANNOT;
	identity = wd_identity_generate();
	return identity != NULL ? put_in_front(ctl, base, keys, identity) : WD_CTL_CANNOT;
}

/**
 * wd_ctl_key_import:
 * @ctl: the command; its argument is a key file
 *
 * Adds the keys of a file to those that read, as after a move from another computer. What is
 * written is sealed as before.
 *
 * Returns: %WD_CTL_CANNOT when nothing was added
 */
WdCtlExit
wd_ctl_key_import(WdCtl *ctl)
{
	g_autofree char *base = NULL;
	g_autoptr(WdKeys) keys = NULL;
	g_autoptr(WdKeys) more = NULL;
	g_autoptr(GError) error = NULL;
	char *old;
	char *added;
	char *text;
	WdCtlExit result;

	if (!wd_ctl_parse(ctl, NULL, 1, 1))
		return WD_CTL_USAGE;
	base = wd_ctl_get_base(ctl);
	more = wd_keys_load_identity(ctl->args[0], &error);
	if (more == NULL) {
		wd_ctl_complain(ctl, "%s", error->message);
		return WD_CTL_USAGE;
	}
	keys = open_unlocked(ctl, base);
	if (keys == NULL)
		return WD_CTL_CANNOT;
	old = wd_keys_export(keys, NULL);
	added = wd_keys_export(more, NULL);
	text = g_strconcat(old, added, NULL);
	result = move_key(ctl, base, wd_keys_get_place(keys), text);
	wd_ctl_passphrase_free(old);
	wd_ctl_passphrase_free(added);
	wd_ctl_passphrase_free(text);
	return result;
}
