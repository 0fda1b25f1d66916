/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-ctl-lessons.h"

#include <glib/gi18n-lib.h>

#include "ctl/wd-ctl-profile.h"
#include "ctl/wd-json-text.h"
#include "store/wd-lessons.h"

#define MAX_IDS  10000 /* on one command line */
#define ID_CHARS 8     /* of an id that is shown; --json has all of it */

typedef struct {
	WdCtlProfile profile;
	WdLessons *lessons;
} Stores;

static void
close_stores(Stores *stores)
{
	wd_lessons_close(stores->lessons);
	wd_ctl_profile_clear(&stores->profile);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Stores, close_stores)

static gboolean
open_stores(const WdCtl *ctl, Stores *stores)
{
	g_autoptr(GError) error = NULL;

	if (wd_ctl_profile_open(ctl, &stores->profile, &error))
		stores->lessons =
			wd_lessons_open(stores->profile.base, stores->profile.keys, &error);
	if (stores->lessons == NULL || !wd_lessons_refresh(stores->lessons, &error)) {
		wd_ctl_complain(ctl, "%s", error->message);
		return FALSE;
	}
	return TRUE;
}

static void
open_all(const WdCtl *ctl, WdLessons *lessons)
{
	guint n_damaged;

	(void)wd_lessons_open_some(lessons, G_MAXUINT); /* as far as the key opens them */
	n_damaged = wd_lessons_take_n_damaged(lessons);
	if (n_damaged > 0)
		wd_ctl_complain(ctl,
				g_dngettext(GETTEXT_PACKAGE,
					    "%u lesson could not be read",
					    "%u lessons could not be read",
					    n_damaged),
				n_damaged);
}

static const char *const sources[] = {
	[WD_SPIM_FROM_MESSAGE] = "message",
	[WD_SPIM_FROM_CONTACT] = "contact",
	[WD_SPIM_FROM_QUEUE] = "queue",
};

static void
append_json(GString *json, const WdLessonsClick *click)
{
	g_string_append_c(json, '{');
	wd_json_text_member(json, "id", click->id);
	wd_json_text_key(json, "messages");
	g_string_append_printf(json, "%u", click->n_parts);
	if (click->first != NULL) {
		wd_json_text_member(json, "kind", click->first->is_spim ? "spim" : "not-spim");
		wd_json_text_member(json, "source", sources[click->first->source]);
		wd_json_text_key(json, "time_ms");
		g_string_append_printf(json, "%" G_GINT64_FORMAT, click->first->time_ms);
	}
	g_string_append_c(json, '}');
}

static char *
format_time(gint64 time_ms)
{
	g_autoptr(GDateTime) time = g_date_time_new_from_unix_local(time_ms / 1000);

	return time != NULL ? g_date_time_format(time, "%Y-%m-%d %H:%M") : g_strdup("?");
}

static void
print_click(const WdCtl *ctl, const WdLessonsClick *click)
{
	g_autofree char *time = click->first != NULL ? format_time(click->first->time_ms) : NULL;

	if (click->first == NULL)
		/* Translators: the beginning of an id. */
		wd_ctl_print(ctl, _("%.*s  cannot be opened with this key\n"), ID_CHARS, click->id);
	else
		wd_ctl_print(ctl,
			     "%.*s  %s  %-8s  %-7s  %u\n",
			     ID_CHARS,
			     click->id,
			     time,
			     click->first->is_spim ? "spim" : "not-spim",
			     sources[click->first->source],
			     click->n_parts);
}

/**
 * wd_ctl_lessons_list:
 * @ctl: the command
 *
 * Prints a line for each click: its id, when, what the person said it was, where, and how many
 * messages it was about.
 *
 * Returns: %WD_CTL_GOOD however many there are
 */
WdCtlExit
wd_ctl_lessons_list(WdCtl *ctl)
{
	g_auto(Stores) stores = {0};
	g_autoptr(GPtrArray) clicks = NULL;
	g_autoptr(GString) json = g_string_new("[");

	if (!wd_ctl_parse(ctl, NULL, 0, 0))
		return WD_CTL_USAGE;
	if (!open_stores(ctl, &stores))
		return WD_CTL_CANNOT;
	open_all(ctl, stores.lessons);
	clicks = wd_lessons_list_clicks(stores.lessons);
	for (guint i = 0; i < clicks->len; i++) {
		const WdLessonsClick *click = g_ptr_array_index(clicks, i);

		if (ctl->is_json) {
			g_string_append(json, i == 0 ? "" : ",\n");
			append_json(json, click);
		} else {
			print_click(ctl, click);
		}
	}
	if (ctl->is_json)
		wd_ctl_print(ctl, "%s]\n", json->str);
	else if (clicks->len == 0)
		wd_ctl_print(ctl, _("Nothing was taught.\n"));
	return WD_CTL_GOOD;
}

static WdCtlExit
forget_all(const WdCtl *ctl, WdLessons *lessons)
{
	g_autoptr(GError) error = NULL;
	guint n_removed = 0;

	if (wd_lessons_remove_all(lessons, &n_removed, &error))
		return WD_CTL_GOOD;
	wd_ctl_complain(ctl, "%s", error->message);
	return WD_CTL_CANNOT;
}

static WdCtlExit
forget_one(const WdCtl *ctl, WdLessons *lessons, const char *prefix)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *id = wd_lessons_complete_id(lessons, prefix, &error);

	if (id != NULL && wd_lessons_remove(lessons, id, &error))
		return WD_CTL_GOOD;
	/* Translators: first what was typed for an id, then the reason. */
	wd_ctl_complain(ctl, _("%s: %s"), prefix, error->message);
	return id == NULL ? WD_CTL_USAGE : WD_CTL_CANNOT;
}

/**
 * wd_ctl_lessons_forget:
 * @ctl: the command
 *
 * Takes back what was taught: of the clicks that are named, or with --all of all. Needs no unlocked
 * key.
 *
 * Returns: %WD_CTL_USAGE when there is no such click; the others that were named are forgotten all
 *   the same
 */
WdCtlExit
wd_ctl_lessons_forget(WdCtl *ctl)
{
	gboolean is_all = FALSE;
	const GOptionEntry entries[] = {
		{"all", 0, 0, G_OPTION_ARG_NONE, &is_all, NULL, NULL},
		G_OPTION_ENTRY_NULL,
	};
	g_auto(Stores) stores = {0};
	WdCtlExit worst = WD_CTL_GOOD;

	if (!wd_ctl_parse(ctl, entries, 0, MAX_IDS))
		return WD_CTL_USAGE;
	if (is_all == (g_strv_length(ctl->args) > 0)) {
		wd_ctl_complain(ctl, _("name what to forget, or say --all"));
		return WD_CTL_USAGE;
	}
	if (!open_stores(ctl, &stores))
		return WD_CTL_CANNOT;
	if (is_all)
		return forget_all(ctl, stores.lessons);
	for (guint i = 0; ctl->args[i] != NULL; i++) {
		WdCtlExit result = forget_one(ctl, stores.lessons, ctl->args[i]);

		worst = MAX(worst, result);
	}
	return worst;
}

/**
 * wd_ctl_lessons_load:
 * @ctl: a command for a profile
 * @overlay: (out) (nullable) (transfer full): what its lessons weigh; NULL when there are none
 *
 * Returns: FALSE when they cannot be read, which is said
 */
gboolean
wd_ctl_lessons_load(const WdCtl *ctl, WdSpimOverlay **overlay)
{
	g_auto(Stores) stores = {0};
	g_autoptr(GPtrArray) open = NULL;

	*overlay = NULL;
	if (!open_stores(ctl, &stores))
		return FALSE;
	open_all(ctl, stores.lessons);
	open = wd_lessons_get_open(stores.lessons);
	if (open->len > 0)
		*overlay = wd_spim_overlay_new((const WdSpimLesson *const *)open->pdata, open->len);
	return TRUE;
}
