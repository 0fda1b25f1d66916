/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-window.h"

#include <gdk/gdkkeysyms.h>
#include <glib/gi18n-lib.h>

#include "pidgin/wd-gtk-icons.h"
#include "pidgin/wd-gtk-parts.h"

#define WIDTH_CHARS  136
#define HEIGHT_LINES 36
#define SCREEN_PART  0.9 /* of the screen: the most that a new window takes */
#define MIN_PX       200

struct WdGtkWindow {
	WdGtkPage pages[WD_N_PAGES];
	WdGtkMemory memory;
	GtkWidget *window; /* (nullable): closed */
	GtkWidget *notebook;
	GtkWidget *places[WD_N_PAGES]; /* what scrolls around each page, empty until it is made */
	int width_px;                  /* as the person left it; 0: nothing was seen of it */
	int height_px;
	gboolean is_turning; /* to a page that is shown with words */
};

/**
 * wd_gtk_window_new:
 * @pages: in the order of #WdPage; copied
 * @memory: copied
 *
 * Returns: (transfer full): a window that is not open
 */
WdGtkWindow *
wd_gtk_window_new(const WdGtkPage pages[WD_N_PAGES], const WdGtkMemory *memory)
{
	WdGtkWindow *window = g_new0(WdGtkWindow, 1);

	for (guint i = 0; i < WD_N_PAGES; i++)
		window->pages[i] = pages[i];
	window->memory = *memory;
	return window;
}

/**
 * wd_gtk_window_free:
 * @window: (nullable) (transfer full): a window; closed if it is open
 */
void
wd_gtk_window_free(WdGtkWindow *window)
{
	if (window == NULL)
		return;
	if (window->window != NULL)
		gtk_widget_destroy(window->window);
	g_free(window);
}

/* Where a page is larger than the window, as with large fonts on a small screen, it scrolls, and
 * whoever goes through it by keyboard sees where. */
static void
fill_place(WdGtkWindow *window, guint number)
{
	GtkWidget *scrolled = window->places[number];
	GtkWidget *page = window->pages[number].make(window->pages[number].page);
	GtkWidget *viewport;

	gtk_container_set_border_width(GTK_CONTAINER(page), WD_GTK_BORDER);
	gtk_scrolled_window_add_with_viewport(GTK_SCROLLED_WINDOW(scrolled), page);
	viewport = gtk_bin_get_child(GTK_BIN(scrolled));
	gtk_viewport_set_shadow_type(GTK_VIEWPORT(viewport), GTK_SHADOW_NONE);
	gtk_container_set_focus_hadjustment(
		GTK_CONTAINER(page),
		gtk_scrolled_window_get_hadjustment(GTK_SCROLLED_WINDOW(scrolled)));
	gtk_container_set_focus_vadjustment(
		GTK_CONTAINER(page),
		gtk_scrolled_window_get_vadjustment(GTK_SCROLLED_WINDOW(scrolled)));
	gtk_widget_show(page);
	gtk_widget_show(viewport);
}

static void
bring_to_front(WdGtkWindow *window, guint number, const char *words)
{
	if (gtk_bin_get_child(GTK_BIN(window->places[number])) == NULL)
		fill_place(window, number);
	window->pages[number].show(window->pages[number].page, words);
}

static void
on_page_switched(GtkNotebook *notebook, gpointer page, guint number, gpointer data)
{
	WdGtkWindow *window = data;

	if (number < WD_N_PAGES && !window->is_turning)
		bring_to_front(window, number, NULL);
}

static void
close_window(WdGtkWindow *window)
{
	gtk_widget_destroy(window->window);
}

static gboolean
is_close_key(const GdkEventKey *key)
{
	return key->keyval == GDK_Escape ||
	       (key->keyval == GDK_w && (key->state & GDK_CONTROL_MASK) != 0);
}

/* Alt+1 to Alt+5, as in browsers. */
static gboolean
is_page_key(const GdkEventKey *key, guint *number)
{
	guint digit = key->keyval - GDK_1;

	*number = digit;
	return (key->state & gtk_accelerator_get_default_mod_mask()) == GDK_MOD1_MASK &&
	       key->keyval >= GDK_1 && digit < WD_N_PAGES;
}

/* What is hidden may have kept the focus, and cannot take a key. */
static gboolean
is_focus_seen(GtkWindow *window)
{
	GtkWidget *focus = gtk_window_get_focus(window);

	return focus != NULL && gtk_widget_get_mapped(focus);
}

static gboolean
on_key(GtkWidget *widget, GdkEventKey *key, gpointer data)
{
	WdGtkWindow *window = data;
	guint number;

	if (is_page_key(key, &number)) {
		gtk_notebook_set_current_page(GTK_NOTEBOOK(window->notebook), (int)number);
		return TRUE;
	}
	if (!is_close_key(key))
		return FALSE;
	/* Escape in the search entry of a list closes that entry, not the window. */
	if (is_focus_seen(GTK_WINDOW(widget)) &&
	    gtk_window_propagate_key_event(GTK_WINDOW(widget), key))
		return TRUE;
	close_window(window);
	return TRUE;
}

/* Noted at once: when a window is destroyed, it has no size any more. */
static gboolean
on_configured(GtkWidget *widget, GdkEventConfigure *event, gpointer data)
{
	WdGtkWindow *window = data;
	GdkWindowState state = gdk_window_get_state(gtk_widget_get_window(widget));

	if ((state & (GDK_WINDOW_STATE_MAXIMIZED | GDK_WINDOW_STATE_FULLSCREEN)) != 0)
		return FALSE;
	window->width_px = event->width;
	window->height_px = event->height;
	return FALSE;
}

static void
remember(const WdGtkWindow *window)
{
	if (window->width_px > 0) {
		window->memory.save("width", window->width_px);
		window->memory.save("height", window->height_px);
	}
	window->memory.save("page", gtk_notebook_get_current_page(GTK_NOTEBOOK(window->notebook)));
}

static void
on_destroyed(GtkWidget *widget, gpointer data)
{
	WdGtkWindow *window = data;

	remember(window);
	g_signal_handlers_disconnect_by_data(window->notebook, window);
	window->window = NULL;
	window->notebook = NULL;
}

/* Before the notebook's own answer, which would leave the keyboard on the tab. */
static gboolean
on_tab_key(GtkWidget *label, gboolean is_shared, gpointer data)
{
	GtkNotebook *notebook = GTK_NOTEBOOK(gtk_widget_get_parent(label));

	gtk_notebook_set_current_page(notebook, GPOINTER_TO_INT(data));
	return TRUE;
}

static void
add_page(WdGtkWindow *window, guint number)
{
	GtkWidget *scrolled = gtk_scrolled_window_new(NULL, NULL);
	GtkWidget *label = gtk_label_new_with_mnemonic(_(window->pages[number].label));

	gtk_scrolled_window_set_policy(
		GTK_SCROLLED_WINDOW(scrolled), GTK_POLICY_AUTOMATIC, GTK_POLICY_AUTOMATIC);
	gtk_widget_set_name(scrolled, window->pages[number].name);
	g_signal_connect(
		label, "mnemonic-activate", G_CALLBACK(on_tab_key), GINT_TO_POINTER((int)number));
	gtk_widget_show(scrolled);
	gtk_notebook_append_page(GTK_NOTEBOOK(window->notebook), scrolled, label);
	window->places[number] = scrolled;
}

static int
get_size(const WdGtkWindow *window, const char *name, int usual_px, int screen_px)
{
	int most_px = (int)(screen_px * SCREEN_PART);

	return CLAMP(window->memory.load(name, usual_px), MIN_PX, MAX(MIN_PX, most_px));
}

static void
make_window(WdGtkWindow *window)
{
	g_autoptr(GdkPixbuf) icon = wd_gtk_icon_load("warden", WD_GTK_ICON_LARGE);
	GtkWidget *widget = gtk_window_new(GTK_WINDOW_TOPLEVEL);
	GdkScreen *screen = gtk_widget_get_screen(widget);

	window->window = widget;
	window->width_px = 0;
	window->notebook = gtk_notebook_new();
	gtk_window_set_title(GTK_WINDOW(widget), _("Purple Warden"));
	gtk_window_set_role(GTK_WINDOW(widget), "warden");
	if (icon != NULL)
		gtk_window_set_icon(GTK_WINDOW(widget), icon);
	gtk_window_set_default_size(GTK_WINDOW(widget),
				    get_size(window,
					     "width",
					     wd_gtk_chars_to_px(widget, WIDTH_CHARS),
					     gdk_screen_get_width(screen)),
				    get_size(window,
					     "height",
					     wd_gtk_lines_to_px(widget, HEIGHT_LINES),
					     gdk_screen_get_height(screen)));
	gtk_container_set_border_width(GTK_CONTAINER(widget), WD_GTK_BORDER);
	/* Tabs that do not fit, as with large fonts, can be reached by arrows. */
	gtk_notebook_set_scrollable(GTK_NOTEBOOK(window->notebook), TRUE);
	wd_gtk_name(window->notebook, "warden-pages", _("Pages"));
	for (guint i = 0; i < WD_N_PAGES; i++)
		add_page(window, i);
	gtk_container_add(GTK_CONTAINER(widget), window->notebook);
	gtk_widget_show(window->notebook);
	g_signal_connect(widget, "configure-event", G_CALLBACK(on_configured), window);
	g_signal_connect_after(
		window->notebook, "switch-page", G_CALLBACK(on_page_switched), window);
	g_signal_connect(widget, "destroy", G_CALLBACK(on_destroyed), window);
	g_signal_connect(widget, "key-press-event", G_CALLBACK(on_key), window);
}

static int
find_page(const WdGtkWindow *window, WdPage page)
{
	if (page < WD_N_PAGES)
		return (int)page;
	return window->window != NULL
		       ? gtk_notebook_get_current_page(GTK_NOTEBOOK(window->notebook))
		       : CLAMP(window->memory.load("page", 0), 0, WD_N_PAGES - 1);
}

/**
 * wd_gtk_window_show:
 * @window: the window
 * @page: which page, or %WD_GTK_LAST_PAGE
 * @words: (nullable): what to look for in it
 *
 * Opens the window, or raises it.  Only ever called because the person asked for it.
 */
void
wd_gtk_window_show(WdGtkWindow *window, WdPage page, const char *words)
{
	int number = find_page(window, page);

	if (window->window == NULL)
		make_window(window);
	window->is_turning = TRUE;
	gtk_notebook_set_current_page(GTK_NOTEBOOK(window->notebook), number);
	window->is_turning = FALSE;
	bring_to_front(window, (guint)number, words);
	gtk_window_present(GTK_WINDOW(window->window));
}

/**
 * wd_gtk_window_get_widget:
 * @window: the window
 *
 * Returns: (transfer none) (nullable): the top level while it is open
 */
GtkWidget *
wd_gtk_window_get_widget(WdGtkWindow *window)
{
	return window->window;
}
