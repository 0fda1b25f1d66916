/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "crypto/wd-x25519.h"

/*
 * Private keys as objects, so that no caller handles their bytes: they can be agreed with and
 * written to a file, and there is no getter. Public keys are no secret: they travel as text
 * ("age1…") or as plain arrays.
 */

/* An age key pair. The private key lives on a page of its own and never leaves it but to be
 * written to its file. */
typedef struct WdIdentity WdIdentity;

WdIdentity *wd_identity_generate(void);
WdIdentity *wd_identity_generate_ephemeral(void);
WdIdentity *wd_identity_parse(const char *text, GError **error); /* "AGE-SECRET-KEY-1…" */
void wd_identity_free(WdIdentity *identity);
char *wd_identity_format(const WdIdentity *identity);        /* secret: wipe with wd_hash_wipe() */
char *wd_identity_get_recipient(const WdIdentity *identity); /* "age1…" */
const guint8 *wd_identity_get_public(const WdIdentity *identity);
gboolean wd_identity_agree(const WdIdentity *identity,
			   const guint8 peer[WD_X25519_LEN],
			   guint8 shared[WD_X25519_LEN]) G_GNUC_WARN_UNUSED_RESULT;

/* A key for what only the owner's own programs keep, such as an index; never leaves as a secret. */
void wd_identity_derive(const WdIdentity *identity,
			const guint8 *salt,
			gsize salt_len,
			const char *info,
			guint8 out[WD_X25519_LEN]);

gboolean
wd_recipient_parse(const char *recipient, guint8 public_key[WD_X25519_LEN], GError **error);
gboolean wd_recipient_check(const char *recipient, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdIdentity, wd_identity_free)
