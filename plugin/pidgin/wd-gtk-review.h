/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/wd-host.h"

/*
 * One page for everything that is held. It has no memory: the queue is read again after each
 * change, through the host, and a decision is made there, so that rows decided by another process
 * are right here, too. Exists from start to end; its widgets only while the window is open.
 * wd_gtk_review_make() and _show() are what a WdGtkPage calls.
 */
typedef struct WdGtkReview WdGtkReview;

WdGtkReview *wd_gtk_review_new(const WdHost *host);
void wd_gtk_review_free(WdGtkReview *review);
GtkWidget *wd_gtk_review_make(gpointer review);
void wd_gtk_review_show(gpointer review, const char *words);
/* Soon, many as one; and at once. */
void wd_gtk_review_queue_refresh(WdGtkReview *review);
void wd_gtk_review_refresh(WdGtkReview *review);
GtkWidget *wd_gtk_review_get_page(WdGtkReview *review); /* (nullable) */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdGtkReview, wd_gtk_review_free)
