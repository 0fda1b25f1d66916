/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-audit-recover.h"

#include <string.h>

#include "engine/wd-error.h"
#include "store/wd-audit-walk.h"

/*
 * The state is what the last run was sure of; the files may be ahead of it, by the lines of its
 * last second. Those are verified with the state's key. Files that are behind it were cut.
 */

#define MAX_UNSYNCED 1000000 /* lines ahead of the state; a higher number is not one of ours */

typedef struct {
	WdAuditWalk walk;
	guint64 state_seq;
	guint64 found_seq; /* after the last line that fits */
	guint64 next_seq;  /* after every number that was given, also to lines that do not fit */
	gboolean is_there; /* the walk has reached the state's place */
	char file[WD_AUDIT_NAME_LEN];
	gsize whole_len;
	gsize torn_len;
	const char *problem;
	char stray[WD_AUDIT_NAME_LEN];
} Search;

/* Before the state's place nothing is checked but the line right before it. */
static void
pass_line(Search *search, const char *raw, gsize len, const WdAuditLine *line)
{
	guint8 digest[WD_HASH_LEN];

	search->found_seq = line->seq + 1;
	if (line->seq + 1 != search->state_seq)
		return;
	wd_hash_sha256(raw, len, digest);
	if (memcmp(digest, search->walk.chain.prev, sizeof digest) != 0)
		search->problem = "changed";
	search->is_there = TRUE;
	search->walk.is_in_file = TRUE;
	search->walk.chain.is_closed = wd_audit_line_is(line, WD_AUDIT_CLOSE);
}

/* After a problem lines are still counted: the numbers they have must not be given again. */
static void
look_at_line(Search *search, const char *raw, gsize len)
{
	WdAuditLine line;

	if (!wd_audit_line_parse(raw, len, &line, NULL)) {
		search->problem = "changed";
		return;
	}
	if (line.seq < search->state_seq + MAX_UNSYNCED)
		search->next_seq = MAX(search->next_seq, line.seq + 1);
	if (search->problem != NULL)
		return;
	if (!search->is_there)
		pass_line(search, raw, len, &line);
	else if (wd_audit_walk_step(&search->walk, raw, len, &line, NULL) != WD_WALK_FITS)
		search->problem = "changed";
	else
		search->found_seq = search->walk.chain.seq;
}

static void
look_at_file(Search *search, const char *bytes, gsize len)
{
	gsize start = 0;
	const char *newline;

	while ((newline = memchr(bytes + start, '\n', len - start)) != NULL) {
		look_at_line(search, bytes + start, (gsize)(newline - bytes) - start);
		start = (gsize)(newline - bytes) + 1;
	}
	search->whole_len = start;
	search->torn_len = len - start;
}

static gboolean
search_file(Search *search, const char *folder, const char *name, GError **error)
{
	gsize len;
	g_autofree char *bytes = wd_audit_files_load(folder, name, &len, error);

	if (bytes == NULL)
		return FALSE;
	if (search->is_there && memchr(bytes, '\n', len) == NULL) {
		(void)g_strlcpy(search->stray, name, sizeof search->stray);
		return TRUE;
	}
	if (search->is_there)
		wd_audit_walk_begin_file(&search->walk);
	(void)g_strlcpy(search->file, name, sizeof search->file);
	look_at_file(search, bytes, len);
	return TRUE;
}

/* A torn line is no surprise in the last file, and a sign of another hand in one before it. */
static gboolean
search_files(Search *search, const char *folder, const GPtrArray *names, GError **error)
{
	for (guint i = 0; i < names->len; i++) {
		const char *name = g_ptr_array_index(names, i);

		if (strcmp(name, search->file) < 0)
			continue;
		if (search->torn_len > 0 || search->stray[0] != '\0')
			search->problem = "torn";
		if (!search_file(search, folder, name, error))
			return FALSE;
	}
	if (search->problem == NULL && !search->is_there)
		search->problem = "missing";
	if (search->problem == NULL && search->walk.chain.is_closed && search->torn_len > 0)
		search->problem = "torn";
	return TRUE;
}

/* The hash of the last line that parses, so that a trail without its state still hangs together. */
static gboolean
find_last_line(const char *folder, const char *name, WdAuditState *state, GError **error)
{
	gsize len;
	g_autofree char *bytes = wd_audit_files_load(folder, name, &len, error);
	gsize start = 0;
	const char *newline;

	if (bytes == NULL)
		return FALSE;
	while ((newline = memchr(bytes + start, '\n', len - start)) != NULL) {
		gsize line_len = (gsize)(newline - bytes) - start;
		WdAuditLine line;

		if (wd_audit_line_parse(bytes + start, line_len, &line, NULL)) {
			wd_hash_sha256(bytes + start, line_len, state->chain.prev);
			state->chain.seq = line.seq + 1;
		}
		start = (gsize)(newline - bytes) + 1;
	}
	return TRUE;
}

/* No state: the lines may be whole, but nobody can say so. A new key vouches from here on. */
static gboolean
recover_without_state(const char *folder,
		      const GPtrArray *names,
		      WdAuditRecovery *recovery,
		      GError **error)
{
	wd_audit_chain_begin(&recovery->state.chain);
	if (names->len == 0) {
		recovery->left = WD_AUDIT_FRESH;
		return TRUE;
	}
	recovery->left = WD_AUDIT_BROKEN;
	recovery->problem = "state-missing";
	for (guint i = 0; i < names->len; i++) {
		const char *name = g_ptr_array_index(names, i);

		if (!find_last_line(folder, name, &recovery->state, error))
			return FALSE;
		(void)g_strlcpy(recovery->state.file, name, sizeof recovery->state.file);
	}
	recovery->found_seq = recovery->state.chain.seq;
	recovery->expected_seq = recovery->found_seq;
	return TRUE;
}

static void
take_result(Search *search, WdAuditRecovery *recovery, const char *last_name)
{
	recovery->expected_seq = search->state_seq;
	recovery->found_seq = search->found_seq;
	recovery->problem = search->problem;
	if (search->problem != NULL) {
		recovery->left = WD_AUDIT_BROKEN;
		recovery->state.chain.seq = MAX(search->state_seq, search->next_seq);
		wd_audit_chain_rotate(&recovery->state.chain);
		if (last_name != NULL && strcmp(last_name, recovery->state.file) > 0)
			(void)g_strlcpy(
				recovery->state.file, last_name, sizeof recovery->state.file);
		return;
	}
	recovery->state.chain = search->walk.chain;
	(void)g_strlcpy(recovery->state.file, search->file, sizeof recovery->state.file);
	recovery->whole_len = search->whole_len;
	recovery->torn_len = search->torn_len;
	memcpy(recovery->stray, search->stray, sizeof recovery->stray);
	recovery->left = search->walk.chain.is_closed ? WD_AUDIT_CLOSED : WD_AUDIT_CRASHED;
}

/**
 * wd_audit_recover:
 * @folder: the folder of the trail
 * @recovery: (out caller-allocates): what was found; holds a secret, wipe it
 * @error: return location for a #WD_ERROR: %WD_ERROR_IO, %WD_ERROR_UNTRUSTED
 *
 * Finds out where a new run goes on. Writes nothing, and needs no unlocked key. Reads the last file
 * only, after a crash those begun since the last sync.
 *
 * Returns: FALSE when the files cannot be read
 */
gboolean
wd_audit_recover(const char *folder, WdAuditRecovery *recovery, GError **error)
{
	g_autoptr(GPtrArray) names = wd_audit_files_list(folder);
	g_autoptr(GError) failure = NULL;
	Search search = {.walk = {.has_place = TRUE, .has_key = TRUE}};
	gboolean is_read;

	memset(recovery, 0, sizeof *recovery);
	if (!wd_audit_state_load(folder, &recovery->state, &failure)) {
		if (!g_error_matches(failure, WD_ERROR, WD_ERROR_NOT_FOUND) &&
		    !g_error_matches(failure, WD_ERROR, WD_ERROR_DAMAGED)) {
			g_propagate_error(error, g_steal_pointer(&failure));
			return FALSE;
		}
		return recover_without_state(folder, names, recovery, error);
	}
	search.walk.chain = recovery->state.chain;
	search.state_seq = recovery->state.chain.seq;
	memcpy(search.file, recovery->state.file, sizeof search.file);
	is_read = search_files(&search, folder, names, error);
	if (is_read)
		take_result(&search,
			    recovery,
			    names->len == 0 ? NULL : g_ptr_array_index(names, names->len - 1));
	wd_hash_wipe(&search.walk, sizeof search.walk);
	return is_read;
}
