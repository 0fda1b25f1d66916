/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-audit-collected.h"

#include <string.h>

#include "crypto/wd-crypto.h"
#include "crypto/wd-hash.h"
#include "engine/text/wd-keyed-hash.h"
#include "store/wd-audit-line.h"
#include "store/wd-audit-pulse.h"

#define KEPT_SEEN    5000   /* lines of one desktop that are remembered; a batch has as many */
#define MORE_SEEN    1000   /* by which that is exceeded before the oldest are forgotten */
#define MAX_DESKTOPS 100000 /* where no certificate is asked for, anybody can send names */
#define MANY         10     /* desktops that do not fall silent together by themselves */
#define AHEAD_S      60     /* what a clock may be ahead */
#define RETURN_S     300    /* until all are back after a failure: the forwarder's longest delay */

/* What one desktop has sent so far. */
typedef struct {
	char *name;
	guint64 next_seq;
	guint8 last_digest[WD_HASH_LEN];
	GArray *seen; /* guint64: keyed hashes of the lines before next_seq, for those that come
			 twice */
	char *run;
	gint64 last_s;  /* Unix time of the last line, by the desktop's clock */
	gint64 heard_s; /* when it came, by the collector's if that is known */
	gboolean has_any;
	gboolean is_closed;
	gboolean is_asleep; /* it said so */
	gboolean is_told;   /* that it is mute, or that its clock is ahead */
} Desktop;

struct WdCollected {
	WdCollectedReport *report;
	GHashTable *desktops; /* name -> Desktop * */
	WdHashKey key; /* so that nobody can make another line pass for one that came twice */
	WdCollectedEach each; /* (nullable) */
	gpointer each_data;
	guint silent_s;
	gint64 heard_s; /* when anything came from anybody */
	gint64 grace_s; /* until then nobody is missed */
	gboolean is_shut;
};

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

	g_array_unref(desktop->seen);
	g_free(desktop->name);
	g_free(desktop->run);
	g_free(desktop);
}

static void
add(WdCollected *collected,
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
	g_ptr_array_add(collected->report->findings, finding);
}

static void
add_silence(WdCollected *collected,
	    WdCollectedKind kind,
	    const char *name,
	    guint64 n,
	    gint64 since_s,
	    gint64 silent_s)
{
	g_autoptr(GDateTime) since = g_date_time_new_from_unix_utc(since_s);
	g_autofree char *time = since == NULL ? NULL : g_date_time_format_iso8601(since);

	add(collected, kind, name, n, (guint64)silent_s, time);
}

/* NULL: there are too many. */
static Desktop *
find_desktop(WdCollected *collected, const char *name)
{
	Desktop *desktop = g_hash_table_lookup(collected->desktops, name);

	if (desktop == NULL && g_hash_table_size(collected->desktops) < MAX_DESKTOPS) {
		desktop = g_new0(Desktop, 1);
		desktop->name = g_strdup(name);
		desktop->seen = g_array_new(FALSE, FALSE, sizeof(guint64));
		g_hash_table_insert(collected->desktops, desktop->name, desktop);
		collected->report->n_desktops++;
	}
	return desktop;
}

static gint64
parse_time(const char *text)
{
	g_autoptr(GDateTime) time = text == NULL ? NULL : g_date_time_new_from_iso8601(text, NULL);

	return time == NULL ? 0 : g_date_time_to_unix(time);
}

/* @arrived_s is 0 where nobody knows when the line came: then the desktop's clock has to do. */
static void
look_at_run(WdCollected *collected,
	    Desktop *desktop,
	    const char *run,
	    const char *time,
	    gint64 arrived_s)
{
	gint64 now_s = parse_time(time);
	gint64 silent_s = arrived_s != 0 ? arrived_s - desktop->heard_s : now_s - desktop->last_s;
	gboolean is_same = g_strcmp0(run, desktop->run) == 0;

	if (desktop->has_any && !is_same && !desktop->is_closed)
		add(collected, WD_COLLECTED_NOT_ENDED, desktop->name, 0, 0, time);
	else if (desktop->has_any && is_same && !desktop->is_asleep &&
		 silent_s > collected->silent_s)
		add(collected, WD_COLLECTED_SILENT, desktop->name, 0, (guint64)silent_s, time);
	g_free(desktop->run);
	desktop->run = g_strdup(run);
	desktop->last_s = now_s;
	desktop->heard_s = arrived_s != 0 ? arrived_s : now_s;
	desktop->is_told = FALSE;
	collected->heard_s = MAX(collected->heard_s, desktop->heard_s);
}

static void
look_at_place(WdCollected *collected,
	      const Desktop *desktop,
	      const WdAuditLine *line,
	      const char *time)
{
	g_autofree char *digest = wd_hash_to_hex(desktop->last_digest, WD_HASH_LEN);
	WdCollectedKind kind;

	if (!desktop->has_any)
		return; /* where the collector begins to listen */
	if (line->seq > desktop->next_seq)
		kind = WD_COLLECTED_GAP;
	else if (line->seq < desktop->next_seq)
		kind = WD_COLLECTED_REWOUND;
	else if (strncmp(digest, line->prev, strlen(digest)) != 0)
		kind = WD_COLLECTED_CHANGED;
	else
		return;
	add(collected, kind, desktop->name, desktop->next_seq, line->seq, time);
}

static gboolean
was_seen(const Desktop *desktop, guint64 seq, guint64 hash)
{
	guint64 back = desktop->next_seq - seq;

	return seq < desktop->next_seq && back <= desktop->seen->len &&
	       g_array_index(desktop->seen, guint64, desktop->seen->len - back) == hash;
}

static void
remember(Desktop *desktop, guint64 seq, guint64 hash)
{
	if (seq != desktop->next_seq)
		g_array_set_size(desktop->seen, 0);
	g_array_append_val(desktop->seen, hash);
	if (desktop->seen->len > KEPT_SEEN + MORE_SEEN)
		g_array_remove_range(desktop->seen, 0, MORE_SEEN);
	desktop->next_seq = seq + 1;
}

static void
look_at_event(WdCollected *collected,
	      const Desktop *desktop,
	      const WdAuditLine *line,
	      const char *time)
{
	if (wd_audit_line_is(line, WD_AUDIT_GAP))
		add(collected, WD_COLLECTED_TOLD_GAP, desktop->name, line->seq, line->seq, time);
	else if (wd_audit_line_is(line, WD_AUDIT_UNLOAD))
		add(collected, WD_COLLECTED_OFF, desktop->name, line->seq, line->seq, time);
}

static void
take_line(WdCollected *collected,
	  const char *raw,
	  gsize len,
	  const WdAuditLine *line,
	  gint64 arrived_s)
{
	g_autofree char *host = wd_audit_line_get_member(raw, len, "host");
	g_autofree char *uid = wd_audit_line_get_member(raw, len, "uid");
	g_autofree char *run = wd_audit_line_get_member(raw, len, "sess");
	g_autofree char *time = wd_audit_line_get_member(raw, len, "ts");
	g_autofree char *name =
		g_strdup_printf("%s/%s", host != NULL ? host : "?", uid != NULL ? uid : "?");
	Desktop *desktop = find_desktop(collected, name);
	guint64 hash = wd_keyed_hash(&collected->key, raw, len);

	if (desktop == NULL) {
		collected->report->n_not_lines++;
		return;
	}
	if (was_seen(desktop, line->seq, hash)) {
		collected->report->n_twice++;
		return;
	}
	collected->report->n_lines++;
	if (collected->each != NULL)
		collected->each(raw, len, collected->each_data);
	look_at_run(collected, desktop, run, time, arrived_s);
	look_at_place(collected, desktop, line, time);
	look_at_event(collected, desktop, line, time);
	wd_hash_sha256(raw, len, desktop->last_digest);
	remember(desktop, line->seq, hash);
	desktop->has_any = TRUE;
	desktop->is_closed = wd_audit_line_is(line, WD_AUDIT_CLOSE);
	desktop->is_asleep = wd_audit_line_is(line, WD_AUDIT_SLEEP);
}

/**
 * wd_collected_new:
 * @silent_s: seconds of silence in which something must have happened
 *
 * Returns: (transfer full): knowing of no desktop yet
 */
WdCollected *
wd_collected_new(guint silent_s)
{
	WdCollected *collected = g_new0(WdCollected, 1);

	collected->report = g_new0(WdCollectedReport, 1);
	collected->report->findings = g_ptr_array_new_with_free_func(free_finding);
	collected->desktops = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_desktop);
	collected->silent_s = silent_s;
	wd_crypto_random((guint8 *)&collected->key, sizeof collected->key);
	return collected;
}

/**
 * wd_collected_set_each:
 * @collected: what is known so far
 * @each: (nullable): who is told of each line that is taken from now on
 * @data: for @each
 */
void
wd_collected_set_each(WdCollected *collected, WdCollectedEach each, gpointer data)
{
	collected->each = each;
	collected->each_data = data;
}

/**
 * wd_collected_take:
 * @collected: what is known so far
 * @row: (array length=len): a row of the collector, with a line of a trail in it or not; untrusted.
 *   Collectors put their own words in front, and may put some behind
 * @len: length of @row
 * @arrived_s: Unix time at which it came; 0 when nobody knows: then the line's own time counts
 *
 * Adds to the findings what does not fit.
 */
void
wd_collected_take(WdCollected *collected, const char *row, gsize len, gint64 arrived_s)
{
	const char *start = g_strstr_len(row, (gssize)len, "{\"v\":1,\"seq\":");
	const char *end = row + len;
	WdAuditLine line;

	if (start == NULL) {
		/* A gap that the forwarder told has no number; the numbers around it show it. */
		if (g_strstr_len(row, (gssize)len, "\"reason\":\"not-forwarded\"") == NULL)
			collected->report->n_not_lines++;
		return;
	}
	while (end > start && end[-1] != '}')
		end--;
	if (wd_audit_line_parse(start, (gsize)(end - start), &line, NULL))
		take_line(collected, start, (gsize)(end - start), &line, arrived_s);
	else
		collected->report->n_not_lines++;
}

/* Whether it should send something. */
static gboolean
is_expected(const Desktop *desktop)
{
	return !desktop->is_closed && !desktop->is_asleep;
}

static guint
count_running(const WdCollected *collected)
{
	GHashTableIter iter;
	gpointer desktop;
	guint n = 0;

	g_hash_table_iter_init(&iter, collected->desktops);
	while (g_hash_table_iter_next(&iter, NULL, &desktop))
		n += is_expected(desktop);
	return n;
}

/* One word for all of them, instead of thousands when a network or this collector was down. */
static gboolean
is_shut(WdCollected *collected, gint64 now_s)
{
	gint64 silent_s = now_s - collected->heard_s;
	guint n_running;

	if (silent_s <= collected->silent_s) {
		if (collected->is_shut)
			collected->grace_s = now_s + RETURN_S;
		collected->is_shut = FALSE;
		return FALSE;
	}
	if (collected->is_shut)
		return TRUE;
	n_running = count_running(collected);
	if (n_running < MANY)
		return FALSE;
	collected->is_shut = TRUE;
	add_silence(collected, WD_COLLECTED_NOBODY, "*", n_running, collected->heard_s, silent_s);
	return TRUE;
}

static void
look_at_silence(WdCollected *collected, Desktop *desktop, gint64 now_s)
{
	gint64 silent_s = now_s - desktop->heard_s;

	if (!is_expected(desktop) || desktop->is_told)
		return;
	if (silent_s < -AHEAD_S) {
		add_silence(collected, WD_COLLECTED_AHEAD, desktop->name, 0, now_s, -silent_s);
		desktop->is_told = TRUE;
	} else if (silent_s > collected->silent_s && now_s >= collected->grace_s) {
		add_silence(
			collected, WD_COLLECTED_MUTE, desktop->name, 0, desktop->heard_s, silent_s);
		desktop->is_told = TRUE;
	}
}

/**
 * wd_collected_look:
 * @collected: what is known so far
 * @now_s: Unix time
 *
 * Adds to the findings who is missing, once for each silence.
 */
void
wd_collected_look(WdCollected *collected, gint64 now_s)
{
	GHashTableIter iter;
	gpointer desktop;

	if (is_shut(collected, now_s))
		return;
	g_hash_table_iter_init(&iter, collected->desktops);
	while (g_hash_table_iter_next(&iter, NULL, &desktop))
		look_at_silence(collected, desktop, now_s);
}

/**
 * wd_collected_get_report:
 * @collected: what is known so far
 *
 * Returns: (transfer none): what was found since its findings were cleared last
 */
WdCollectedReport *
wd_collected_get_report(WdCollected *collected)
{
	return collected->report;
}

/**
 * wd_collected_steal_report:
 * @collected: what is known so far; only for freeing from now on
 *
 * Returns: (transfer full): what was found since its findings were cleared last
 */
WdCollectedReport *
wd_collected_steal_report(WdCollected *collected)
{
	return g_steal_pointer(&collected->report);
}

/**
 * wd_collected_free:
 * @collected: (nullable) (transfer full): what is known so far
 */
void
wd_collected_free(WdCollected *collected)
{
	if (collected == NULL)
		return;
	wd_collected_report_free(collected->report);
	g_hash_table_unref(collected->desktops);
	g_free(collected);
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
	g_autoptr(WdCollected) collected = wd_collected_new(WD_AUDIT_SILENT_S);
	gsize start = 0;

	while (start < len) {
		const char *newline = memchr(bytes + start, '\n', len - start);
		gsize end = newline == NULL ? len : (gsize)(newline - bytes);

		if (end > start)
			wd_collected_take(collected, bytes + start, end - start, 0);
		start = end + 1;
	}
	return wd_collected_steal_report(collected);
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
 * Returns: whether somebody has to look; a silence that is over and an end without a last line may
 * have an innocent reason
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
