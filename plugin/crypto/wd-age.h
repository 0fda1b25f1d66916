/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "crypto/wd-identity.h"

/*
 * The format of all that is kept sealed, and the envelope of every log. It is a public one, so that
 * a person without Warden can still read what is theirs with a tool of somebody else's. Sealing
 * needs public keys only, which is why a locked profile goes on writing.
 */

/* age v1 (C2SP age.md), X25519 recipients only: what stock `age` opens, and opens what it wrote. */
GBytes *
wd_age_seal(const char *const *recipients, const guint8 *plaintext, gsize len, GError **error);
GBytes *wd_age_open(const WdIdentity *const *identities,
		    gsize n_identities,
		    const guint8 *sealed,
		    gsize len,
		    GError **error);
