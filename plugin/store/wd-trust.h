/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "store/wd-keys.h"

/*
 * What tells a stranger from everybody else, as far as the buddy list cannot. It outlives a
 * restart, which the tracker does not. Questions are answered from memory; a failure to read makes
 * strangers of friends, never the other way round.
 */

#define WD_TRUST_MAX_PEERS 20000 /* rows; as many as the tracker remembers */

/* Who is trusted by hand, whom I wrote to first, when a contact was first seen. Names are
 * pseudonyms on disk. */
typedef struct WdTrust WdTrust;

/* What is known of one peer. */
typedef struct {
	gboolean is_trusted;    /* by hand */
	gboolean has_i_written; /* first, ever */
	gint64 first_seen_ms;
} WdTrustFacts;

WdTrust *wd_trust_open(const char *base, const WdKeys *keys, GError **error);
void wd_trust_close(WdTrust *trust);
gboolean wd_trust_set(WdTrust *trust,
		      const char *protocol,
		      const char *account,
		      const char *peer,
		      gboolean is_trusted,
		      GError **error);
gboolean
wd_trust_is_trusted(WdTrust *trust, const char *protocol, const char *account, const char *peer);
gboolean wd_trust_note_i_wrote(
	WdTrust *trust, const char *protocol, const char *account, const char *peer, gint64 now_ms);
gboolean
wd_trust_has_i_written(WdTrust *trust, const char *protocol, const char *account, const char *peer);
gint64 wd_trust_find_first_seen_ms(WdTrust *trust,
				   const char *protocol,
				   const char *account,
				   const char *peer);
gint64 wd_trust_first_seen_ms(
	WdTrust *trust, const char *protocol, const char *account, const char *peer, gint64 now_ms);
void wd_trust_meet(WdTrust *trust,
		   const char *protocol,
		   const char *account,
		   const char *peer,
		   gint64 now_ms,
		   WdTrustFacts *facts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdTrust, wd_trust_close)
