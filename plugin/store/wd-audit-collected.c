/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-audit-collected.h"

#include <string.h>

#include "crypto/wd-hash.h"
#include "store/wd-audit-line.h"

#define LONG_SILENCE_S 660   /* two heartbeats and a minute */
#define MANY_SEEN      20000 /* lines of one desktop that are remembered, at most */
#define KEPT_SEEN      10000 /* of them when there are too many; one batch has 5000 */

/* What one desktop has sent so far. */
typedef struct {
	guint64 next_seq;
	guint8 last_digest[WD_HASH_LEN];
	GHashTable *seen; /* guint64 * -> digest in hex: for lines that come twice */
	char *run;
	gint64 last_s; /* Unix time of the last line */
	gboolean has_any;
	gboolean is_closed;
} Desktop;

typedef struct {
	WdCollectedReport *report;
	GHashTable *desktops; /* "HOST/UID" -> Desktop * */
} Check;

static void
free_finding(gpointer pointer)
{
	WdCollectedFinding *finding = pointer;

	g_free(finding->desktop);
	g_free(finding->time);
	g_free(finding);
}

static void
free_desktop(gpointer pointer)
{
	Desktop *desktop = pointer;

	g_hash_table_unref(desktop->seen);
	g_free(desktop->run);
	g_free(desktop);
}

static void
add(Check *check,
    WdCollectedKind kind,
    const char *name,
    guint64 expected,
    guint64 found,
    const char *time)
{
	WdCollectedFinding *finding = g_new0(WdCollectedFinding, 1);

	finding->kind = kind;
	finding->desktop = g_strdup(name);
	finding->expected = expected;
	finding->found = found;
	finding->time = g_strdup(time != NULL ? time : "");
	g_ptr_array_add(check->report->findings, finding);
}

static Desktop *
find_desktop(Check *check, const char *name)
{
	Desktop *desktop = g_hash_table_lookup(check->desktops, name);

	if (desktop == NULL) {
		desktop = g_new0(Desktop, 1);
		desktop->seen = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
		g_hash_table_insert(check->desktops, g_strdup(name), desktop);
		check->report->n_desktops++;
	}
	return desktop;
}

static gint64
parse_time(const char *text)
{
	g_autoptr(GDateTime) time = text == NULL ? NULL : g_date_time_new_from_iso8601(text, NULL);

	return time == NULL ? 0 : g_date_time_to_unix(time);
}

static void
look_at_run(Check *check, Desktop *desktop, const char *name, const char *run, const char *time)
{
	gint64 now_s = parse_time(time);
	gint64 silent_s = now_s - desktop->last_s;

	if (desktop->has_any && g_strcmp0(run, desktop->run) != 0 && !desktop->is_closed)
		add(check, WD_COLLECTED_NOT_ENDED, name, 0, 0, time);
	else if (desktop->has_any && g_strcmp0(run, desktop->run) == 0 && silent_s > LONG_SILENCE_S)
		add(check, WD_COLLECTED_SILENT, name, 0, (guint64)silent_s, time);
	g_free(desktop->run);
	desktop->run = g_strdup(run);
	desktop->last_s = now_s;
}

static void
look_at_place(
	Check *check, Desktop *desktop, const char *name, const WdAuditLine *line, const char *time)
{
	g_autofree char *digest = wd_hash_to_hex(desktop->last_digest, WD_HASH_LEN);

	if (!desktop->has_any)
		return; /* where the collector begins to listen */
	if (line->seq > desktop->next_seq)
		add(check, WD_COLLECTED_GAP, name, desktop->next_seq, line->seq, time);
	else if (line->seq < desktop->next_seq)
		add(check, WD_COLLECTED_REWOUND, name, desktop->next_seq, line->seq, time);
	else if (strncmp(digest, line->prev, strlen(digest)) != 0)
		add(check, WD_COLLECTED_CHANGED, name, desktop->next_seq, line->seq, time);
}

static gboolean
is_long_ago(gpointer key, gpointer value, gpointer data)
{
	return *(const guint64 *)key + KEPT_SEEN < *(const guint64 *)data;
}

static void
take_line(Check *check, const char *raw, gsize len, const WdAuditLine *line)
{
	g_autofree char *host = wd_audit_line_get_member(raw, len, "host");
	g_autofree char *uid = wd_audit_line_get_member(raw, len, "uid");
	g_autofree char *run = wd_audit_line_get_member(raw, len, "sess");
	g_autofree char *time = wd_audit_line_get_member(raw, len, "ts");
	g_autofree char *name =
		g_strdup_printf("%s/%s", host != NULL ? host : "?", uid != NULL ? uid : "?");
	Desktop *desktop = find_desktop(check, name);
	g_autofree char *digest = wd_hash_sha256_hex(raw, len);
	const char *before = g_hash_table_lookup(desktop->seen, &line->seq);

	if (g_strcmp0(before, digest) == 0) {
		check->report->n_twice++;
		return;
	}
	check->report->n_lines++;
	look_at_run(check, desktop, name, run, time);
	look_at_place(check, desktop, name, line, time);
	if (wd_audit_line_is(line, WD_AUDIT_GAP))
		add(check, WD_COLLECTED_TOLD_GAP, name, line->seq, line->seq, time);
	wd_hash_sha256(raw, len, desktop->last_digest);
	desktop->next_seq = line->seq + 1;
	desktop->has_any = TRUE;
	desktop->is_closed = wd_audit_line_is(line, WD_AUDIT_CLOSE);
	g_hash_table_replace(
		desktop->seen, g_memdup2(&line->seq, sizeof line->seq), g_steal_pointer(&digest));
	if (g_hash_table_size(desktop->seen) > MANY_SEEN)
		g_hash_table_foreach_remove(desktop->seen, is_long_ago, &desktop->next_seq);
}

/* Collectors put their own words in front, and may put some behind. */
static void
take_row(Check *check, const char *row, gsize len)
{
	const char *start = g_strstr_len(row, (gssize)len, "{\"v\":1,\"seq\":");
	const char *end = row + len;
	WdAuditLine line;

	if (start == NULL) {
		/* A gap that the forwarder told has no number; the numbers around it show it. */
		if (g_strstr_len(row, (gssize)len, "\"reason\":\"not-forwarded\"") == NULL)
			check->report->n_not_lines++;
		return;
	}
	while (end > start && end[-1] != '}')
		end--;
	if (wd_audit_line_parse(start, (gsize)(end - start), &line, NULL))
		take_line(check, start, (gsize)(end - start), &line);
	else
		check->report->n_not_lines++;
}

/**
 * wd_audit_collected_check:
 * @bytes: (array length=len): rows of a collector, each with a line of a trail in it; untrusted
 * @len: length of @bytes
 *
 * Follows every desktop's trail in the order in which its lines arrived.
 *
 * Returns: (transfer full): what does not fit
 */
WdCollectedReport *
wd_audit_collected_check(const char *bytes, gsize len)
{
	WdCollectedReport *report = g_new0(WdCollectedReport, 1);
	g_autoptr(GHashTable) desktops =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_desktop);
	Check check = {report, desktops};
	gsize start = 0;

	report->findings = g_ptr_array_new_with_free_func(free_finding);
	while (start < len) {
		const char *newline = memchr(bytes + start, '\n', len - start);
		gsize end = newline == NULL ? len : (gsize)(newline - bytes);

		if (end > start)
			take_row(&check, bytes + start, end - start);
		start = end + 1;
	}
	return report;
}

/**
 * wd_audit_collected_read:
 * @path: a collector's file
 * @error: return location for a #GFileError
 *
 * Returns: (transfer full): what does not fit in it, or NULL when it cannot be read
 */
WdCollectedReport *
wd_audit_collected_read(const char *path, GError **error)
{
	g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, error);

	if (file == NULL)
		return NULL;
	return wd_audit_collected_check(g_mapped_file_get_contents(file),
					g_mapped_file_get_length(file));
}

/**
 * wd_collected_is_alarm:
 * @kind: what was found
 *
 * Returns: whether it has no innocent reason; silence and an end without a last line may have one
 */
gboolean
wd_collected_is_alarm(WdCollectedKind kind)
{
	return kind < WD_COLLECTED_NOT_ENDED;
}

/**
 * wd_collected_report_free:
 * @report: (nullable) (transfer full): a report
 */
void
wd_collected_report_free(WdCollectedReport *report)
{
	if (report == NULL)
		return;
	g_ptr_array_unref(report->findings);
	g_free(report);
}
