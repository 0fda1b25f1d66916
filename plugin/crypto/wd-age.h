/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* age v1 (C2SP age.md), X25519 recipients only: what stock `age` opens, and opens what it wrote. */

/* A private key, in locked memory. */
typedef struct WdIdentity WdIdentity;

WdIdentity *wd_identity_generate(void);
WdIdentity *wd_identity_parse(const char *text, GError **error); /* "AGE-SECRET-KEY-1…" */
char *wd_identity_format(const WdIdentity *identity);        /* secret: wipe with wd_hash_wipe() */
char *wd_identity_get_recipient(const WdIdentity *identity); /* "age1…" */
void wd_identity_free(WdIdentity *identity);

gboolean wd_recipient_check(const char *recipient, GError **error);
GBytes *
wd_age_seal(const char *const *recipients, const guint8 *plaintext, gsize len, GError **error);
GBytes *wd_age_open(const WdIdentity *const *identities,
		    gsize n_identities,
		    const guint8 *sealed,
		    gsize len,
		    GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdIdentity, wd_identity_free)
