/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

/*
 * The few stanzas that a report needs, as values of libpurple: blocking (XEP-0191), reports
 * (XEP-0377), what a server can do (XEP-0030), and what it calls a message (XEP-0359). Nothing here
 * sends, and nothing is pasted together from strings.
 */

/* What a server can do. */
typedef enum {
	WD_XMPP_BLOCKING = 1 << 0,
	WD_XMPP_REPORTING = 1 << 1,
} WdXmppFeature;

#define WD_XMPP_MAX_SERVER_IDS 10 /* named in one report */

typedef struct {
	const char *jid; /* whom to block */
	gboolean has_report;
	const char *archive;           /* whose names server_ids are: the person's own bare JID */
	const char *const *server_ids; /* (nullable) NULL-terminated: the messages reported */
} WdXmppBlock;

xmlnode *wd_xmpp_stanza_new_block(const WdXmppBlock *block);
xmlnode *wd_xmpp_stanza_new_disco(const char *to);
guint wd_xmpp_stanza_get_features(const xmlnode *answer);
char *wd_xmpp_stanza_find_server_id(const xmlnode *message, const char *archive);
