/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "store/wd-audit-state.h"

/*
 * Two guarantees, kept apart: an appended line outlives the process, a committed one outlives the
 * computer's power once the worker has synced it. Calls are made from one thread; only the worker
 * is another, and takes copies.
 */

/* The writing half of the trail: one writer at a time, lines whole or not at all, and a worker that
 * syncs the lines before it moves the state on. No cryptography. */
typedef struct WdAuditSink WdAuditSink;

WdAuditSink *wd_audit_sink_open(const char *folder, GError **error);
void wd_audit_sink_close(WdAuditSink *sink);
/* Which file lines go into. The name must be one of wd-audit-files.h, since it becomes a path. */
gboolean
wd_audit_sink_begin(WdAuditSink *sink, const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean wd_audit_sink_continue(WdAuditSink *sink, const char *name, gsize len, GError **error)
	G_GNUC_WARN_UNUSED_RESULT;
gboolean wd_audit_sink_append(WdAuditSink *sink, const char *line, gsize len, GError **error)
	G_GNUC_WARN_UNUSED_RESULT;
void wd_audit_sink_commit(WdAuditSink *sink, const WdAuditState *state, guint delay_ms);
/* What the worker reports back. It has nobody to tell, so the writer asks at its next line. */
guint64 wd_audit_sink_get_synced_seq(WdAuditSink *sink);
int wd_audit_sink_take_errno(WdAuditSink *sink);
gsize wd_audit_sink_get_len(const WdAuditSink *sink);
void wd_audit_sink_flush(WdAuditSink *sink);
