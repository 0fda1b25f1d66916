/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "crypto/wd-age.h"
#include "store/wd-key-place.h"

/*
 * Public and private half live in two files, so that the private one may be kept elsewhere: then
 * the profile is locked, goes on writing, and shows nothing. Key files of a profile must be private
 * to the person; an auditor's may lie on a medium that knows no modes.
 */

/* The person's keys, BASE/keys: writing needs the public half only and never asks. */
typedef struct WdKeys WdKeys;

/*
 * Three ways in: a client, which may make keys; a tool, which must not; an auditor with somebody's
 * key.
 */
WdKeys *wd_keys_open(const char *base, GError **error); /* makes a key on first run */
WdKeys *wd_keys_load(const char *base, GError **error); /* WD_ERROR_NOT_FOUND: none yet */
WdKeys *wd_keys_load_identity(const char *path,
			      GError **error); /* another's key file: reads, cannot seal */
void wd_keys_free(WdKeys *keys);
char *wd_keys_make_recipient_path(const char *base);
const char *wd_keys_get_recipient(const WdKeys *keys);
gboolean wd_keys_is_locked(const WdKeys *keys);

/* A key that is protected is there from unlocking to locking. */
WdKeyPlace wd_keys_get_place(const WdKeys *keys);
gboolean wd_keys_unlock(WdKeys *keys, char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void wd_keys_lock(WdKeys *keys);
char *wd_keys_export(WdKeys *keys, GError **error); /* secret: wipe it */

/*
 * All run on the main thread, since libgcrypt does, and cost a fraction of a millisecond a
 * recipient; a draft takes that in advance, one recipient at a time.
 */
WdAgeDraft *
wd_keys_draft(const WdKeys *keys, const char *const *more_recipients, WdAgeDraft *draft);
GBytes *wd_keys_seal(const WdKeys *keys,
		     const char *const *more_recipients,
		     const guint8 *plaintext,
		     gsize len,
		     GError **error);
GBytes *wd_keys_open_sealed(WdKeys *keys,
			    const guint8 *sealed,
			    gsize len,
			    GError **error); /* WD_ERROR_LOCKED when locked */
/* A key for a cache that only the person reads; FALSE while locked. */
gboolean wd_keys_derive(WdKeys *keys,
			const guint8 *salt,
			gsize salt_len,
			const char *info,
			guint8 *out) G_GNUC_WARN_UNUSED_RESULT;
/* HMAC under a local secret: the same name gives the same token, and the token tells nobody the
 * name. */
char *wd_keys_pseudonym(const WdKeys *keys, const char *purpose, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdKeys, wd_keys_free)
