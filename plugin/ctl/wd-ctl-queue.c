/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-ctl-queue.h"

#include <glib/gi18n-lib.h>

#include "ctl/wd-ctl-profile.h"
#include "ctl/wd-held-text.h"
#include "ctl/wd-json-text.h"
#include "engine/text/wd-utf8.h"
#include "engine/wd-error.h"
#include "store/wd-file-place.h"
#include "store/wd-quarantine.h"
#include "store/wd-queue.h"
#include "store/wd-trust.h"
#include "ui/wd-phrases.h"

#define MAX_IDS        10000 /* on one command line */
#define US_PER_MS      1000
#define MAX_PATH_CHARS 4096

/* What the commands work on: the stores of one profile. */
typedef struct {
	WdCtlProfile profile;
	WdQueue *queue;
} Stores;

static void
close_stores(Stores *stores)
{
	wd_queue_close(stores->queue);
	wd_ctl_profile_clear(&stores->profile);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Stores, close_stores)

static gboolean
open_stores(const WdCtl *ctl, Stores *stores)
{
	g_autoptr(GError) error = NULL;

	if (wd_ctl_profile_open(ctl, &stores->profile, &error))
		stores->queue = wd_queue_open(stores->profile.base, stores->profile.keys, &error);
	if (stores->queue == NULL) {
		wd_ctl_complain(ctl, "%s", error->message);
		return FALSE;
	}
	if (wd_queue_get_damaged_path(stores->queue) != NULL)
		/* Translators: %s is a path. */
		wd_ctl_complain(ctl,
				_("the database was damaged; it was moved to %s"),
				wd_queue_get_damaged_path(stores->queue));
	return TRUE;
}

static void
print_rows(const WdCtl *ctl, const GPtrArray *rows)
{
	g_autoptr(GString) json = g_string_new("[");

	for (guint i = 0; i < rows->len; i++) {
		const WdHeld *held = g_ptr_array_index(rows, i);

		if (ctl->is_json) {
			g_string_append(json, i == 0 ? "" : ",\n");
			wd_held_text_append_json(json, held);
		} else {
			g_autofree char *line = wd_held_text_format_line(held);

			wd_ctl_print(ctl, "%s", line);
		}
	}
	if (ctl->is_json)
		wd_ctl_print(ctl, "%s]\n", json->str);
	else if (rows->len == 0)
		wd_ctl_print(ctl, _("Nothing is held.\n"));
}

/**
 * wd_ctl_queue_list:
 * @ctl: the command
 *
 * Prints what waits for a decision, and what expired; with --all also what is decided.
 *
 * Returns: %WD_CTL_GOOD however many there are
 */
WdCtlExit
wd_ctl_queue_list(WdCtl *ctl)
{
	gboolean is_all = FALSE;
	const GOptionEntry entries[] = {
		{"all", 0, 0, G_OPTION_ARG_NONE, &is_all, NULL, NULL},
		G_OPTION_ENTRY_NULL,
	};
	g_auto(Stores) stores = {0};
	g_autoptr(GPtrArray) rows = NULL;
	g_autoptr(GError) error = NULL;

	if (!wd_ctl_parse(ctl, entries, 0, 0))
		return WD_CTL_USAGE;
	if (!open_stores(ctl, &stores))
		return WD_CTL_CANNOT;
	rows = wd_queue_list_states(
		stores.queue, is_all ? WD_QUEUE_EVERYTHING : WD_QUEUE_OPEN, &error);
	if (rows == NULL) {
		wd_ctl_complain(ctl, "%s", error->message);
		return WD_CTL_CANNOT;
	}
	print_rows(ctl, rows);
	return WD_CTL_GOOD;
}

static WdCtlExit
explain_failure(const WdCtl *ctl, const char *id, const GError *error)
{
	/* Translators: first what was typed for an id, then the reason. */
	wd_ctl_complain(ctl, _("%s: %s"), id, error->message);
	return g_error_matches(error, WD_ERROR, WD_ERROR_NOT_FOUND) ? WD_CTL_USAGE : WD_CTL_CANNOT;
}

static WdHeld *
find_row(WdQueue *queue, const char *prefix, GError **error)
{
	g_autofree char *id = wd_queue_complete_id(queue, prefix, error);

	return id == NULL ? NULL : wd_queue_find(queue, id, error);
}

/**
 * wd_ctl_queue_show:
 * @ctl: the command
 *
 * Prints all about one row.
 *
 * Returns: %WD_CTL_USAGE when there is no such row
 */
WdCtlExit
wd_ctl_queue_show(WdCtl *ctl)
{
	g_auto(Stores) stores = {0};
	g_autoptr(WdHeld) held = NULL;
	g_autoptr(GError) error = NULL;
	g_autoptr(GString) json = g_string_new(NULL);
	g_autofree char *page = NULL;

	if (!wd_ctl_parse(ctl, NULL, 1, 1))
		return WD_CTL_USAGE;
	if (!open_stores(ctl, &stores))
		return WD_CTL_CANNOT;
	held = find_row(stores.queue, ctl->args[0], &error);
	if (held == NULL)
		return explain_failure(ctl, ctl->args[0], error);
	if (ctl->is_json)
		wd_held_text_append_json(json, held);
	else
		page = wd_held_text_format_page(held);
	wd_ctl_print(ctl, "%s%s", ctl->is_json ? json->str : page, ctl->is_json ? "\n" : "");
	return WD_CTL_GOOD;
}

/* A running client sees the new trust at its next look. */
static gboolean
trust_peer(const Stores *stores, const WdEvent *event, GError **error)
{
	g_autoptr(WdTrust) trust = wd_trust_open(stores->profile.base, stores->profile.keys, error);

	return trust != NULL &&
	       wd_trust_set(trust, event->protocol, event->account, event->peer, TRUE, error);
}

/* Opened first: what cannot be opened names nobody. Then the decision, so that a row that is past
 * it makes nobody trusted. */
static gboolean
decide_row(const Stores *stores, const char *id, WdDecision decision, GError **error)
{
	gint64 now_ms = g_get_real_time() / US_PER_MS;
	g_autoptr(WdHeld) held = NULL;

	if (decision != WD_DECISION_TRUST)
		return wd_queue_decide(stores->queue, id, decision, now_ms, error);
	held = wd_queue_find(stores->queue, id, error);
	if (held == NULL)
		return FALSE;
	if (*held->event->peer == '\0') {
		g_set_error(error, WD_ERROR, WD_ERROR_REFUSED, "it names nobody to trust");
		return FALSE;
	}
	return wd_queue_decide(stores->queue, id, decision, now_ms, error) &&
	       trust_peer(stores, held->event, error);
}

/* What is still to come, where a decision is more than its word. */
static const char *const remarks[] = {
	[WD_DECISION_REPORT] = N_(
		"Once its account is connected, a running client or the next one blocks the sender "
		"and reports to the server, or prepares a report and asks. It asks first if the "
		"sender is a contact.\n"),
};

static void
print_remark(const WdCtl *ctl, WdDecision decision)
{
	if (!ctl->is_json && (guint)decision < G_N_ELEMENTS(remarks) && remarks[decision] != NULL)
		wd_ctl_print(ctl, "%s", _(remarks[decision]));
}

static void
print_decided(const WdCtl *ctl, const char *id, WdDecision decision)
{
	g_autoptr(GString) json = g_string_new("{");

	if (!ctl->is_json) {
		/* Translators: an id, then a word of the command line. */
		wd_ctl_print(ctl, _("%s: %s\n"), id, wd_decision_to_string(decision));
		return;
	}
	wd_json_text_member(json, "id", id);
	wd_json_text_member(json, "decision", wd_decision_to_string(decision));
	wd_ctl_print(ctl, "%s}\n", json->str);
}

/* A running client that works on it removes it itself. */
static void
remove_file(const Stores *stores, const char *id)
{
	WdQuarantine *file = wd_quarantine_take(stores->profile.base, id, NULL);

	if (file != NULL)
		wd_quarantine_discard(file);
}

static WdCtlExit
decide_one(const WdCtl *ctl, const Stores *stores, const char *prefix, WdDecision decision)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *id = wd_queue_complete_id(stores->queue, prefix, &error);

	if (id == NULL || !decide_row(stores, id, decision, &error))
		return explain_failure(ctl, prefix, error);
	if (decision == WD_DECISION_DELETE || decision == WD_DECISION_REPORT)
		remove_file(stores, id);
	print_decided(ctl, id, decision);
	return WD_CTL_GOOD;
}

/* Decides every row that is named, also after one that fails; the worst exit status counts. */
static WdCtlExit
decide(WdCtl *ctl, WdDecision decision)
{
	g_auto(Stores) stores = {0};
	WdCtlExit worst = WD_CTL_GOOD;
	guint n_decided = 0;

	if (!wd_ctl_parse(ctl, NULL, 1, MAX_IDS))
		return WD_CTL_USAGE;
	if (!open_stores(ctl, &stores))
		return WD_CTL_CANNOT;
	for (guint i = 0; ctl->args[i] != NULL; i++) {
		WdCtlExit result = decide_one(ctl, &stores, ctl->args[i], decision);

		worst = MAX(worst, result);
		n_decided += result == WD_CTL_GOOD;
	}
	if (n_decided > 0)
		print_remark(ctl, decision);
	return worst;
}

/**
 * wd_ctl_queue_release:
 * @ctl: the command
 *
 * Marks rows as released. A running client delivers them at once, else its next start does.
 *
 * Returns: %WD_CTL_USAGE for an unknown id, %WD_CTL_CANNOT for a row that is decided already
 */
WdCtlExit
wd_ctl_queue_release(WdCtl *ctl)
{
	return decide(ctl, WD_DECISION_RELEASE);
}

/**
 * wd_ctl_queue_trust:
 * @ctl: the command
 *
 * Marks rows as released, and their peers as trusted from now on. Needs an unlocked key.
 *
 * Returns: %WD_CTL_USAGE for an unknown id, %WD_CTL_CANNOT for a row that is decided already
 */
WdCtlExit
wd_ctl_queue_trust(WdCtl *ctl)
{
	return decide(ctl, WD_DECISION_TRUST);
}

/**
 * wd_ctl_queue_delete:
 * @ctl: the command
 *
 * Marks rows as deleted. A running client tells the peers of offers no, and those of requests where
 * [Contacts] RefusedRequests says so.
 *
 * Returns: %WD_CTL_USAGE for an unknown id, %WD_CTL_CANNOT for a row that is decided already
 */
WdCtlExit
wd_ctl_queue_delete(WdCtl *ctl)
{
	return decide(ctl, WD_DECISION_DELETE);
}

/**
 * wd_ctl_queue_report:
 * @ctl: the command
 *
 * Marks rows as deleted and their peers for blocking, which a running client does.
 *
 * Returns: %WD_CTL_USAGE for an unknown id, %WD_CTL_CANNOT for a row that is decided already
 */
WdCtlExit
wd_ctl_queue_report(WdCtl *ctl)
{
	return decide(ctl, WD_DECISION_REPORT);
}

/* Into a folder under its own name as far as that is one, or as exactly this. */
static char *
get_target(const WdHeld *held, const char *wanted)
{
	g_autofree char *absolute = g_canonicalize_filename(wanted, NULL);
	g_autofree char *name =
		g_path_get_basename(held->event->file_path != NULL ? held->event->file_path : "?");

	return g_file_test(absolute, G_FILE_TEST_IS_DIR) ? g_build_filename(absolute, name, NULL)
							 : g_steal_pointer(&absolute);
}

/* A copy: the row stays, and with it what was found. */
static char *
save_copy(const Stores *stores, const WdHeld *held, const char *wanted, GError **error)
{
	g_autoptr(WdQuarantine) file = wd_quarantine_take(stores->profile.base, held->id, error);
	g_autofree char *target = get_target(held, wanted);
	WdFileMove move = {.target = target};

	if (file == NULL)
		return NULL;
	if (!wd_quarantine_is_complete(file)) {
		g_set_error(error, WD_ERROR, WD_ERROR_REFUSED, "only half of this file arrived");
		return NULL;
	}
	move.fd = wd_quarantine_get_fd(file);
	return wd_file_place_copy(&move, error);
}

static void
print_saved(const WdCtl *ctl, const WdHeld *held, const char *path)
{
	g_autofree char *reasons = wd_phrase_for_findings(held->findings);
	g_autofree char *valid = g_filename_display_name(path);
	g_autofree char *shown = wd_utf8_show(valid, MAX_PATH_CHARS); /* it ends as a peer likes */
	g_autoptr(GString) json = g_string_new("{");

	if (!ctl->is_json) {
		wd_ctl_complain(ctl, "%s", reasons);
		/* Translators: an id, then a path. */
		wd_ctl_print(ctl, _("%s: saved as %s\n"), held->id, shown);
		return;
	}
	wd_json_text_member(json, "id", held->id);
	wd_json_text_member(json, "path", valid);
	wd_ctl_print(ctl, "%s}\n", json->str);
}

/**
 * wd_ctl_queue_save:
 * @ctl: the command
 *
 * Saves a copy of a received file that waits in the quarantine, with the warning that belongs to
 * it. Nothing is replaced, and the row stays as it is. Needs an unlocked key.
 *
 * Returns: %WD_CTL_USAGE for an unknown id, %WD_CTL_CANNOT for a row without a whole file and when
 * the place is none
 */
WdCtlExit
wd_ctl_queue_save(WdCtl *ctl)
{
	g_auto(Stores) stores = {0};
	g_autoptr(WdHeld) held = NULL;
	g_autoptr(GError) error = NULL;
	g_autofree char *path = NULL;

	if (!wd_ctl_parse(ctl, NULL, 2, 2))
		return WD_CTL_USAGE;
	if (!open_stores(ctl, &stores))
		return WD_CTL_CANNOT;
	held = find_row(stores.queue, ctl->args[0], &error);
	if (held == NULL)
		return explain_failure(ctl, ctl->args[0], error);
	path = save_copy(&stores, held, ctl->args[1], &error);
	if (path == NULL) {
		/* Translators: first what was typed for an id, then the reason. */
		wd_ctl_complain(ctl, _("%s: %s"), ctl->args[0], error->message);
		return WD_CTL_CANNOT;
	}
	print_saved(ctl, held, path);
	return WD_CTL_GOOD;
}
