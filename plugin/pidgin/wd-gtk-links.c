/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-links.h"

#include <gtkimhtml.h>

/*
 * The class method has no data pointer, so this is the one place for it. The stock method stays
 * here after detaching: somebody who wrapped us in turn may go on calling us.
 */
static struct {
	const WdHost *host; /* NULL: off duty, everything goes through */
	void (*stock)(GtkIMHtml *imhtml, const char *url);
} links;

static void
on_url_clicked(GtkIMHtml *imhtml, const char *url)
{
	/* A tag without a target is not a link; the stock method copes with it. */
	if (links.host != NULL && url != NULL &&
	    !links.host->may_open_link(links.host->session, url))
		return;
	links.stock(imhtml, url);
}

/**
 * wd_gtk_links_attach:
 * @host: asked about every link; must stay until wd_gtk_links_detach()
 *
 * notify_uri, which the core module wraps, does not see file:// links on every desktop, nor any
 * scheme that a plugin handles itself.  The class method of the text widget does: a click, the
 * keyboard and the context menu all end there.  A link that passes here meets notify_uri later; the
 * session remembers what it has just judged.
 */
void
wd_gtk_links_attach(const WdHost *host)
{
	GtkIMHtmlClass *class = g_type_class_ref(GTK_TYPE_IMHTML);

	links.host = host;
	if (class->url_clicked != on_url_clicked) {
		links.stock = class->url_clicked;
		class->url_clicked = on_url_clicked;
	}
	g_type_class_unref(class);
}

/**
 * wd_gtk_links_detach:
 *
 * Puts the stock method back if the slot is still ours; otherwise lets everything through from now
 * on.
 */
void
wd_gtk_links_detach(void)
{
	GtkIMHtmlClass *class = g_type_class_ref(GTK_TYPE_IMHTML);

	links.host = NULL;
	if (class->url_clicked == on_url_clicked)
		class->url_clicked = links.stock;
	g_type_class_unref(class);
}
