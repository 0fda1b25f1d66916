/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-verdict.h"
#include "purple/wd-session.h"
#include "store/wd-audit.h"

/*
 * All that the session writes into the audit trail. The trail may be lacking or fail: then a banner
 * says so until a line gets through again, and wd_session_peek() blocks if policy wants nothing to
 * pass unrecorded. No line holds text of a message.
 */
void wd_session_audit(WdSession *session,
		      const char *name,
		      WdSeverity severity,
		      const WdEvent *event,
		      const WdVerdict *verdict,
		      const char *reason);

/* A line with an outcome or a datum of its own. */
WdAudit *wd_session_find_trail(WdSession *session);
void wd_session_write_audit(WdSession *session, const WdAuditRecord *record);

/* Whether this client is the one that writes the trail. */
gboolean wd_session_has_trail(WdSession *session);

/* Told of each line before it is written. */
typedef void (*WdAuditWatch)(WdSession *session, const WdAuditRecord *record);
void wd_session_set_audit_watch(WdSession *session, WdAuditWatch watch);

/* For the session's own files. */
void wd_session_audit_verdict(WdSession *session, const WdEvent *event, const WdVerdict *verdict);
void wd_session_take_problem(const char *id, const char *text, gpointer data);
void wd_session_show_policy_problems(WdSession *session);
void wd_session_audit_policy_change(WdSession *session);
void wd_session_tell_dropped(WdSession *session);
void wd_session_tell_last_dropped(WdSession *session);
void wd_session_prune_queue(WdSession *session, gboolean is_due);
