/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "engine/wd-held.h"
#include "pidgin/wd-gtk-rows.h"

/*
 * How the review page looks, apart from what it does: wd-gtk-review.c connects the widgets to the
 * queue, and this file knows neither the host nor when it is open.
 */

#define WD_GTK_REVIEW_N_BUTTONS 6

/* Whether a button also says what the selected is, for the like of it. */
typedef enum {
	WD_GTK_LESSON_NONE,
	WD_GTK_LESSON_SPIM,
	WD_GTK_LESSON_NOT_SPIM,
} WdGtkLesson;

/* One thing that can be done about what is selected. */
typedef struct {
	const char *name; /* of the widget, for tests and themes */
	const char *label;
	const char *tooltip;
	WdDecision decision;
	gboolean is_secondary; /* stands at the left, away from the others */
	WdGtkLesson lesson;    /* the decision goes with it */
} WdGtkReviewButton;

/* In the order they stand in. */
extern const WdGtkReviewButton wd_gtk_review_buttons[WD_GTK_REVIEW_N_BUTTONS];

/* They belong to @page, and end with it. */
typedef struct {
	GtkWidget *page;
	GtkWidget *heading;
	GtkWidget *pages; /* 0: the list, 1: nothing is held */
	GtkWidget *list;
	GtkWidget *empty; /* what stands there instead */
	GtkWidget *details;
	GtkWidget *error_bar;
	GtkWidget *error_text;
	GtkWidget *buttons[WD_GTK_REVIEW_N_BUTTONS]; /* in the order of wd_gtk_review_buttons */
} WdGtkReviewWidgets;

void wd_gtk_review_page_make(WdGtkReviewWidgets *widgets, WdGtkRows *rows);
void wd_gtk_review_page_add_bar(WdGtkReviewWidgets *widgets, GtkWidget *bar);
void wd_gtk_review_page_show_error(WdGtkReviewWidgets *widgets, const char *text);
void wd_gtk_review_page_update_buttons(WdGtkReviewWidgets *widgets, const GPtrArray *selected);
void wd_gtk_review_page_focus(WdGtkReviewWidgets *widgets);
void wd_gtk_review_page_update_heading(WdGtkReviewWidgets *widgets, const GPtrArray *all);
