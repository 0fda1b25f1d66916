/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-ctl-audit.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "crypto/wd-crypto.h"
#include "ctl/wd-ctl-collected.h"
#include "ctl/wd-json-text.h"
#include "engine/text/wd-utf8.h"
#include "engine/wd-error.h"
#include "store/wd-audit-files.h"
#include "store/wd-audit-line.h"
#include "store/wd-audit-verify.h"
#include "store/wd-paths.h"

#define DEFAULT_N_LINES 20
#define MAX_WORD_CHARS  60 /* of one member on a terminal */

/* The person's keys, or those of --key; without any, only the chain is checked. */
static WdKeys *
load_keys(const char *base, const char *key_path, GError **error)
{
	g_autoptr(GError) failure = NULL;
	WdKeys *keys;

	if (!wd_crypto_start(error))
		return NULL;
	if (key_path != NULL)
		return wd_keys_load_identity(key_path, error);
	keys = wd_keys_load(base, &failure);
	if (keys == NULL && !g_error_matches(failure, WD_ERROR, WD_ERROR_NOT_FOUND))
		g_propagate_error(error, g_steal_pointer(&failure));
	return keys;
}

static void
append_flag(GString *json, const char *key, gboolean is_so)
{
	wd_json_text_key(json, key);
	g_string_append(json, is_so ? "true" : "false");
}

static void
append_count(GString *json, const char *key, guint count)
{
	wd_json_text_key(json, key);
	g_string_append_printf(json, "%u", count);
}

static void
print_report_json(const WdCtl *ctl, const WdAuditReport *report)
{
	g_autoptr(GString) json = g_string_new("{");

	append_flag(json, "intact", report->is_intact);
	append_flag(json, "closed", report->is_closed);
	append_flag(json, "mac_checked", report->is_mac_checked);
	append_count(json, "files", report->n_files);
	append_count(json, "records", report->n_records);
	append_count(json, "gaps", report->n_gaps);
	wd_json_text_member(json, "problem", report->first_problem);
	wd_ctl_print(ctl, "%s}\n", json->str);
}

static void
print_report(const WdCtl *ctl, const WdAuditReport *report)
{
	g_autofree char *records = g_strdup_printf(
		g_dngettext(GETTEXT_PACKAGE, "%u record", "%u records", report->n_records),
		report->n_records);
	g_autofree char *files = g_strdup_printf(
		g_dngettext(GETTEXT_PACKAGE, "%u file", "%u files", report->n_files),
		report->n_files);

	if (!report->is_intact)
		wd_ctl_print(ctl, "%s\n", report->first_problem);
	/* Translators: numbers with their words: "22 records in 3 files". */
	wd_ctl_print(ctl, _("%s in %s\n"), records, files);
	if (report->n_gaps > 0)
		wd_ctl_print(ctl,
			     g_dngettext(GETTEXT_PACKAGE,
					 "%u gap is told in the trail\n",
					 "%u gaps are told in the trail\n",
					 report->n_gaps),
			     report->n_gaps);
	if (!report->is_intact)
		return;
	wd_ctl_print(ctl,
		     "%s\n%s\n",
		     report->is_mac_checked
			     ? _("intact: no line was changed, moved or cut")
			     : _("the chain holds; without a key nobody can say that it was not "
				 "written anew as a whole"),
		     report->is_closed ? _("closed") : _("still being written, or cut at its end"));
}

static WdAuditReport *
verify(const WdCtl *ctl, const char *base, const char *key_path, GError **error)
{
	g_autoptr(GError) failure = NULL;
	g_autoptr(WdKeys) keys = load_keys(base, key_path, &failure);

	if (failure != NULL) {
		g_propagate_error(error, g_steal_pointer(&failure));
		return NULL;
	}
	if (ctl->args[0] != NULL)
		return wd_audit_verify_folder(ctl->args[0], keys, error);
	return wd_audit_verify(base, keys, error);
}

/**
 * wd_ctl_audit_verify:
 * @ctl: the command
 *
 * Verifies the trail of a profile, or a copy of one in a folder, or what a collector has of many.
 *
 * Returns: %WD_CTL_FOUND when a line was changed, moved or cut, %WD_CTL_CANNOT when there is no
 * trail to verify
 */
WdCtlExit
wd_ctl_audit_verify(WdCtl *ctl)
{
	g_autofree char *key_path = NULL;
	g_autofree char *collected = NULL;
	const GOptionEntry entries[] = {
		{"collector", 0, 0, G_OPTION_ARG_FILENAME, &collected, NULL, NULL},
		{"key", 0, 0, G_OPTION_ARG_FILENAME, &key_path, NULL, NULL},
		G_OPTION_ENTRY_NULL,
	};
	g_autofree char *base = NULL;
	g_autoptr(WdAuditReport) report = NULL;
	g_autoptr(GError) error = NULL;

	if (!wd_ctl_parse(ctl, entries, 0, 1))
		return WD_CTL_USAGE;
	if (collected != NULL)
		return wd_ctl_audit_check_collected(ctl, collected);
	base = wd_ctl_get_base(ctl);
	report = verify(ctl, base, key_path, &error);
	if (report == NULL) {
		wd_ctl_complain(ctl, "%s", error->message);
		return WD_CTL_CANNOT;
	}
	if (report->n_files == 0 && report->is_intact) {
		wd_ctl_complain(ctl, _("there is no audit trail"));
		return WD_CTL_CANNOT;
	}
	if (ctl->is_json)
		print_report_json(ctl, report);
	else
		print_report(ctl, report);
	return report->is_intact ? WD_CTL_GOOD : WD_CTL_FOUND;
}

static void
print_word(const WdCtl *ctl, JsonObject *object, const char *name, int width)
{
	JsonNode *node = json_object_get_member(object, name);
	const char *word = node != NULL && JSON_NODE_HOLDS_VALUE(node) &&
					   json_node_get_value_type(node) == G_TYPE_STRING
				   ? json_node_get_string(node)
				   : "-";
	g_autofree char *shown = wd_utf8_show(word, MAX_WORD_CHARS);

	wd_ctl_print(ctl, "%-*s  ", width, shown);
}

static void
print_subject(const WdCtl *ctl, JsonObject *object)
{
	JsonNode *node = json_object_get_member(object, "subject");

	if (node == NULL || !JSON_NODE_HOLDS_OBJECT(node))
		return;
	print_word(ctl, json_node_get_object(node), "account", 0);
	print_word(ctl, json_node_get_object(node), "peer", 0);
}

/* FALSE: this is no line of a trail, and is not shown: its bytes may be anybody's. */
static gboolean
print_line(const WdCtl *ctl, const char *raw)
{
	g_autoptr(JsonParser) parser = json_parser_new();
	WdAuditLine line;
	JsonObject *object;

	if (!wd_audit_line_parse(raw, strlen(raw), &line, NULL) ||
	    !json_parser_load_from_data(parser, raw, -1, NULL) ||
	    !JSON_NODE_HOLDS_OBJECT(json_parser_get_root(parser))) {
		wd_ctl_print(ctl, "%s\n", _("(not a line of an audit trail)"));
		return FALSE;
	}
	if (ctl->is_json) {
		wd_ctl_print(ctl, "%s\n", raw);
		return TRUE;
	}
	object = json_node_get_object(json_parser_get_root(parser));
	print_word(ctl, object, "ts", 24);
	print_word(ctl, object, "sev", 7);
	print_word(ctl, object, "ev", 20);
	print_word(ctl, object, "outcome", 7);
	print_word(ctl, object, "reason", 0);
	print_subject(ctl, object);
	wd_ctl_print(ctl, "\n");
	return TRUE;
}

/**
 * wd_ctl_audit_tail:
 * @ctl: the command
 *
 * Prints the last lines of the trail. Does not verify them.
 *
 * Returns: %WD_CTL_FOUND when one of them is no line
 */
WdCtlExit
wd_ctl_audit_tail(WdCtl *ctl)
{
	int n_lines = DEFAULT_N_LINES;
	const GOptionEntry entries[] = {
		{"lines", 'n', 0, G_OPTION_ARG_INT, &n_lines, NULL, NULL},
		G_OPTION_ENTRY_NULL,
	};
	g_autofree char *base = NULL;
	g_autofree char *folder = NULL;
	g_autoptr(GPtrArray) lines = NULL;
	g_autoptr(GError) error = NULL;
	WdCtlExit result = WD_CTL_GOOD;

	if (!wd_ctl_parse(ctl, entries, 0, 0))
		return WD_CTL_USAGE;
	base = wd_ctl_get_base(ctl);
	folder = wd_path_get(base, WD_PATH_AUDIT);
	lines = wd_audit_files_tail(folder, (guint)MAX(n_lines, 0), &error);
	if (lines == NULL) {
		wd_ctl_complain(ctl, "%s", error->message);
		return WD_CTL_CANNOT;
	}
	for (guint i = 0; i < lines->len; i++) {
		if (!print_line(ctl, g_ptr_array_index(lines, i)))
			result = WD_CTL_FOUND;
	}
	return result;
}
