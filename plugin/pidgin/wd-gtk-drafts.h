/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "ui/wd-ui.h"

/*
 * Blocked text on its way back into an entry box. It goes below what was typed since, with its
 * formatting, and never into the box of another conversation. On the way nothing is lost: freeing
 * puts back what still waits.
 */
typedef struct WdGtkDrafts WdGtkDrafts;
/* The conversation closed meanwhile: the text must not be lost. */
typedef void (*WdGtkDraftHomeless)(const WdPlace *place, const char *html, gpointer data);

WdGtkDrafts *wd_gtk_drafts_new(WdGtkDraftHomeless homeless, gpointer data);
void wd_gtk_drafts_free(WdGtkDrafts *drafts);
gboolean wd_gtk_drafts_return(WdGtkDrafts *drafts,
			      const WdPlace *place,
			      const char *html,
			      const char *passage);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdGtkDrafts, wd_gtk_drafts_free)
