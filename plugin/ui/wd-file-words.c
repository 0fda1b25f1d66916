/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ui/wd-file-words.h"

#include <glib/gi18n-lib.h>

#include "engine/text/wd-utf8.h"

#define MAX_WORD_CHARS 80  /* of a scanner's word, a media type */
#define MAX_PATH_CHARS 200 /* of a place to save to */

static const char *const classes[WD_FILE_N_CLASSES] = {
	[WD_FILE_UNKNOWN] = N_("unknown"),
	[WD_FILE_EMPTY] = N_("empty"),
	[WD_FILE_TEXT] = N_("text"),
	[WD_FILE_IMAGE] = N_("picture"),
	[WD_FILE_AUDIO] = N_("sound"),
	[WD_FILE_VIDEO] = N_("film"),
	[WD_FILE_DOCUMENT] = N_("document"),
	[WD_FILE_ARCHIVE] = N_("archive"),
	[WD_FILE_PROGRAM] = N_("program"),
	[WD_FILE_SCRIPT] = N_("script"),
	[WD_FILE_DISK] = N_("disk image"),
	[WD_FILE_DATA] = N_("data"),
};

/**
 * wd_file_words_for_type:
 * @facts: (nullable): what was seen in a file
 *
 * Returns: (transfer full): what it is as its bytes say, whatever its name says
 */
char *
wd_file_words_for_type(const WdFileFacts *facts)
{
	g_autofree char *type = NULL;

	if (facts == NULL || facts->inspection == WD_INSPECTION_NONE)
		return g_strdup(_("not looked into"));
	if (facts->inspection != WD_INSPECTION_DONE)
		return g_strdup(_("could not be looked into"));
	if (facts->type == NULL)
		return g_strdup(_(classes[facts->file_class]));
	type = wd_utf8_show(facts->type, MAX_WORD_CHARS);
	/* Translators: a kind of file ("program"), then its technical name. */
	return g_strdup_printf(_("%s (%s)"), _(classes[facts->file_class]), type);
}

static char *
format_infected(const WdScanAnswer *scan)
{
	g_autofree char *name = wd_utf8_show(scan->name != NULL ? scan->name : "?", MAX_WORD_CHARS);
	g_autofree char *engine = NULL;

	if (scan->engine == NULL)
		/* Translators: %s is what a virus scanner calls a virus. */
		return g_strdup_printf(_("found %s"), name);
	engine = wd_utf8_show(scan->engine, MAX_WORD_CHARS);
	/* Translators: what a virus scanner calls a virus, then the scanner's name. */
	return g_strdup_printf(_("found %s (%s)"), name, engine);
}

static char *
format_failed(const WdScanAnswer *scan)
{
	g_autofree char *reason = NULL;

	if (scan->reason == NULL)
		return g_strdup(_("did not answer"));
	reason = wd_utf8_show(scan->reason, MAX_WORD_CHARS);
	/* Translators: %s is why a virus scanner gave no answer. */
	return g_strdup_printf(_("did not answer: %s"), reason);
}

/**
 * wd_file_words_for_scan:
 * @facts: (nullable): what was seen in a file
 *
 * Returns: (transfer full): what the virus scanner said
 */
char *
wd_file_words_for_scan(const WdFileFacts *facts)
{
	switch (facts == NULL ? WD_SCAN_NONE : facts->scan.result) {
	case WD_SCAN_CLEAN:
		return g_strdup(_("found nothing"));
	case WD_SCAN_INFECTED:
		return format_infected(&facts->scan);
	case WD_SCAN_FAILED:
		return format_failed(&facts->scan);
	default:
		return g_strdup(_("was not asked"));
	}
}

/**
 * wd_file_words_is_here:
 * @held: a row
 *
 * Returns: whether it is a received file whose bytes wait in the quarantine, and not the mere offer
 * of one
 */
gboolean
wd_file_words_is_here(const WdHeld *held)
{
	return held->event->kind == WD_EVENT_FILE && held->event->direction == WD_DIRECTION_IN &&
	       held->event->file_path != NULL;
}

/**
 * wd_file_words_for_saving:
 * @held: a received file
 *
 * Returns: (transfer full): what releasing it means, as a question
 */
char *
wd_file_words_for_saving(const WdHeld *held)
{
	g_autofree char *path = g_filename_display_name(
		held->event->file_path != NULL ? held->event->file_path : "?");
	g_autofree char *shown = wd_utf8_show(path, MAX_PATH_CHARS);

	/* Translators: %s is a path. */
	return g_strdup_printf(_("This file may be harmful. Save it as %s?"), shown);
}
