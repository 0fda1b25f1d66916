/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/wd-host.h"

/* One window for everything that is held. */
typedef struct WdGtkReview WdGtkReview;

WdGtkReview *wd_gtk_review_new(const WdHost *host);
void wd_gtk_review_free(WdGtkReview *review);
void wd_gtk_review_show(WdGtkReview *review);
void wd_gtk_review_queue_refresh(WdGtkReview *review);
void wd_gtk_review_refresh(WdGtkReview *review);
GtkWidget *wd_gtk_review_get_window(WdGtkReview *review);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdGtkReview, wd_gtk_review_free)
