/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

typedef enum {
	WD_TLS_SIGHT_NONE, /* nobody looked */
	WD_TLS_SIGHT_CLEAR,
	WD_TLS_SIGHT_ENCRYPTED,
} WdTlsSight;

/* How the accounts that are online are connected, one and all; the latter as facts
 * (engine/wd-fact.h) for the status page. */
WdTlsSight wd_tls_facts_look(const PurpleConnection *connection, const char **version);
void wd_tls_facts_gather(GPtrArray *facts);
