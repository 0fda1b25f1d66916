/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-audit-state.h"

#include <string.h>

#include "engine/wd-error.h"
#include "store/wd-private-file.h"

/*
 *  0   8  "WDAUDIT1"
 *  8   8  seq of the next line, big endian
 * 16  32  SHA-256 of the line before
 * 48  32  key of the next line
 * 80   1  1 when the line before was audit.close
 * 81  32  name of the last file, zero bytes after it
 *113  15  zero
 *128  32  SHA-256 of what is above: tells a torn record from a whole one; no protection
 */
#define MAGIC           "WDAUDIT1"
#define OFFSET_SEQ      8
#define OFFSET_PREV     16
#define OFFSET_KEY      48
#define OFFSET_CLOSED   80
#define OFFSET_FILE     81
#define OFFSET_CHECKSUM 128

G_STATIC_ASSERT(OFFSET_CHECKSUM + WD_HASH_LEN == WD_AUDIT_STATE_LEN);
G_STATIC_ASSERT(OFFSET_FILE + WD_AUDIT_NAME_LEN <= OFFSET_CHECKSUM);

/**
 * wd_audit_state_format:
 * @state: a state
 * @raw: (out caller-allocates): its bytes; they hold the key, wipe them
 */
void
wd_audit_state_format(const WdAuditState *state, guint8 raw[WD_AUDIT_STATE_LEN])
{
	guint64 seq = GUINT64_TO_BE(state->chain.seq);

	memset(raw, 0, WD_AUDIT_STATE_LEN);
	memcpy(raw, MAGIC, strlen(MAGIC));
	memcpy(raw + OFFSET_SEQ, &seq, sizeof seq);
	memcpy(raw + OFFSET_PREV, state->chain.prev, sizeof state->chain.prev);
	memcpy(raw + OFFSET_KEY, state->chain.key, sizeof state->chain.key);
	raw[OFFSET_CLOSED] = state->chain.is_closed ? 1 : 0;
	memcpy(raw + OFFSET_FILE, state->file, strnlen(state->file, WD_AUDIT_NAME_LEN - 1));
	wd_hash_sha256(raw, OFFSET_CHECKSUM, raw + OFFSET_CHECKSUM);
}

/**
 * wd_audit_state_parse:
 * @raw: (array length=len): what the file holds
 * @len: length of @raw in bytes
 * @state: (out caller-allocates): set on success; holds a secret
 * @error: return location for a #WD_ERROR: %WD_ERROR_DAMAGED when the record is torn or not ours
 *
 * Returns: whether @raw is a state
 */
gboolean
wd_audit_state_parse(const guint8 *raw, gsize len, WdAuditState *state, GError **error)
{
	guint8 checksum[WD_HASH_LEN];
	guint64 seq;

	if (len == WD_AUDIT_STATE_LEN)
		wd_hash_sha256(raw, OFFSET_CHECKSUM, checksum);
	if (len != WD_AUDIT_STATE_LEN || memcmp(raw, MAGIC, strlen(MAGIC)) != 0 ||
	    memcmp(raw + OFFSET_CHECKSUM, checksum, sizeof checksum) != 0 ||
	    raw[OFFSET_FILE + WD_AUDIT_NAME_LEN - 1] != 0 || raw[OFFSET_CLOSED] > 1) {
		g_set_error(error, WD_ERROR, WD_ERROR_DAMAGED, "the audit state is damaged");
		return FALSE;
	}
	memcpy(&seq, raw + OFFSET_SEQ, sizeof seq);
	state->chain.seq = GUINT64_FROM_BE(seq);
	memcpy(state->chain.prev, raw + OFFSET_PREV, sizeof state->chain.prev);
	memcpy(state->chain.key, raw + OFFSET_KEY, sizeof state->chain.key);
	state->chain.is_closed = raw[OFFSET_CLOSED] == 1;
	memcpy(state->file, raw + OFFSET_FILE, sizeof state->file);
	return TRUE;
}

/**
 * wd_audit_state_load:
 * @folder: the folder of the trail
 * @state: (out caller-allocates): set on success; holds a secret
 * @error: return location for a #WD_ERROR: %WD_ERROR_NOT_FOUND, %WD_ERROR_DAMAGED,
 *   %WD_ERROR_UNTRUSTED, %WD_ERROR_IO
 *
 * Returns: whether there is a state
 */
gboolean
wd_audit_state_load(const char *folder, WdAuditState *state, GError **error)
{
	g_autofree char *path = g_build_filename(folder, WD_AUDIT_STATE_NAME, NULL);
	gsize len = 0;
	char *raw = wd_private_file_load(path, WD_AUDIT_STATE_LEN, &len, error);
	gboolean is_good;

	if (raw == NULL)
		return FALSE;
	is_good = wd_audit_state_parse((const guint8 *)raw, len, state, error);
	wd_hash_wipe(raw, len);
	g_free(raw);
	return is_good;
}
