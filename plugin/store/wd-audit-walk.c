/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-audit-walk.h"

#include <string.h>

static const char *const explanations[] = {
	[WD_WALK_FITS] = "all is well",
	[WD_WALK_NO_LINE] = "this is no line of an audit trail",
	[WD_WALK_NO_GENESIS] = "the file does not begin with audit.genesis",
	[WD_WALK_NOT_FIRST] = "audit.genesis stands in the middle of a file",
	[WD_WALK_AFTER_CLOSE] = "there is a line after audit.close",
	[WD_WALK_BEGINS_LATE] = "the trail begins here: earlier lines are missing",
	[WD_WALK_MISSING] = "lines before this one are missing",
	[WD_WALK_REPEATED] = "this line repeats an earlier number",
	[WD_WALK_PREV_CHANGED] = "the line before it was changed",
	[WD_WALK_OTHER_KEY] = "its key does not follow from the line before",
	[WD_WALK_CHANGED] = "this line was changed",
};

G_STATIC_ASSERT(G_N_ELEMENTS(explanations) == WD_WALK_N_RESULTS);

/**
 * wd_audit_walk_begin_file:
 * @walk: a walk
 *
 * The next line is the first of its file.
 */
void
wd_audit_walk_begin_file(WdAuditWalk *walk)
{
	walk->is_in_file = FALSE;
	walk->chain.is_closed = FALSE;
}

static WdWalkResult
check_order(const WdAuditWalk *walk, const WdAuditLine *line)
{
	gboolean is_genesis = wd_audit_line_is(line, WD_AUDIT_GENESIS);

	if (walk->chain.is_closed)
		return WD_WALK_AFTER_CLOSE;
	if (!walk->is_in_file && !is_genesis)
		return WD_WALK_NO_GENESIS;
	if (walk->is_in_file && is_genesis)
		return WD_WALK_NOT_FIRST;
	if (!walk->has_place)
		return line->seq == 0 ? WD_WALK_FITS : WD_WALK_BEGINS_LATE;
	if (line->seq != walk->chain.seq)
		return line->seq > walk->chain.seq ? WD_WALK_MISSING : WD_WALK_REPEATED;
	return WD_WALK_FITS;
}

static gboolean
is_prev(const WdAuditWalk *walk, const WdAuditLine *line)
{
	g_autofree char *hex = wd_hash_to_hex(walk->chain.prev, sizeof walk->chain.prev);

	return memcmp(hex, line->prev, strlen(hex)) == 0;
}

static WdWalkResult
check_key(WdAuditWalk *walk, const guint8 *start_key)
{
	if (start_key == NULL)
		return WD_WALK_FITS;
	if (walk->has_key && !wd_hash_is_equal(walk->chain.key, start_key, WD_AUDIT_KEY_LEN))
		return WD_WALK_OTHER_KEY;
	memcpy(walk->chain.key, start_key, WD_AUDIT_KEY_LEN);
	walk->has_key = TRUE;
	return WD_WALK_FITS;
}

static gboolean
is_mac(const WdAuditWalk *walk, const char *raw, const WdAuditLine *line)
{
	g_autoptr(GString) body = g_string_sized_new(line->body_len + 1);
	char mac[2 * WD_AUDIT_MAC_LEN + 1];

	wd_audit_line_get_body(raw, line, body);
	wd_audit_chain_get_mac(&walk->chain, body->str, body->len, mac);
	return wd_hash_is_equal(
		(const guint8 *)mac, (const guint8 *)line->mac, 2 * WD_AUDIT_MAC_LEN);
}

/**
 * wd_audit_walk_step:
 * @walk: a walk
 * @raw: (array length=len): the next line
 * @len: length of @raw in bytes
 * @line: what wd_audit_line_parse() made of it
 * @start_key: (nullable): what a first line's sealed key opened to, where it could be opened
 *
 * Goes on only when the line fits; else the walk is where it was.
 *
 * Returns: %WD_WALK_FITS, or what is wrong
 */
WdWalkResult
wd_audit_walk_step(WdAuditWalk *walk,
		   const char *raw,
		   gsize len,
		   const WdAuditLine *line,
		   const guint8 *start_key)
{
	WdWalkResult result = check_order(walk, line);

	if (result == WD_WALK_FITS && !is_prev(walk, line))
		result = WD_WALK_PREV_CHANGED;
	if (result == WD_WALK_FITS)
		result = check_key(walk, start_key);
	if (result == WD_WALK_FITS && walk->has_key && !is_mac(walk, raw, line))
		result = WD_WALK_CHANGED;
	if (result != WD_WALK_FITS)
		return result;
	walk->has_place = TRUE;
	walk->is_in_file = TRUE;
	walk->chain.seq = line->seq;
	wd_audit_chain_advance(&walk->chain, raw, len, wd_audit_line_is(line, WD_AUDIT_CLOSE));
	return WD_WALK_FITS;
}

/**
 * wd_audit_walk_explain:
 * @result: what is wrong
 *
 * Returns: (transfer none): the same in words, for reports; untranslated like all of the trail
 */
const char *
wd_audit_walk_explain(WdWalkResult result)
{
	g_return_val_if_fail((guint)result < WD_WALK_N_RESULTS, NULL);
	return explanations[result];
}
