/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-pages.h"

#include <glib/gi18n-lib.h>

#include "pidgin/wd-gtk-activity.h"
#include "pidgin/wd-gtk-logs.h"
#include "pidgin/wd-gtk-policy.h"
#include "pidgin/wd-gtk-review.h"
#include "pidgin/wd-gtk-status.h"

struct WdGtkPages {
	WdGtkWindow *window;
	WdGtkReview *review;
	WdGtkActivity *activity;
	WdGtkLogs *logs;
	WdGtkPolicy *policy;
	WdGtkStatus *status;
	void (*looked)(gpointer data); /* (nullable) */
	gpointer data;                 /* for @looked */
};

static GtkWidget *
make_review(gpointer data)
{
	return wd_gtk_review_make(((WdGtkPages *)data)->review);
}

static void
show_review(gpointer data, const char *words)
{
	const WdGtkPages *pages = data;

	wd_gtk_review_show(pages->review, words);
	if (pages->looked != NULL)
		pages->looked(pages->data);
}

/* A letter for each tab that no button of any page has. */
static WdGtkWindow *
make_window(WdGtkPages *pages, const WdGtkMemory *memory)
{
	const WdGtkPage all[WD_N_PAGES] = {
		[WD_PAGE_REVIEW] =
			{"warden-page-review", N_("Re_view"), make_review, show_review, pages},
		[WD_PAGE_ACTIVITY] = {"warden-page-activity",
				      N_("A_ctivity"),
				      wd_gtk_activity_make,
				      wd_gtk_activity_show,
				      pages->activity},
		[WD_PAGE_LOGS] = {"warden-page-logs",
				  N_("_Logs"),
				  wd_gtk_logs_make,
				  wd_gtk_logs_show,
				  pages->logs},
		[WD_PAGE_POLICY] = {"warden-page-policy",
				    N_("Polic_y"),
				    wd_gtk_policy_make,
				    wd_gtk_policy_show,
				    pages->policy},
		[WD_PAGE_STATUS] = {"warden-page-status",
				    N_("St_atus"),
				    wd_gtk_status_make,
				    wd_gtk_status_show,
				    pages->status},
	};

	return wd_gtk_window_new(all, memory);
}

/**
 * wd_gtk_pages_new:
 * @host: the session; must outlive the pages
 * @memory: where size and page are kept
 * @open_log: opens Pidgin's viewer
 * @data: for @open_log
 *
 * Returns: (transfer full): nothing that is seen yet
 */
WdGtkPages *
wd_gtk_pages_new(const WdHost *host,
		 const WdGtkMemory *memory,
		 WdGtkLogsOpen open_log,
		 gpointer data)
{
	WdGtkPages *pages = g_new0(WdGtkPages, 1);

	pages->review = wd_gtk_review_new(host);
	pages->activity = wd_gtk_activity_new(host);
	pages->logs = wd_gtk_logs_new(host, open_log, data);
	pages->policy = wd_gtk_policy_new(host);
	pages->status = wd_gtk_status_new(host);
	pages->window = make_window(pages, memory);
	return pages;
}

/**
 * wd_gtk_pages_free:
 * @pages: (nullable) (transfer full): the pages; their window is closed
 */
void
wd_gtk_pages_free(WdGtkPages *pages)
{
	if (pages == NULL)
		return;
	wd_gtk_window_free(pages->window);
	wd_gtk_status_free(pages->status);
	wd_gtk_policy_free(pages->policy);
	wd_gtk_logs_free(pages->logs);
	wd_gtk_activity_free(pages->activity);
	wd_gtk_review_free(pages->review);
	g_free(pages);
}

/**
 * wd_gtk_pages_show:
 * @pages: the pages
 * @page: which one, or %WD_GTK_LAST_PAGE
 * @words: (nullable): what to look for in it
 *
 * Opens the window, or raises it.  Only ever called because the person asked for it.
 */
void
wd_gtk_pages_show(WdGtkPages *pages, WdPage page, const char *words)
{
	wd_gtk_window_show(pages->window, page, words);
}

/**
 * wd_gtk_pages_set_looked:
 * @pages: the pages
 * @looked: called whenever what is held has come to the front
 * @data: for @looked
 */
void
wd_gtk_pages_set_looked(WdGtkPages *pages, void (*looked)(gpointer data), gpointer data)
{
	pages->looked = looked;
	pages->data = data;
}

/**
 * wd_gtk_pages_queue_changed:
 * @pages: the pages
 *
 * Other things are held than before, or what is held can be read now, or no longer: shown soon,
 * many changes as one.  The key is that of the logs, too.
 */
void
wd_gtk_pages_queue_changed(WdGtkPages *pages)
{
	wd_gtk_review_queue_refresh(pages->review);
	wd_gtk_logs_refresh(pages->logs);
}

/**
 * wd_gtk_pages_state_changed:
 * @pages: the pages
 *
 * What a banner says has changed, such as that it is paused.
 */
void
wd_gtk_pages_state_changed(WdGtkPages *pages)
{
	wd_gtk_status_refresh(pages->status);
}

/**
 * wd_gtk_pages_policy_changed:
 * @pages: the pages
 *
 * Other settings hold than before: the page about them shows it, if it is seen.
 */
void
wd_gtk_pages_policy_changed(WdGtkPages *pages)
{
	wd_gtk_policy_refresh(pages->policy);
}

/**
 * wd_gtk_pages_get_window:
 * @pages: the pages
 *
 * Returns: (transfer none) (nullable): the top level while it is open
 */
GtkWidget *
wd_gtk_pages_get_window(WdGtkPages *pages)
{
	return wd_gtk_window_get_widget(pages->window);
}
