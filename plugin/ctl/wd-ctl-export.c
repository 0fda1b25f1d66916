/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-ctl-export.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "ctl/wd-ctl-archive.h"
#include "ctl/wd-ctl-trail.h"
#include "ctl/wd-export-file.h"
#include "ctl/wd-json-text.h"
#include "ctl/wd-log-line.h"
#include "store/wd-policy-store.h"

#define FOLDER_MODE   0700
#define MANIFEST_NAME "manifest.json"
#define DAY_MS        (G_GINT64_CONSTANT(24) * 60 * 60 * 1000)

/* What the command line asks for. */
typedef struct {
	char *identity;
	char *output;
	char *format_name;
	char *from_day;
	char *to_day;
	char *peer;
	WdLogFormat format;
	gint64 from_ms; /* inclusive */
	gint64 to_ms;   /* exclusive */
} Request;

static void
request_clear(Request *request)
{
	g_free(request->identity);
	g_free(request->output);
	g_free(request->format_name);
	g_free(request->from_day);
	g_free(request->to_day);
	g_free(request->peer);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Request, request_clear)

static gboolean
put_message(const WdLogMessage *message, gpointer file)
{
	return wd_export_file_add(file, message);
}

static void
append_manifest(GString *manifest, const char *id, const WdLogReport *report)
{
	wd_json_text_member(manifest, "log", id);
	wd_json_text_member(manifest, "condition", wd_log_condition_to_string(report->condition));
	wd_json_text_key(manifest, "records");
	wd_json_text_integer(manifest, report->n_records);
	wd_json_text_key(manifest, "messages");
	wd_json_text_integer(manifest, report->n_messages);
}

static gboolean
write_log(const Request *request,
	  WdKeys *keys,
	  const WdLogListing *listing,
	  WdLogReport *report,
	  GString *manifest,
	  GError **error)
{
	g_autofree char *id = wd_ctl_archive_get_id(listing->path);
	g_autoptr(WdExportFile) file =
		wd_export_file_new(request->output, id, request->format, error);

	if (file == NULL)
		return FALSE;
	wd_export_file_start(file, listing->entry);
	if (!wd_log_read(listing->path, keys, put_message, file, report, error) ||
	    !wd_export_file_end(file, report, manifest, error))
		return FALSE;
	append_manifest(manifest, id, report);
	return TRUE;
}

static WdCtlExit
export_log(WdCtl *ctl,
	   const Request *request,
	   WdKeys *keys,
	   const WdLogListing *listing,
	   GString *manifest)
{
	g_autoptr(GString) row = g_string_new("{");
	g_autoptr(GError) error = NULL;
	WdLogReport report;

	if (!write_log(request, keys, listing, &report, row, &error)) {
		wd_ctl_complain(ctl, "%s", error->message);
		return WD_CTL_CANNOT;
	}
	g_string_append(manifest, manifest->str[manifest->len - 1] == '[' ? "\n" : ",\n");
	g_string_append_printf(manifest, "%s}", row->str);
	return report.condition == WD_LOG_DAMAGED || report.condition == WD_LOG_TORN ? WD_CTL_FOUND
										     : WD_CTL_GOOD;
}

static gboolean
is_wanted(const Request *request, const WdLogEntry *entry)
{
	return entry->time_ms >= request->from_ms && entry->time_ms < request->to_ms &&
	       (request->peer == NULL || g_str_equal(request->peer, entry->peer));
}

static gboolean
write_manifest(WdCtl *ctl, const Request *request, const GString *manifest)
{
	g_autoptr(GError) error = NULL;
	FILE *file = wd_export_file_create(request->output, MANIFEST_NAME, &error);

	if (file == NULL) {
		wd_ctl_complain(ctl, "%s", error->message);
		return FALSE;
	}
	(void)fprintf(file, "%s\n]}\n", manifest->str); /* ferror() remembers */
	if (ferror(file) == 0 && fclose(file) == 0)
		return TRUE;
	wd_ctl_complain(ctl, _("%s cannot be written"), MANIFEST_NAME);
	return FALSE;
}

/*
 * Whose logs are read out stands in the trail of the profile before it happens. Where that cannot
 * be written it is said, and the export goes on: whoever has a recovery key often works on a copy,
 * or on the profile of somebody else, whose trail is not theirs to write.
 */
static void
note_export(const WdCtl *ctl, const Request *request, const WdCtlArchive *archive)
{
	g_autofree char *base = wd_ctl_get_base(ctl);
	g_autoptr(WdPolicyStore) store =
		wd_policy_store_open_to_read(base, wd_policy_places_get_installed());
	g_autoptr(GPtrArray) paths = g_ptr_array_new();

	for (guint i = 0; i < archive->listings->len; i++) {
		const WdLogListing *listing = g_ptr_array_index(archive->listings, i);

		if (listing->entry != NULL && is_wanted(request, listing->entry))
			g_ptr_array_add(paths, listing->path);
	}
	(void)wd_ctl_trail_note_all(ctl,
				    wd_policy_store_get(store),
				    "log.export",
				    wd_ctl_archive_get_reason(archive),
				    paths); /* it complains */
}

static WdCtlExit
export_all(WdCtl *ctl, const Request *request, const WdCtlArchive *archive)
{
	g_autoptr(GString) manifest = g_string_new("{");
	WdCtlExit result = WD_CTL_GOOD;

	wd_json_text_member(manifest, "program", "wardenctl " WD_VERSION);
	wd_json_text_key(manifest, "logs");
	g_string_append_c(manifest, '[');
	for (guint i = 0; i < archive->listings->len; i++) {
		const WdLogListing *listing = g_ptr_array_index(archive->listings, i);
		WdCtlExit one;

		if (listing->entry == NULL) {
			wd_ctl_complain(ctl, "%s: %s", listing->path, listing->problem);
			result = MAX(result, WD_CTL_FOUND);
			continue;
		}
		if (!is_wanted(request, listing->entry))
			continue;
		one = export_log(ctl, request, archive->keys, listing, manifest);
		result = MAX(result, one);
	}
	return write_manifest(ctl, request, manifest) ? result : WD_CTL_CANNOT;
}

static gboolean
parse_day(const WdCtl *ctl, const char *day, gint64 *time_ms)
{
	g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
	g_autofree char *midnight = day != NULL ? g_strconcat(day, "T00:00:00", NULL) : NULL;
	g_autoptr(GDateTime) time =
		midnight != NULL ? g_date_time_new_from_iso8601(midnight, utc) : NULL;

	if (day == NULL)
		return TRUE;
	if (time == NULL) {
		wd_ctl_complain(ctl, _("“%s” is no day such as 2026-11-22"), day);
		return FALSE;
	}
	*time_ms = g_date_time_to_unix(time) * 1000;
	return TRUE;
}

static gboolean
check_request(const WdCtl *ctl, Request *request)
{
	request->from_ms = G_MININT64;
	request->to_ms = G_MAXINT64;
	request->format = WD_LOG_FORMAT_JSON;
	if (request->output == NULL) {
		wd_ctl_complain(ctl, _("where to? --output names a new folder"));
		return FALSE;
	}
	if (request->format_name != NULL &&
	    !wd_log_format_parse(request->format_name, &request->format)) {
		wd_ctl_complain(ctl, _("the formats are jsonl, html and txt"));
		return FALSE;
	}
	if (!parse_day(ctl, request->from_day, &request->from_ms) ||
	    !parse_day(ctl, request->to_day, &request->to_ms))
		return FALSE;
	if (request->to_day != NULL)
		request->to_ms += DAY_MS; /* the day itself is meant, too */
	return TRUE;
}

/**
 * wd_ctl_logs_export:
 * @ctl: the command
 *
 * Writes one file a log into a new folder, its pictures beside it, and a manifest with the SHA-256
 * of each and how its log ended. The audit trail has a line for each log.
 *
 * Returns: %WD_CTL_FOUND when a log was torn, damaged or could not be read; the rest is exported
 */
WdCtlExit
wd_ctl_logs_export(WdCtl *ctl)
{
	g_auto(Request) request = {0};
	const GOptionEntry entries[] = {
		{"key", 0, 0, G_OPTION_ARG_FILENAME, &request.identity, NULL, NULL},
		{"output", 0, 0, G_OPTION_ARG_FILENAME, &request.output, NULL, NULL},
		{"format", 0, 0, G_OPTION_ARG_STRING, &request.format_name, NULL, NULL},
		{"from", 0, 0, G_OPTION_ARG_STRING, &request.from_day, NULL, NULL},
		{"to", 0, 0, G_OPTION_ARG_STRING, &request.to_day, NULL, NULL},
		{"peer", 0, 0, G_OPTION_ARG_STRING, &request.peer, NULL, NULL},
		G_OPTION_ENTRY_NULL,
	};
	g_autoptr(WdCtlArchive) archive = NULL;

	if (!wd_ctl_parse(ctl, entries, 0, 0) || !check_request(ctl, &request))
		return WD_CTL_USAGE;
	archive = wd_ctl_archive_open(ctl, request.identity);
	if (archive == NULL)
		return WD_CTL_CANNOT;
	if (g_mkdir(request.output, FOLDER_MODE) != 0) {
		wd_ctl_complain(ctl, "%s: %s", request.output, g_strerror(errno));
		return WD_CTL_CANNOT;
	}
	note_export(ctl, &request, archive);
	return export_all(ctl, &request, archive);
}
