/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-ctl-collected.h"

#include <glib/gi18n-lib.h>

#include "crypto/wd-crypto.h"
#include "ctl/wd-json-text.h"
#include "engine/text/wd-utf8.h"
#include "store/wd-audit-collected.h"
#include "store/wd-audit-pulse.h"
#include "store/wd-collected-file.h"

#define MAX_NAME_CHARS 80
#define MAX_FILES      100
#define LOOK_US        G_USEC_PER_SEC /* between two looks at the file */

static const struct {
	const char *word;
	const char *sentence;
} kinds[] = {
	[WD_COLLECTED_GAP] = {"gap", N_("line %s was expected, line %s came")},
	[WD_COLLECTED_CHANGED] = {"changed",
				  N_("the line before %2$s was changed after it was sent")},
	[WD_COLLECTED_REWOUND] = {"rewound",
				  N_("line %s was expected, line %s came again with other words")},
	[WD_COLLECTED_TOLD_GAP] = {"told-gap", N_("line %2$s says that the trail is not whole")},
	[WD_COLLECTED_OFF] = {"off", N_("Warden was switched off, and its client goes on")},
	[WD_COLLECTED_MUTE] =
		{"mute", N_("nothing has come for %2$s seconds, and nothing said that it ends")},
	[WD_COLLECTED_NOBODY] = {"nobody",
				 N_("nothing has come from any of %s desktops for %s seconds")},
	[WD_COLLECTED_AHEAD] = {"ahead",
				N_("its clock is %2$s seconds ahead, so silence cannot be seen")},
	[WD_COLLECTED_NOT_ENDED] = {"not-ended", N_("the run before ended without a last line")},
	[WD_COLLECTED_SILENT] = {"silent", N_("nothing came for %2$s seconds")},
};

/* By hand, since a sentence may use one of two numbers, or none. */
static char *
fill_in(const char *sentence, guint64 expected, guint64 found)
{
	g_autofree char *first = g_strdup_printf("%" G_GUINT64_FORMAT, expected);
	g_autofree char *second = g_strdup_printf("%" G_GUINT64_FORMAT, found);
	GString *text = g_string_new(sentence);

	(void)g_string_replace(text, "%2$s", second, 0);
	(void)g_string_replace(text, "%s", first, 1);
	(void)g_string_replace(text, "%s", second, 1);
	return g_string_free(text, FALSE);
}

/**
 * wd_ctl_collected_format:
 * @finding: what was found
 *
 * Returns: (transfer full): a desktop and a sentence
 */
char *
wd_ctl_collected_format(const WdCollectedFinding *finding)
{
	g_autofree char *sentence =
		fill_in(_(kinds[finding->kind].sentence), finding->expected, finding->found);
	g_autofree char *desktop = wd_utf8_show(finding->desktop, MAX_NAME_CHARS);

	return g_strdup_printf("%s: %s", desktop, sentence);
}

static void
print_finding(const WdCtl *ctl, const WdCollectedFinding *finding)
{
	g_autofree char *sentence =
		fill_in(_(kinds[finding->kind].sentence), finding->expected, finding->found);
	g_autofree char *desktop = wd_utf8_show(finding->desktop, MAX_NAME_CHARS);
	g_autofree char *time = wd_utf8_show(finding->time, MAX_NAME_CHARS);
	g_autoptr(GString) json = g_string_new("{");

	if (!ctl->is_json) {
		wd_ctl_print(ctl,
			     "%s  %s  %-9s  %s\n",
			     time,
			     desktop,
			     kinds[finding->kind].word,
			     sentence);
		return;
	}
	wd_json_text_member(json, "time", time);
	wd_json_text_member(json, "desktop", desktop);
	wd_json_text_member(json, "kind", kinds[finding->kind].word);
	g_string_append_printf(json,
			       ",\"expected\":%" G_GUINT64_FORMAT ",\"found\":%" G_GUINT64_FORMAT
			       ",\"alarm\":%s}",
			       finding->expected,
			       finding->found,
			       wd_collected_is_alarm(finding->kind) ? "true" : "false");
	wd_ctl_print(ctl, "%s\n", json->str);
}

/* Returns whether somebody has to look. */
static gboolean
print_findings(const WdCtl *ctl, WdCollectedReport *report)
{
	gboolean has_alarm = FALSE;

	for (guint i = 0; i < report->findings->len; i++) {
		const WdCollectedFinding *finding = g_ptr_array_index(report->findings, i);

		print_finding(ctl, finding);
		has_alarm = has_alarm || wd_collected_is_alarm(finding->kind);
	}
	g_ptr_array_set_size(report->findings, 0);
	return has_alarm;
}

static void
print_counts(const WdCtl *ctl, const WdCollectedReport *report)
{
	if (!ctl->is_json)
		/* Translators: four numbers. */
		wd_ctl_print(ctl,
			     _("%u lines of %u desktops, %u came twice, %u rows hold none\n"),
			     report->n_lines,
			     report->n_desktops,
			     report->n_twice,
			     report->n_not_lines);
}

/**
 * wd_ctl_audit_check_collected:
 * @ctl: the command
 * @path: what a collector has
 *
 * Prints what does not fit in the trails of all desktops.
 *
 * Returns: %WD_CTL_FOUND when something has no innocent reason
 */
WdCtlExit
wd_ctl_audit_check_collected(const WdCtl *ctl, const char *path)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(WdCollectedReport) report =
		wd_crypto_start(&error) ? wd_audit_collected_read(path, &error) : NULL;
	WdCtlExit result = WD_CTL_GOOD;

	if (report == NULL) {
		wd_ctl_complain(ctl, "%s", error->message);
		return WD_CTL_CANNOT;
	}
	if (print_findings(ctl, report))
		result = WD_CTL_FOUND;
	print_counts(ctl, report);
	return result;
}

/* One who watches. */
typedef struct {
	const WdCtl *ctl;
	WdCollected *collected;
	WdCollectedFile *file; /* the last, which grows */
	WdCtlExit result;
	gboolean is_file_away; /* and that was said */
} Watch;

static gint64
now_s(void)
{
	return g_get_real_time() / G_USEC_PER_SEC;
}

/* Says at once what is new: a program may read it. */
static void
tell(Watch *watch)
{
	if (print_findings(watch->ctl, wd_collected_get_report(watch->collected)))
		watch->result = WD_CTL_FOUND;
	(void)fflush(watch->ctl->out); /* ferror() remembers */
}

/* A collector that exchanges its file, or whose disk is full, is waited for: who does not look any
 * more sees nothing at all. */
static void
look(Watch *watch)
{
	g_autoptr(GError) error = NULL;
	gboolean is_read = wd_collected_file_read(watch->file, watch->collected, now_s(), &error);

	if (!is_read && !watch->is_file_away)
		wd_ctl_complain(watch->ctl, "%s", error->message);
	watch->is_file_away = !is_read;
	wd_collected_look(watch->collected, now_s());
	tell(watch);
}

/* What is in the files already, by the desktops' own clocks: nobody saw it come. The last one need
 * not be there yet for who stays. */
static gboolean
catch_up(Watch *watch, gboolean is_once)
{
	g_autoptr(GError) error = NULL;

	for (guint i = 0; watch->ctl->args[i] != NULL; i++) {
		wd_collected_file_free(watch->file);
		watch->file = wd_collected_file_new(watch->ctl->args[i]);
		if (wd_collected_file_read(watch->file, watch->collected, 0, &error))
			continue;
		wd_ctl_complain(watch->ctl, "%s", error->message);
		watch->is_file_away = TRUE;
		if (is_once || watch->ctl->args[i + 1] != NULL)
			return FALSE;
	}
	wd_collected_look(watch->collected, now_s());
	return TRUE;
}

static WdCtlExit
run_watch(const WdCtl *ctl, guint silent_s, gboolean is_once)
{
	g_autoptr(WdCollected) collected = wd_collected_new(silent_s);
	Watch watch = {.ctl = ctl, .collected = collected};

	if (!catch_up(&watch, is_once)) {
		wd_collected_file_free(watch.file);
		return WD_CTL_CANNOT;
	}
	tell(&watch);
	if (is_once)
		print_counts(ctl, wd_collected_get_report(collected));
	while (!is_once && !ferror(ctl->out)) { /* until nobody listens, or a signal */
		g_usleep(LOOK_US);
		look(&watch);
	}
	wd_collected_file_free(watch.file);
	return watch.result;
}

/**
 * wd_ctl_audit_watch:
 * @ctl: the command; it names a collector's files, the oldest first
 *
 * Prints what does not fit in the trails of all desktops and who falls silent, as soon as it is
 * seen, until nobody listens any more; or what there is to say now.
 *
 * Returns: %WD_CTL_FOUND when somebody has to look
 */
WdCtlExit
wd_ctl_audit_watch(WdCtl *ctl)
{
	gboolean is_once = FALSE;
	int silent_s = WD_AUDIT_SILENT_S;
	const GOptionEntry entries[] = {
		{"once", 0, 0, G_OPTION_ARG_NONE, &is_once, NULL, NULL},
		{"silence", 0, 0, G_OPTION_ARG_INT, &silent_s, NULL, NULL},
		G_OPTION_ENTRY_NULL,
	};
	g_autoptr(GError) error = NULL;

	if (!wd_ctl_parse(ctl, entries, 1, MAX_FILES))
		return WD_CTL_USAGE;
	if (silent_s <= 0) {
		g_autofree char *word = g_strdup_printf("%d", silent_s);

		wd_ctl_complain(ctl, _("unexpected argument “%s”"), word);
		return WD_CTL_USAGE;
	}
	if (wd_crypto_start(&error))
		return run_watch(ctl, (guint)silent_s, is_once);
	wd_ctl_complain(ctl, "%s", error->message);
	return WD_CTL_CANNOT;
}
