/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Where policy wants audit lines to go, as a value. Each kind is a way in which one daemon is known
 * to parse a line right: RFC 5424 at /dev/log is parsed by none of them, so it cannot be named.
 */
typedef enum {
	WD_TARGET_JOURNALD, /* its native protocol */
	WD_TARGET_SYSLOG,   /* /dev/log, the old form with @cee: and JSON */
	WD_TARGET_TCP,      /* RFC 5424, counted octets */
	WD_TARGET_UDP,      /* RFC 5424, one datagram each */
	WD_TARGET_UNIX,     /* RFC 5424 in datagrams to a socket that is made for it */
} WdTargetKind;

#define WD_TARGET_DEFAULT_PORT 514 /* syslog, udp and, by habit, tcp */

typedef struct {
	WdTargetKind kind;
	char *text; /* as policy wrote it: names the target in files and messages */
	char *host; /* (nullable) tcp, udp: a name or an address, without brackets */
	guint16 port;
	char *path; /* (nullable) of a socket */
} WdAuditTarget;

WdAuditTarget *wd_audit_target_parse(const char *text);
void wd_audit_target_free(WdAuditTarget *target);
gboolean wd_audit_target_is_stream(const WdAuditTarget *target);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdAuditTarget, wd_audit_target_free)
