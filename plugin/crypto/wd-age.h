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

/*
 * An age file that waits for what will be sealed in it. The public keys take a third of a
 * millisecond for each recipient, and need not know what it will be: who must not wait does that
 * part before, a recipient at a time.
 */
typedef struct WdAgeDraft WdAgeDraft;

WdAgeDraft *wd_age_draft_new(const char *const *recipients, GError **error);
gboolean wd_age_draft_is_for(const WdAgeDraft *draft, const char *const *recipients);
gboolean wd_age_draft_step(WdAgeDraft *draft, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *wd_age_draft_seal(WdAgeDraft *draft, const guint8 *plaintext, gsize len, GError **error);
void wd_age_draft_free(WdAgeDraft *draft);

GBytes *wd_age_open(const WdIdentity *const *identities,
		    gsize n_identities,
		    const guint8 *sealed,
		    gsize len,
		    GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdAgeDraft, wd_age_draft_free)
