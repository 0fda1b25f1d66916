/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Where the private key of a profile lies, and how it gets there. All of this is for wardenctl and
 * for what a person asks for by hand: it blocks on the disk, the keyring and the passphrase.
 */
typedef enum {
	WD_KEY_IN_FILE,       /* identity.txt: who has the files has the key */
	WD_KEY_BY_PASSPHRASE, /* identity.sealed */
	WD_KEY_IN_KEYRING,    /* identity.keyring says so */
	WD_KEY_AWAY,          /* only the public half is here */
} WdKeyPlace;

WdKeyPlace wd_key_place_find(const char *base);
const char *wd_key_place_to_string(WdKeyPlace place);
char *wd_key_place_load_recipient(const char *base, GError **error);

/* Puts @text there, makes sure that it can be got back, and only then takes it from elsewhere. */
gboolean wd_key_place_move(const char *base,
			   WdKeyPlace place,
			   const char *text,
			   const char *passphrase,
			   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The key file out of its place; a wrong passphrase is counted, and soon has to wait. */
char *wd_key_place_take(const char *base,
			WdKeyPlace place,
			const char *passphrase,
			GError **error); /* secret: wipe it */
GBytes *wd_key_place_load_sealed(const char *base, GError **error);

/* Tries, over all programs of the person: kept in keys/tries. */
guint wd_key_tries_get(const char *base, gint64 now_ms, gint64 *wait_ms);
void wd_key_tries_note(const char *base, gint64 now_ms, gboolean was_right);
