/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "store/wd-audit-chain.h"
#include "store/wd-audit-record.h"

/*
 * The text of one line, both ways. The writer makes exactly one form and the reader takes no other,
 * by hand and not with a JSON library: what a MAC vouches for must not depend on how somebody's
 * parser reads duplicates, escapes or white space.
 */

#define WD_AUDIT_MAX_LINE (64 * 1024) /* bytes; audit.genesis with sixteen auditors has 3 KiB */

/* The events that make the chain. */
#define WD_AUDIT_GENESIS "audit.genesis"
#define WD_AUDIT_CLOSE   "audit.close"
#define WD_AUDIT_GAP     "audit.gap"

/* What a collector has to know of a silence. */
#define WD_AUDIT_UNLOAD "plugin.unload" /* Warden was switched off, and its client goes on */
#define WD_AUDIT_SLEEP  "audit.sleep"   /* the computer is about to sleep */

/* Who writes: the same on every line of a run. */
typedef struct {
	const char *host;
	guint uid;
	const char *run; /* twelve random hexadecimal digits, "sess" */
	const char *policy_digest;
} WdAuditOrigin;

typedef struct {
	const char *key;
	const char *value; /* NULL: left out */
} WdAuditDatum;

/* A line taken apart: every pointer points into it, nothing is nul-terminated. */
typedef struct {
	guint64 seq;
	const char *event;
	gsize event_len;
	const char *prev; /* 64 hexadecimal digits */
	const char *mac;  /* 32 hexadecimal digits */
	gsize body_len;   /* of the part before ,"mac":"…"} */
	const char *data; /* (nullable) the "data" object with its braces */
	gsize data_len;
} WdAuditLine;

void wd_audit_line_format(GString *line,
			  const WdAuditChain *chain,
			  const WdAuditOrigin *origin,
			  const WdAuditRecord *record,
			  const WdAuditDatum *data,
			  gsize n_data);
gboolean wd_audit_line_parse(const char *raw, gsize len, WdAuditLine *line, GError **error)
	G_GNUC_WARN_UNUSED_RESULT;
gboolean wd_audit_line_is(const WdAuditLine *line, const char *event);
char *wd_audit_line_get_datum(const WdAuditLine *line, const char *key);
char *wd_audit_line_get_member(const char *raw, gsize len, const char *key);
char *wd_audit_line_get_subject(const char *raw, gsize len, const char *key);
void wd_audit_line_get_body(const char *raw, const WdAuditLine *line, GString *body);
