/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * Bounds of time and memory, not of what is allowed: what goes over one is cut or refused, and
 * where that could hide something it is a finding of its own.
 */

/* Every bound on untrusted input, with its unit and its reason. */

#define WD_LIMIT_TEXT_BYTES                                                                        \
	(256 * 1024) /* judged part of one message; the rest is judged by shape only */
#define WD_LIMIT_NAME_BYTES                                                                        \
	3072 /* an account, peer, room or conversation name; the domain of an XMPP name, which     \
		lists and rules go by, comes last, so a whole one must fit (RFC 7622: 3071) */
#define WD_LIMIT_FILE_NAME_BYTES (64 * 1024) /* a file name as offered; longer is a finding */
#define WD_LIMIT_URL_BYTES       (64 * 1024) /* one URL */
#define WD_LIMIT_LINKS           200         /* links looked at in one message; more is a finding */
#define WD_LIMIT_HOST_BYTES      253         /* RFC 1035, without the trailing dot */
#define WD_LIMIT_FINDINGS        100         /* findings in one verdict */
#define WD_LIMIT_POLICY_BYTES    (256 * 1024)       /* one policy file */
#define WD_LIMIT_EVENT_LINE      (16 * 1024 * 1024) /* bytes of one line read by wardenctl judge */
#define WD_LIMIT_TRACKED_PEERS   20000 /* peers remembered by the tracker; the oldest go first */
