/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-log-anchors.h"

#include <string.h>

#include "store/wd-audit-files.h"
#include "store/wd-audit-line.h"
#include "store/wd-paths.h"

#define ID_DIGITS  32
#define TAG_DIGITS 32

struct WdLogAnchors {
	GHashTable *by_id; /* id -> WdLogTraces * */
};

static gboolean
parse_hex(const char *text, guint8 *bytes, gsize len)
{
	for (gsize i = 0; i < len; i++) {
		int high = g_ascii_xdigit_value(text[2 * i]);
		int low = high < 0 ? -1 : g_ascii_xdigit_value(text[2 * i + 1]);

		if (low < 0)
			return FALSE;
		bytes[i] = (guint8)(high << 4 | low);
	}
	return TRUE;
}

/**
 * wd_log_head_parse:
 * @head: "ID:COUNT:TAG", as wd_log_writer_get_head() makes it; untrusted
 * @id: (out) (transfer full): the log's id
 * @anchor: (out): count and tag
 *
 * Returns: whether @head is one; else nothing is set
 */
gboolean
wd_log_head_parse(const char *head, char **id, WdLogAnchor *anchor)
{
	g_auto(GStrv) parts = g_strsplit(head, ":", 4);
	WdLogAnchor parsed = {0};
	guint64 count;

	if (g_strv_length(parts) != 3 || strlen(parts[0]) != ID_DIGITS ||
	    strspn(parts[0], "0123456789abcdef") != ID_DIGITS || strlen(parts[2]) != TAG_DIGITS ||
	    !g_ascii_string_to_unsigned(parts[1], 10, 1, G_MAXUINT32, &count, NULL) ||
	    !parse_hex(parts[2], parsed.tag, sizeof parsed.tag))
		return FALSE;
	parsed.count = (guint)count;
	*anchor = parsed;
	*id = g_strdup(parts[0]);
	return TRUE;
}

static WdLogTraces *
get_traces(WdLogAnchors *anchors, const char *id)
{
	WdLogTraces *traces = g_hash_table_lookup(anchors->by_id, id);

	if (traces == NULL) {
		traces = g_new0(WdLogTraces, 1);
		g_hash_table_insert(anchors->by_id, g_strdup(id), traces);
	}
	return traces;
}

static void
take_head(WdLogAnchors *anchors, const WdAuditLine *line, const char *head)
{
	g_autofree char *id = NULL;
	WdLogAnchor anchor;
	WdLogTraces *traces;

	if (!wd_log_head_parse(head, &id, &anchor))
		return;
	traces = get_traces(anchors, id);
	if (anchor.count < traces->newest.count)
		return;
	traces->newest = anchor;
	traces->is_closed = wd_audit_line_is(line, "log.close");
}

static void
take_line(WdLogAnchors *anchors, const char *raw, gsize len)
{
	static const char *const heads[] = {"log.open", "log.checkpoint", "log.gap", "log.close"};
	WdAuditLine line;

	if (!wd_audit_line_parse(raw, len, &line, NULL))
		return; /* the verifier of the trail says so */
	for (gsize i = 0; i < G_N_ELEMENTS(heads); i++) {
		g_autofree char *head = NULL;

		if (!wd_audit_line_is(&line, heads[i]))
			continue;
		head = wd_audit_line_get_datum(&line, "head");
		if (head != NULL)
			take_head(anchors, &line, head);
	}
	if (wd_audit_line_is(&line, "log.delete")) {
		g_autofree char *id = wd_audit_line_get_datum(&line, "log");

		if (id != NULL)
			get_traces(anchors, id)->is_deleted = TRUE;
	}
}

static void
take_file(WdLogAnchors *anchors, const char *folder, const char *name)
{
	gsize len = 0;
	g_autofree char *bytes = wd_audit_files_load(folder, name, &len, NULL);
	const char *at = bytes;
	const char *end = bytes + len;

	while (bytes != NULL && at < end) {
		const char *newline = memchr(at, '\n', (gsize)(end - at));

		if (newline == NULL)
			return; /* torn: not a line yet */
		take_line(anchors, at, (gsize)(newline - at));
		at = newline + 1;
	}
}

/**
 * wd_log_anchors_load:
 * @base: the plugin's folder
 *
 * Reads the whole trail; blocks on the disk.
 *
 * Returns: (transfer full): what it says of logs; nothing when there is no trail
 */
WdLogAnchors *
wd_log_anchors_load(const char *base)
{
	g_autofree char *folder = wd_path_get(base, WD_PATH_AUDIT);
	g_autoptr(GPtrArray) names = wd_audit_files_list(folder);
	WdLogAnchors *anchors = g_new0(WdLogAnchors, 1);

	anchors->by_id = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	for (guint i = 0; names != NULL && i < names->len; i++)
		take_file(anchors, folder, g_ptr_array_index(names, i));
	return anchors;
}

/**
 * wd_log_anchors_find:
 * @anchors: anchors
 * @id: a log's id
 *
 * Returns: (transfer none) (nullable): what the trail says of it, for wd_log_reading_expect(); NULL
 * when it does not know the log
 */
WdLogTraces *
wd_log_anchors_find(const WdLogAnchors *anchors, const char *id)
{
	return g_hash_table_lookup(anchors->by_id, id);
}

static gint
compare_ids(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/**
 * wd_log_anchors_list_missing:
 * @anchors: anchors
 * @present: ids of the logs that are there, as keys
 *
 * Returns: (transfer full) (element-type utf8): ids of logs that were begun, not deleted through
 * Warden, and are gone; sorted
 */
GPtrArray *
wd_log_anchors_list_missing(const WdLogAnchors *anchors, GHashTable *present)
{
	GPtrArray *missing = g_ptr_array_new_with_free_func(g_free);
	GHashTableIter iter;
	gpointer id;
	gpointer value;

	g_hash_table_iter_init(&iter, anchors->by_id);
	while (g_hash_table_iter_next(&iter, &id, &value)) {
		const WdLogTraces *traces = value;

		if (traces->newest.count > 0 && !traces->is_deleted &&
		    !g_hash_table_contains(present, id))
			g_ptr_array_add(missing, g_strdup(id));
	}
	g_ptr_array_sort(missing, compare_ids);
	return missing;
}

/**
 * wd_log_anchors_free:
 * @anchors: (nullable) (transfer full): anchors
 */
void
wd_log_anchors_free(WdLogAnchors *anchors)
{
	if (anchors == NULL)
		return;
	g_hash_table_unref(anchors->by_id);
	g_free(anchors);
}
