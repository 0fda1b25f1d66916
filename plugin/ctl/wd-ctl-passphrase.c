/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-ctl-passphrase.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "crypto/wd-hash.h"

#define MAX_BYTES 1024

/* Byte by byte, so that nothing behind the line is taken. */
static char *
read_line(int fd)
{
	char *line = g_malloc0(MAX_BYTES + 1);
	gsize len = 0;

	while (len < MAX_BYTES) {
		gssize n = read(fd, line + len, 1);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0 || line[len] == '\n')
			break;
		len++;
	}
	line[len] = '\0';
	return line;
}

/**
 * wd_ctl_passphrase_ask:
 * @ctl: the command
 * @prompt: translated
 *
 * Returns: (transfer full): what was typed, perhaps empty; for wd_ctl_passphrase_free()
 */
char *
wd_ctl_passphrase_ask(const WdCtl *ctl, const char *prompt)
{
	char *typed;
	char *passphrase;

	if (!isatty(ctl->in_fd))
		return read_line(ctl->in_fd);
	typed = getpass(prompt); /* glibc's: not cut, from the terminal, unseen */
	if (typed == NULL)
		return g_strdup("");
	passphrase = g_strdup(typed);
	wd_hash_wipe(typed, strlen(typed));
	return passphrase;
}

/**
 * wd_ctl_passphrase_free:
 * @passphrase: (nullable) (transfer full): a passphrase, or a key file; wiped
 */
void
wd_ctl_passphrase_free(char *passphrase)
{
	if (passphrase != NULL)
		wd_hash_wipe(passphrase, strlen(passphrase));
	g_free(passphrase);
}

/**
 * wd_ctl_unlock:
 * @ctl: the command
 * @base: the plugin's folder
 * @keys: keys of wd_keys_load(), locked or not
 *
 * Asks for a passphrase where one protects the key; the keyring may ask for its own.
 *
 * Returns: whether the keys can read
 */
gboolean
wd_ctl_unlock(const WdCtl *ctl, const char *base, WdKeys *keys)
{
	WdKeyPlace place = wd_keys_get_place(keys);
	g_autoptr(GError) error = NULL;
	char *passphrase = NULL;
	char *text;
	gboolean is_unlocked;

	if (!wd_keys_is_locked(keys))
		return TRUE;
	if (place == WD_KEY_BY_PASSPHRASE)
		passphrase = wd_ctl_passphrase_ask(ctl, _("Passphrase of the key: "));
	text = wd_key_place_take(base, place, passphrase, &error);
	wd_ctl_passphrase_free(passphrase);
	is_unlocked = text != NULL && wd_keys_unlock(keys, text, &error);
	g_free(text); /* unlocking has wiped it */
	if (!is_unlocked)
		wd_ctl_complain(ctl, "%s", error->message);
	return is_unlocked;
}
