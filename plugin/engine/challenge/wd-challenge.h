/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-policy.h"
#include "engine/wd-verdict.h"

/*
 * Who may be asked when. Every question is something that a stranger makes this machine send, so
 * each of its numbers is bounded: by peer, by account, over all, and in memory. Time and chance
 * come from outside. What must outlive a restart is one WdAsked a peer, kept by store/wd-asked.h.
 */

#define WD_CHALLENGE_MAX_PEERS 4096 /* asked within the window; nobody else is asked meanwhile */
#define WD_CHALLENGE_TRIES     2    /* answers that one question may get */
#define WD_CHALLENGE_GAP_MS    5000 /* nobody reads and answers faster; two robots do */

/* What became of one peer within the window. Names are pseudonyms. */
typedef struct {
	char *peer;
	char *account;
	gint64 window_ms; /* when the first question was asked */
	gint64 asked_ms;  /* when the last one was */
	guint n_asked;
	guint n_tries; /* wrong answers to the last one */
	guint64 seed;  /* what the last one was made from */
} WdAsked;

typedef struct {
	guint per_peer; /* questions within the window */
	guint per_account_hour;
	guint per_hour;
	gint64 window_ms;
} WdChallengeCaps;

/* Why a peer is not asked. */
typedef enum {
	WD_CHALLENGE_FREE, /* nothing speaks against it */
	WD_CHALLENGE_PEER, /* was asked, or has sent what nobody wants */
	WD_CHALLENGE_SOON, /* was asked a moment ago */
	WD_CHALLENGE_ACCOUNT,
	WD_CHALLENGE_HOUR,
	WD_CHALLENGE_FULL,
} WdChallengeState;

typedef struct WdChallenge WdChallenge;

WdChallenge *wd_challenge_new(void);
void wd_challenge_free(WdChallenge *challenge);
WdChallengeCaps wd_challenge_get_caps(const WdPolicy *policy);
void wd_challenge_load(WdChallenge *challenge, const WdAsked *row, gint64 now_ms);

/* The answer of the moment, before anything is sent; then what was sent. */
WdChallengeState wd_challenge_look(WdChallenge *challenge,
				   const WdChallengeCaps *caps,
				   const char *peer,
				   const char *account,
				   gint64 now_ms);
const WdAsked *wd_challenge_note_asked(WdChallenge *challenge,
				       const WdChallengeCaps *caps,
				       const char *peer,
				       const char *account,
				       guint64 seed,
				       gint64 now_ms);

/* The question that is open for a peer; NULL when none is. */
const WdAsked *wd_challenge_find_open(const WdChallenge *challenge,
				      const WdChallengeCaps *caps,
				      const char *peer,
				      gint64 now_ms);
gboolean
wd_challenge_note_try(WdChallenge *challenge, const char *peer, const char *text, gint64 now_ms);
const WdAsked *wd_challenge_close(WdChallenge *challenge, const char *peer);
void wd_challenge_silence(WdChallenge *challenge, const char *peer, gint64 now_ms);

/* Whether somebody was held for being a stranger who is to be asked, and for nothing else. */
gboolean wd_challenge_is_only_reason(const GPtrArray *findings);
gboolean wd_challenge_is_unwanted(const GPtrArray *findings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdChallenge, wd_challenge_free)
