/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-icons.h"

#include <gdk/gdk.h>

#define DENSE_DPI 144.0

/* Kinds that are rare in the queue share the plain icon. */
static const char *const kind_names[WD_EVENT_N_KINDS] = {
	[WD_EVENT_IM] = "message",
	[WD_EVENT_CHAT] = "chat",
	[WD_EVENT_CONTACT_REQUEST] = "contact",
	[WD_EVENT_CHAT_INVITE] = "chat",
	[WD_EVENT_ATTENTION] = "message",
	[WD_EVENT_FILE] = "file",
	[WD_EVENT_LINK] = "link",
};

/* Text grows with the resolution, and a picture beside it has to. */
static guint
scale(guint size_px)
{
	GdkScreen *screen = gdk_screen_get_default();

	return screen != NULL && gdk_screen_get_resolution(screen) >= DENSE_DPI ? 2 * size_px
										: size_px;
}

/**
 * wd_gtk_icon_load:
 * @name: "warden", "warning", "locked", "message", "chat", "contact", "file", "link",
 *   "shield-good", "shield-plain" or "shield-care"
 * @size_px: one of the WD_GTK_ICON sizes
 *
 * Icons travel inside the module, so they are there wherever it is loaded from.
 *
 * Returns: (transfer full) (nullable): the icon; NULL, with a warning, when there is none
 */
GdkPixbuf *
wd_gtk_icon_load(const char *name, guint size_px)
{
	g_autofree char *path =
		g_strdup_printf("/org/purple-warden/%u/%s.png", scale(size_px), name);
	g_autoptr(GError) error = NULL;
	GdkPixbuf *pixbuf = gdk_pixbuf_new_from_resource(path, &error);

	if (pixbuf == NULL)
		g_warning("icon %s: %s", path, error->message);
	return pixbuf;
}

/**
 * wd_gtk_icon_for_kind:
 * @kind: an event's kind
 * @size_px: one of the WD_GTK_ICON sizes
 *
 * Returns: (transfer full) (nullable): the icon for rows of this kind
 */
GdkPixbuf *
wd_gtk_icon_for_kind(WdEventKind kind, guint size_px)
{
	g_return_val_if_fail((guint)kind < WD_EVENT_N_KINDS, NULL);
	return wd_gtk_icon_load(kind_names[kind] != NULL ? kind_names[kind] : "warden", size_px);
}
