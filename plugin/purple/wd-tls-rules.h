/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

/* What is known of a protocol's transport, and which setting of the account decides it. */
typedef enum {
	WD_TRANSPORT_TLS,     /* encrypted, or never leaves this process */
	WD_TRANSPORT_SETTING, /* could be encrypted; the account's settings do not insist */
	WD_TRANSPORT_PLAIN,   /* this protocol cannot insist on encryption */
	WD_TRANSPORT_UNKNOWN, /* a protocol that nobody here has looked at */
} WdTransport;

/*
 * One row a protocol. It speaks of settings, not of a connection that is up: that one is looked at
 * through wd-tls-watch.c.
 */
WdTransport wd_tls_rules_judge(PurpleAccount *account);
