/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-audit-deeds.h"

#include "store/wd-audit-files.h"
#include "store/wd-audit-line.h"

typedef struct {
	WdDeeds *deeds;
	gint64 from_ms;
	const gint *is_unwanted; /* atomic */
} Reading;

static gboolean
parse_time(const char *text, gint64 *time_ms)
{
	g_autoptr(GDateTime) time = text != NULL ? g_date_time_new_from_iso8601(text, NULL) : NULL;

	if (time == NULL)
		return FALSE;
	*time_ms = g_date_time_to_unix(time) * 1000 + g_date_time_get_microsecond(time) / 1000;
	return TRUE;
}

static void
take_deed(Reading *reading, const char *raw, gsize len)
{
	g_autofree char *event = NULL;
	g_autofree char *action = NULL;
	g_autofree char *time = NULL;
	g_autofree char *reason = NULL;
	g_autofree char *protocol = NULL;
	WdDeed deed = {0};
	WdAuditLine line;

	if (!wd_audit_line_parse(raw, len, &line, NULL))
		return;
	event = g_strndup(line.event, line.event_len);
	action = wd_audit_line_get_member(raw, len, "action");
	if (!wd_deed_find_kind(event, action, &deed.kind))
		return;
	time = wd_audit_line_get_member(raw, len, "ts");
	if (!parse_time(time, &deed.time_ms) || deed.time_ms < reading->from_ms)
		return;
	deed.event = event;
	deed.reason = reason = wd_audit_line_get_member(raw, len, "reason");
	deed.protocol = protocol = wd_audit_line_get_subject(raw, len, "proto");
	wd_deeds_add(reading->deeds, &deed);
}

static gboolean
take_line(const char *raw, gsize len, gpointer data)
{
	Reading *reading = data;

	if (g_atomic_int_get(reading->is_unwanted))
		return FALSE;
	take_deed(reading, raw, len);
	return TRUE;
}

/**
 * wd_audit_deeds_load:
 * @folder: the folder of a trail; need not exist
 * @from_ms: what is older is left out
 * @is_unwanted: read with g_atomic_int_get(): once it is not 0, what was found so far is enough
 * @error: return location for a #WD_ERROR
 *
 * Counts the same lines as wd_audit_survey_folder(), and keeps the newest %WD_AUDIT_MAX_DEEDS.
 * Blocks on the disk.
 *
 * Returns: (transfer full): what was done, in the order of the trail, or NULL when a file cannot be
 * read
 */
WdDeeds *
wd_audit_deeds_load(const char *folder, gint64 from_ms, const gint *is_unwanted, GError **error)
{
	g_autoptr(WdDeeds) deeds = wd_deeds_new(WD_AUDIT_MAX_DEEDS);
	g_autoptr(GDateTime) from = g_date_time_new_from_unix_utc(from_ms / 1000);
	g_autofree char *day = from != NULL ? g_date_time_format(from, "%Y-%m-%d") : NULL;
	Reading reading = {deeds, from_ms, is_unwanted};

	if (!wd_audit_files_each_line(folder, day, take_line, &reading, error))
		return NULL;
	return g_steal_pointer(&deeds);
}
