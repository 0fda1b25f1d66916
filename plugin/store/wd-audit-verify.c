/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-audit-verify.h"

#include <string.h>

#include "engine/wd-error.h"
#include "store/wd-audit-files.h"
#include "store/wd-audit-state.h"
#include "store/wd-audit-walk.h"
#include "store/wd-paths.h"

/*
 * Catches edits, deletions, insertions, reordering, doubles and cuts, of lines and of files. With a
 * key to the sealed start keys also lines that were all written anew. Without the writer's state a
 * cut at the end of a line looks like a trail that is still being written: is_closed says so. A
 * trail that was thrown away as a whole, state and all, is missed by the collector alone, and so is
 * one that took its place: anybody can seal a start key to the auditors.
 */
typedef struct {
	WdAuditWalk walk;
	WdKeys *keys; /* (nullable) */
	WdAuditReport *report;
	const char *name;          /* of the file */
	guint line_number;         /* from 1 */
	const WdAuditState *state; /* (nullable) */
	gboolean is_state_met;
} Verifier;

static void
tell(Verifier *verifier, const char *what)
{
	verifier->report->is_intact = FALSE;
	if (verifier->report->first_problem == NULL)
		verifier->report->first_problem =
			g_strdup_printf("%s:%u: %s", verifier->name, verifier->line_number, what);
}

/* The start key as the first line has it sealed; FALSE where it cannot be opened. */
static gboolean
open_start_key(Verifier *verifier, const WdAuditLine *line, guint8 key[WD_AUDIT_KEY_LEN])
{
	g_autofree char *encoded = wd_audit_line_get_datum(line, "k0");
	g_autofree guint8 *sealed = NULL;
	g_autoptr(GBytes) plain = NULL;
	const guint8 *bytes;
	gsize len;

	if (verifier->keys == NULL || encoded == NULL)
		return FALSE;
	sealed = g_base64_decode(encoded, &len);
	plain = wd_keys_open_sealed(verifier->keys, sealed, len, NULL);
	if (plain == NULL)
		return FALSE;
	bytes = g_bytes_get_data(plain, &len);
	if (len != WD_AUDIT_KEY_LEN)
		return FALSE;
	memcpy(key, bytes, len);
	return TRUE;
}

/* What the writer was sure of must stand where it was. */
static void
compare_with_state(Verifier *verifier)
{
	const WdAuditChain *here = &verifier->walk.chain;
	const WdAuditState *state = verifier->state;

	if (state == NULL || here->seq != state->chain.seq)
		return;
	verifier->is_state_met = TRUE;
	if (memcmp(here->prev, state->chain.prev, sizeof here->prev) != 0)
		tell(verifier, "this line is not the one that was written");
	else if (verifier->walk.has_key &&
		 !wd_hash_is_equal(here->key, state->chain.key, WD_AUDIT_KEY_LEN))
		tell(verifier, "the writer's key does not follow from this line");
}

/* A write that failed was told at once and hides nothing; every other gap is a finding. */
static void
count_gap(Verifier *verifier, const WdAuditLine *line)
{
	g_autofree char *lost = wd_audit_line_get_datum(line, "lost");

	verifier->report->n_gaps++;
	if (lost == NULL)
		tell(verifier, "lines were missing or changed when the writer came back");
}

static void
verify_line(Verifier *verifier, const char *raw, gsize len)
{
	guint8 start_key[WD_AUDIT_KEY_LEN];
	gboolean has_start_key = FALSE;
	WdWalkResult result = WD_WALK_NO_LINE;
	WdAuditLine line;

	verifier->report->n_records++;
	if (wd_audit_line_parse(raw, len, &line, NULL)) {
		if (wd_audit_line_is(&line, WD_AUDIT_GENESIS))
			has_start_key = open_start_key(verifier, &line, start_key);
		result = wd_audit_walk_step(
			&verifier->walk, raw, len, &line, has_start_key ? start_key : NULL);
		wd_hash_wipe(start_key, sizeof start_key);
	}
	if (result != WD_WALK_FITS) {
		tell(verifier, wd_audit_walk_explain(result));
		return;
	}
	if (!verifier->walk.has_key)
		verifier->report->is_mac_checked = FALSE;
	if (wd_audit_line_is(&line, WD_AUDIT_GAP))
		count_gap(verifier, &line);
	compare_with_state(verifier);
}

/* Stops at the first problem: after it, nothing can be said about what follows. */
static void
verify_bytes(Verifier *verifier, const char *bytes, gsize len)
{
	gsize start = 0;

	verifier->line_number = 1;
	if (len == 0)
		tell(verifier, "the file is empty");
	while (verifier->report->is_intact && start < len) {
		const char *newline = memchr(bytes + start, '\n', len - start);

		if (newline == NULL) {
			tell(verifier, "the line is cut off");
			break;
		}
		verify_line(verifier, bytes + start, (gsize)(newline - bytes) - start);
		start = (gsize)(newline - bytes) + 1;
		if (start < len)
			verifier->line_number++;
	}
}

static gboolean
verify_files(Verifier *verifier, const char *folder, const GPtrArray *names, GError **error)
{
	for (guint i = 0; i < names->len && verifier->report->is_intact; i++) {
		g_autofree char *bytes = NULL;
		gsize len;

		/* With the place of the file that is not closed: there something was cut. */
		if (i > 0 && !verifier->walk.chain.is_closed) {
			tell(verifier, "the file goes on, but its end is missing");
			break;
		}
		verifier->name = g_ptr_array_index(names, i);
		bytes = wd_audit_files_load(folder, verifier->name, &len, error);
		if (bytes == NULL)
			return FALSE;
		verifier->report->n_files++;
		wd_audit_walk_begin_file(&verifier->walk);
		verify_bytes(verifier, bytes, len);
	}
	verifier->report->is_closed = names->len > 0 && verifier->walk.chain.is_closed;
	return TRUE;
}

static void
check_end(Verifier *verifier)
{
	if (!verifier->report->is_intact || verifier->state == NULL || verifier->is_state_met)
		return;
	if (verifier->name == NULL) {
		verifier->report->is_intact = FALSE;
		verifier->report->first_problem = g_strdup("every file of the trail is missing");
		return;
	}
	tell(verifier, "the lines after it were cut off");
}

static WdAuditReport *
verify(const char *folder, WdKeys *keys, const WdAuditState *state, GError **error)
{
	g_autoptr(GPtrArray) names = wd_audit_files_list(folder);
	g_autoptr(WdAuditReport) report = g_new0(WdAuditReport, 1);
	Verifier verifier = {.keys = keys, .report = report, .state = state};
	gboolean is_read;

	report->is_intact = TRUE;
	report->is_mac_checked = keys != NULL && names->len > 0;
	is_read = verify_files(&verifier, folder, names, error);
	check_end(&verifier);
	wd_hash_wipe(&verifier.walk, sizeof verifier.walk);
	return is_read ? g_steal_pointer(&report) : NULL;
}

/**
 * wd_audit_verify:
 * @base: the Warden folder of a client
 * @keys: (nullable): whose keys open the start keys; NULL or locked: MACs are not checked
 * @error: return location for a #WD_ERROR: %WD_ERROR_IO when a file cannot be read
 *
 * Verifies a trail where it was written, against the writer's own state. May run while the client
 * writes.
 *
 * Returns: (transfer full): what was found
 */
WdAuditReport *
wd_audit_verify(const char *base, WdKeys *keys, GError **error)
{
	g_autofree char *folder = wd_path_get(base, WD_PATH_AUDIT);
	g_autoptr(GPtrArray) names = wd_audit_files_list(folder);
	g_autoptr(GError) failure = NULL;
	WdAuditState state;
	WdAuditReport *report;

	/* Before the lines: what the writer was sure of then cannot be missing afterwards. */
	if (wd_audit_state_load(folder, &state, &failure)) {
		report = verify(folder, keys, &state, error);
		wd_audit_chain_wipe(&state.chain);
		return report;
	}
	report = verify(folder, keys, NULL, error);
	if (report == NULL || names->len == 0 || !report->is_intact)
		return report;
	report->is_intact = FALSE;
	report->first_problem =
		g_strdup_printf("%s: the end of the trail cannot be vouched for", failure->message);
	return report;
}

/**
 * wd_audit_verify_folder:
 * @folder: a folder with the files of a trail
 * @keys: (nullable): an auditor's, of wd_keys_load_identity()
 * @error: return location for a #WD_ERROR: %WD_ERROR_IO when a file cannot be read
 *
 * Verifies a copy, as an auditor gets it: without the writer's state.
 *
 * Returns: (transfer full): what was found
 */
WdAuditReport *
wd_audit_verify_folder(const char *folder, WdKeys *keys, GError **error)
{
	return verify(folder, keys, NULL, error);
}

/**
 * wd_audit_report_free:
 * @report: (nullable) (transfer full): a report
 */
void
wd_audit_report_free(WdAuditReport *report)
{
	if (report == NULL)
		return;
	g_free(report->first_problem);
	g_free(report);
}
