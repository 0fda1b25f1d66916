/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "engine/wd-event.h"

/* The sizes in which every icon is drawn, in pixels; on dense screens it is twice as large. */
#define WD_GTK_ICON_SMALL  16
#define WD_GTK_ICON_MEDIUM 22
#define WD_GTK_ICON_LARGE  48

/*
 * Icons are resources of the module, each there in every size, so that none is scaled. None is ever
 * needed: a missing one is a warning on the console, and a place without a picture.
 */
GdkPixbuf *wd_gtk_icon_load(const char *name, guint size_px);
GdkPixbuf *wd_gtk_icon_for_kind(WdEventKind kind, guint size_px);
