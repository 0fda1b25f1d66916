/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/judge/wd-file-words.h"

#include <string.h>

#include "engine/wd-limits.h"

#define PIECE_BYTES   4096 /* judged at once: a fraction of a millisecond */
#define OVERLAP_BYTES 512  /* nothing shorter hides on a seam; a key is known by its first line */

/* A file is no talk: whether it reads like a worm's text or has links in it is not asked. */
static const char *const families[] = {"leak.", "trojan."};

/* Whether there is another piece. */
static gboolean
go_on(const char *text, gsize *offset)
{
	if (strnlen(text + *offset, PIECE_BYTES + 1) <= PIECE_BYTES)
		return FALSE;
	*offset += PIECE_BYTES - OVERLAP_BYTES;
	while (((guchar)text[*offset] & 0xc0) == 0x80)
		(*offset)++; /* not within a character */
	return TRUE;
}

/**
 * wd_file_words_read:
 * @file: a file that goes out, with what was seen in it
 * @offset: (inout): 0 for the first piece; moved to the next one, to %G_MAXSIZE behind the last
 *
 * Pieces overlap, so that nothing hides on a seam; the end is cut before a character.
 *
 * Returns: (transfer full) (nullable): a piece of the words as a message; NULL when there is none
 */
WdEvent *
wd_file_words_read(const WdEvent *file, gsize *offset)
{
	const char *text = file->file_facts != NULL ? file->file_facts->text : NULL;
	g_autofree char *piece = NULL;
	WdEvent fields = {
		.kind = WD_EVENT_IM,
		.direction = WD_DIRECTION_OUT,
		.protocol = file->protocol,
		.account = file->account,
		.peer = file->peer,
		.encryption = file->encryption,
		.file_size = -1,
		.time_ms = file->time_ms,
	};

	if (text == NULL || *offset == G_MAXSIZE)
		return NULL;
	piece = g_strndup(text + *offset, PIECE_BYTES);
	fields.text = piece;
	if (!go_on(text, offset))
		*offset = G_MAXSIZE;
	return wd_event_new(&fields);
}

static gboolean
is_about_content(const WdFinding *finding)
{
	for (guint i = 0; i < G_N_ELEMENTS(families); i++) {
		if (g_str_has_prefix(finding->code, families[i]))
			return TRUE;
	}
	return FALSE;
}

static gboolean
is_found(const GPtrArray *findings, const WdFinding *finding)
{
	for (guint i = 0; i < findings->len; i++) {
		const WdFinding *other = g_ptr_array_index(findings, i);

		if (g_str_equal(other->code, finding->code) &&
		    g_strcmp0(other->detail, finding->detail) == 0)
			return TRUE;
	}
	return FALSE;
}

/* A file cannot be masked, so that what is to be masked keeps it from leaving. */
static WdAction
get_action(const WdVerdict *piece, const WdFinding *finding)
{
	gboolean has_to_mask = (piece->treatment & WD_TREATMENT_REDACT) != 0;

	return has_to_mask && finding->action == WD_ACTION_WARN ? WD_ACTION_BLOCK : finding->action;
}

/**
 * wd_file_words_take:
 * @piece: what was said of a piece
 * @findings: (element-type WdFinding): what is new in it is appended, without a place in a text
 */
void
wd_file_words_take(const WdVerdict *piece, GPtrArray *findings)
{
	for (guint i = 0; i < piece->findings->len; i++) {
		const WdFinding *finding = g_ptr_array_index(piece->findings, i);

		if (!is_about_content(finding) || is_found(findings, finding) ||
		    findings->len >= WD_LIMIT_FINDINGS)
			continue;
		g_ptr_array_add(findings,
				wd_finding_new(finding->code,
					       get_action(piece, finding),
					       finding->weight,
					       0,
					       0,
					       finding->detail));
	}
}
