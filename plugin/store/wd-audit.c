/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-audit.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "crypto/wd-crypto.h"
#include "crypto/wd-secret.h"
#include "engine/wd-error.h"
#include "store/wd-audit-line.h"
#include "store/wd-audit-recover.h"
#include "store/wd-audit-sink.h"
#include "store/wd-paths.h"

#define RUN_BYTES      6
#define BATCH_DELAY_MS 1000 /* lines that may be lost with the computer's power, not otherwise */
#define PEER_DIGITS    16   /* of a pseudonym: among 100 000 peers two meet by chance in 10^-9 */
#define MS_PER_DAY     (G_GINT64_CONSTANT(24) * 60 * 60 * 1000)

struct WdAudit {
	WdAuditSink *sink;
	WdKeys *keys;
	GStrv recipients; /* (nullable) */
	char *policy_digest;
	gboolean has_clear_peer_names;
	char *run;
	WdAuditState state;
	gboolean has_file;    /* the sink has a file that is not closed */
	gboolean has_genesis; /* and its first line */
	gint64 file_day;      /* days since 1970 */
	guint64 n_lost;       /* records that could not be written, not yet told in the trail */
	WdAgeDraft *draft;    /* (nullable) of the next file's start key */
	GString *line;        /* kept, so that a line costs no allocation */
};

static gboolean
append(WdAudit *audit,
       const WdAuditRecord *record,
       const WdAuditDatum *data,
       gsize n_data,
       GError **error)
{
	const WdAuditOrigin origin = {
		.host = g_get_host_name(),
		.uid = (guint)getuid(),
		.run = audit->run,
		.policy_digest = audit->policy_digest,
	};

	wd_audit_line_format(audit->line, &audit->state.chain, &origin, record, data, n_data);
	g_string_append_c(audit->line, '\n');
	if (!wd_audit_sink_append(audit->sink, audit->line->str, audit->line->len, error))
		return FALSE;
	/* Only now: a line that failed leaves its number and its key to the next. */
	wd_audit_chain_advance(&audit->state.chain,
			       audit->line->str,
			       audit->line->len - 1,
			       g_str_equal(record->event, WD_AUDIT_CLOSE));
	return TRUE;
}

/* The start key, readable for the person and the auditors alone. */
static char *
seal_start_key(WdAudit *audit, GError **error)
{
	const guint8 *key = audit->state.chain.key;
	gsize key_len = sizeof audit->state.chain.key;
	g_autoptr(GBytes) sealed = NULL;
	const guint8 *bytes;
	gsize len;

	if (audit->draft != NULL)
		sealed = wd_age_draft_seal(g_steal_pointer(&audit->draft), key, key_len, error);
	else
		sealed = wd_keys_seal(
			audit->keys, (const char *const *)audit->recipients, key, key_len, error);
	if (sealed == NULL)
		return NULL;
	bytes = g_bytes_get_data(sealed, &len);
	return g_base64_encode(bytes, len);
}

static gboolean
append_close(WdAudit *audit, gint64 now_ms, const char *reason, gsize torn_len, GError **error)
{
	const WdAuditRecord record = {.event = WD_AUDIT_CLOSE, .reason = reason, .time_ms = now_ms};
	g_autofree char *torn =
		torn_len == 0 ? NULL : g_strdup_printf("%" G_GSIZE_FORMAT, torn_len);

	if (!append(audit, &record, &(WdAuditDatum){"torn", torn}, 1, error))
		return FALSE;
	audit->has_file = FALSE;
	audit->has_genesis = FALSE;
	return TRUE;
}

static gboolean
begin_file(WdAudit *audit, gint64 now_ms, GError **error)
{
	const char *last = audit->state.file[0] == '\0' ? NULL : audit->state.file;
	g_autofree char *name = wd_audit_files_next_name(last, now_ms);

	if (name == NULL) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_IO,
			    "audit trail: no name can follow %s",
			    audit->state.file);
		return FALSE;
	}
	if (!wd_audit_sink_begin(audit->sink, name, error))
		return FALSE;
	(void)g_strlcpy(audit->state.file, name, sizeof audit->state.file);
	audit->has_file = TRUE;
	audit->file_day = now_ms / MS_PER_DAY;
	return TRUE;
}

/*
 * Sees to it that a file is begun and has its first line. May be called again after a failure in
 * its middle: it goes on where it stopped. Sealing comes first, so that a recipient who is none
 * leaves no empty file.
 */
static gboolean
prepare_file(WdAudit *audit, gint64 now_ms, GError **error)
{
	const WdAuditRecord record = {.event = WD_AUDIT_GENESIS, .time_ms = now_ms};
	g_autofree char *start_key = NULL;

	if (audit->has_genesis)
		return TRUE;
	start_key = seal_start_key(audit, error);
	if (start_key == NULL || (!audit->has_file && !begin_file(audit, now_ms, error)))
		return FALSE;
	audit->has_genesis = append(audit, &record, &(WdAuditDatum){"k0", start_key}, 1, error);
	return audit->has_genesis;
}

static gboolean
append_gap(WdAudit *audit,
	   gint64 now_ms,
	   const char *reason,
	   const WdAuditDatum *data,
	   gsize n_data,
	   GError **error)
{
	const WdAuditRecord record = {
		.event = WD_AUDIT_GAP,
		.severity = WD_SEVERITY_ERROR,
		.is_failure = TRUE,
		.reason = reason,
		.time_ms = now_ms,
	};

	return append(audit, &record, data, n_data, error);
}

static gboolean
tell_broken(WdAudit *audit, const WdAuditRecovery *recovery, gint64 now_ms, GError **error)
{
	g_autofree char *expected = g_strdup_printf("%" G_GUINT64_FORMAT, recovery->expected_seq);
	g_autofree char *found = g_strdup_printf("%" G_GUINT64_FORMAT, recovery->found_seq);
	const WdAuditDatum data[] = {{"expected", expected}, {"found", found}};

	return append_gap(audit, now_ms, recovery->problem, data, G_N_ELEMENTS(data), error);
}

static gboolean
tell_lost(WdAudit *audit, gint64 now_ms, GError **error)
{
	g_autofree char *lost = g_strdup_printf("%" G_GUINT64_FORMAT, audit->n_lost);
	const WdAuditDatum data[] = {{"lost", lost}};

	if (audit->n_lost == 0)
		return TRUE;
	if (!append_gap(audit, now_ms, "write-failed", data, G_N_ELEMENTS(data), error))
		return FALSE;
	audit->n_lost = 0;
	return TRUE;
}

/* Ends the file that a crash left open, under the key that its lines were verified with. */
static gboolean
close_crashed(WdAudit *audit, const WdAuditRecovery *recovery, gint64 now_ms, GError **error)
{
	if (!wd_audit_sink_continue(audit->sink, recovery->state.file, recovery->whole_len, error))
		return FALSE;
	audit->has_file = TRUE;
	return append_close(audit, now_ms, "recovered", recovery->torn_len, error);
}

static gboolean
go_on(WdAudit *audit, const char *folder, gint64 now_ms, GError **error)
{
	WdAuditRecovery recovery;
	gboolean is_ready = wd_audit_recover(folder, &recovery, error);

	if (is_ready && recovery.stray[0] != '\0') {
		g_autofree char *path = g_build_filename(folder, recovery.stray, NULL);

		(void)g_unlink(path); /* when it stays, beginning the next file says so */
	}
	audit->state = recovery.state;
	if (is_ready && recovery.left == WD_AUDIT_CRASHED)
		is_ready = close_crashed(audit, &recovery, now_ms, error);
	is_ready = is_ready && prepare_file(audit, now_ms, error);
	if (is_ready && recovery.left == WD_AUDIT_BROKEN)
		is_ready = tell_broken(audit, &recovery, now_ms, error);
	wd_hash_wipe(&recovery, sizeof recovery);
	return is_ready;
}

static void
free_audit(WdAudit *audit)
{
	wd_audit_sink_close(audit->sink);
	wd_audit_chain_wipe(&audit->state.chain);
	wd_age_draft_free(audit->draft);
	g_strfreev(audit->recipients);
	g_free(audit->policy_digest);
	g_free(audit->run);
	(void)g_string_free(audit->line, TRUE); /* nothing is left of it */
	wd_secret_free(audit, sizeof *audit);
}

/* A first file that never got its first line is no trail yet, and no reason to speak of a gap. */
static void
remove_unbegun(const WdAudit *audit, const char *folder)
{
	g_autofree char *path = g_build_filename(folder, audit->state.file, NULL);

	if (audit->has_file && !audit->has_genesis && wd_audit_sink_get_len(audit->sink) == 0)
		(void)g_unlink(path); /* when it stays, the next start speaks of a gap */
}

static char *
new_run(void)
{
	guint8 bytes[RUN_BYTES];

	wd_crypto_nonce(bytes, sizeof bytes);
	return wd_hash_to_hex(bytes, sizeof bytes);
}

/**
 * wd_audit_options_get:
 * @policy: a snapshot
 *
 * Returns: what it says about the trail; points into @policy
 */
WdAuditOptions
wd_audit_options_get(const WdPolicy *policy)
{
	const WdAuditOptions options = {
		.recipients = wd_policy_get_list(policy, WD_KEY_AUDIT_RECIPIENTS),
		.policy_digest = wd_policy_get_digest(policy),
		.has_clear_peer_names = wd_policy_get_choice(policy, WD_KEY_AUDIT_PEER_NAMES) ==
					WD_PEER_NAMES_CLEAR,
	};

	return options;
}

/**
 * wd_audit_open:
 * @base: the Warden folder of the client
 * @keys: (transfer none): must live as long as the result; may be locked
 * @options: what policy says; copied
 * @now_ms: the time
 * @error: return location for a #WD_ERROR: %WD_ERROR_BUSY when another process writes the trail,
 *   %WD_ERROR_IO, the errors of wd_keys_seal() when a recipient is none
 *
 * Begins a new file after the last one. What a crash left is verified and closed first; lines that
 * are missing or changed are told in the trail as audit.gap. Reads at most the file of the last
 * run; does not wait for the disk to write.
 *
 * Returns: (transfer full): the trail, closed with wd_audit_close()
 */
WdAudit *
wd_audit_open(const char *base,
	      WdKeys *keys,
	      const WdAuditOptions *options,
	      gint64 now_ms,
	      GError **error)
{
	g_autofree char *folder = wd_path_get(base, WD_PATH_AUDIT);
	WdAuditSink *sink =
		wd_path_make_folder(folder, error) ? wd_audit_sink_open(folder, error) : NULL;
	WdAudit *audit;

	if (sink == NULL)
		return NULL;
	audit = wd_secret_new(sizeof *audit); /* the chain's key is in it */
	audit->sink = sink;
	audit->keys = keys;
	audit->run = new_run();
	audit->line = g_string_sized_new(1024);
	wd_audit_set_options(audit, options);
	if (!go_on(audit, folder, now_ms, error)) {
		remove_unbegun(audit, folder);
		free_audit(audit);
		return NULL;
	}
	wd_audit_sink_commit(audit->sink, &audit->state, 0);
	return audit;
}

/**
 * wd_audit_set_options:
 * @audit: the trail
 * @options: what policy says now; copied
 *
 * From the next line on; other recipients from the next file on.
 */
void
wd_audit_set_options(WdAudit *audit, const WdAuditOptions *options)
{
	g_strfreev(audit->recipients);
	audit->recipients = g_strdupv((GStrv)options->recipients);
	g_clear_pointer(&audit->draft, wd_age_draft_free); /* the auditors may be others */
	g_free(audit->policy_digest);
	audit->policy_digest = g_strdup(options->policy_digest);
	audit->has_clear_peer_names = options->has_clear_peer_names;
}

static gboolean
turn_page(WdAudit *audit, gint64 now_ms, GError **error)
{
	gboolean is_full = wd_audit_sink_get_len(audit->sink) >= WD_AUDIT_MAX_FILE;
	gboolean is_new_day = now_ms / MS_PER_DAY > audit->file_day;

	if (audit->has_genesis && (is_full || is_new_day) &&
	    !append_close(audit, now_ms, is_full ? "size" : "day", 0, error))
		return FALSE;
	return prepare_file(audit, now_ms, error);
}

static gboolean
append_record(WdAudit *audit, const WdAuditRecord *record, GError **error)
{
	const WdAuditDatum data[] = {{record->detail_key, record->detail}};
	WdAuditRecord written = *record;
	g_autofree char *token = NULL;
	g_autofree char *pseudonym = NULL;

	if (record->peer != NULL && !audit->has_clear_peer_names) {
		token = wd_keys_pseudonym(audit->keys, "audit", record->peer);
		pseudonym = g_strdup_printf("h:%.*s", PEER_DIGITS, token);
		written.peer = pseudonym;
	}
	return append(audit, &written, data, record->detail_key == NULL ? 0 : 1, error);
}

/* What must not be lost with the computer's power: risks, and whatever changes keys or policy. */
static guint
get_delay_ms(const WdAuditRecord *record)
{
	gboolean is_urgent = record->severity >= WD_SEVERITY_WARNING ||
			     g_str_has_prefix(record->event, "key.") ||
			     g_str_has_prefix(record->event, "policy.");

	return is_urgent ? 0 : BATCH_DELAY_MS;
}

static gboolean
check_synced(WdAudit *audit, GError **error)
{
	int saved = wd_audit_sink_take_errno(audit->sink);

	if (saved == 0)
		return TRUE;
	g_set_error(error,
		    WD_ERROR,
		    WD_ERROR_IO,
		    "audit trail: lines may not be on the disk: %s",
		    g_strerror(saved));
	return FALSE;
}

/**
 * wd_audit_write:
 * @audit: the trail
 * @record: what happened
 * @error: return location for a #WD_ERROR
 *
 * Appends one line with one write, which outlives the process. A line of %WD_SEVERITY_WARNING or
 * above, or about keys or policy, is synced at once by a worker, another within a second; this
 * never waits for it: see wd_audit_is_durable(). The first lines of a file take 0.3 ms more, so
 * that the first of the next one, which is sealed for each auditor, takes no longer than others.
 *
 * Returns: FALSE when the line is not in the trail, or when earlier ones could not be synced: then
 * policy's OnAuditFailure decides. Lost lines are counted, and told in the trail when it works
 * again
 */
gboolean
wd_audit_write(WdAudit *audit, const WdAuditRecord *record, GError **error)
{
	if (!turn_page(audit, record->time_ms, error) ||
	    !tell_lost(audit, record->time_ms, error) || !append_record(audit, record, error)) {
		audit->n_lost++;
		return FALSE;
	}
	wd_audit_sink_commit(audit->sink, &audit->state, get_delay_ms(record));
	audit->draft =
		wd_keys_draft(audit->keys, (const char *const *)audit->recipients, audit->draft);
	return check_synced(audit, error);
}

/**
 * wd_audit_note_lost:
 * @audit: the trail
 * @n_lines: how many could not be written before it was open
 *
 * They are told in the trail with the next line, like those that wd_audit_write() lost.
 */
void
wd_audit_note_lost(WdAudit *audit, guint n_lines)
{
	audit->n_lost += n_lines;
}

/**
 * wd_audit_is_durable:
 * @audit: the trail
 *
 * Returns: whether every line so far is on the disk
 */
gboolean
wd_audit_is_durable(WdAudit *audit)
{
	return wd_audit_sink_get_synced_seq(audit->sink) == audit->state.chain.seq;
}

/**
 * wd_audit_flush:
 * @audit: the trail
 *
 * Blocks until every line so far is on the disk, or syncing has failed. For the tool and tests.
 */
void
wd_audit_flush(WdAudit *audit)
{
	wd_audit_sink_flush(audit->sink);
}

/**
 * wd_audit_close:
 * @audit: (nullable) (transfer full): the trail
 * @now_ms: the time
 *
 * Writes audit.close and blocks until all is on the disk: it happens once, at the end. When the
 * last line cannot be written, the next start does it.
 */
void
wd_audit_close(WdAudit *audit, gint64 now_ms)
{
	if (audit == NULL)
		return;
	if (audit->has_genesis && tell_lost(audit, now_ms, NULL) &&
	    append_close(audit, now_ms, NULL, 0, NULL))
		wd_audit_sink_commit(audit->sink, &audit->state, 0);
	free_audit(audit);
}
