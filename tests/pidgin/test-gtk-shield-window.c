/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "pidgin/wd-gtk-icons.h"
#include "pidgin/wd-gtk-shield-window.h"
#include "pidgin/wd-gtk-width.h"
#include "wd-widgets.h"

static const WdShield stranger = {
	.peer = WD_SHIELD_PEER_STRANGER,
	.connection = WD_SHIELD_CONNECTION_PLAIN,
	.n_held = 3,
};
static const WdShield contact = {
	.peer = WD_SHIELD_PEER_CONTACT,
	.connection = WD_SHIELD_CONNECTION_TLS,
};

static gboolean
is_shown(GtkWidget *window, int response)
{
	GtkWidget *button = gtk_dialog_get_widget_for_response(GTK_DIALOG(window), response);

	return gtk_widget_get_visible(button);
}

static void
assert_says(GtkWidget *window, const char *part, gboolean is_said)
{
	g_autofree char *text = wd_widgets_read(window);

	g_test_message("%s", text);
	g_assert_cmpint(strstr(text, part) != NULL, ==, is_said);
}

/* Filled once more, it says what is so now and nothing of before. */
static void
test_fill(void)
{
	GtkWidget *window = wd_gtk_shield_window_new("friend", NULL);

	wd_gtk_shield_window_fill(window, &stranger, TRUE);
	gtk_widget_show(window);
	wd_widgets_settle();
	assert_says(window, "A stranger", TRUE);
	g_assert_true(is_shown(window, WD_GTK_SHIELD_REVIEW));
	g_assert_true(is_shown(window, WD_GTK_SHIELD_PAUSE));
	wd_gtk_shield_window_fill(window, &contact, FALSE);
	assert_says(window, "A stranger", FALSE);
	assert_says(window, "In your contact list", TRUE);
	g_assert_false(is_shown(window, WD_GTK_SHIELD_REVIEW));
	g_assert_false(is_shown(window, WD_GTK_SHIELD_PAUSE));
	gtk_widget_destroy(window);
}

/* Where policy does not allow a pause one that goes on can be ended all the same. */
static void
test_end_of_pause(void)
{
	GtkWidget *window = wd_gtk_shield_window_new("friend", NULL);
	WdShield paused = contact;

	paused.paused_until_ms = 1000;
	wd_gtk_shield_window_fill(window, &paused, FALSE);
	gtk_widget_show(window);
	wd_widgets_settle();
	g_assert_true(is_shown(window, WD_GTK_SHIELD_PAUSE));
	assert_says(window, "End the Pause", TRUE);
	gtk_widget_destroy(window);
}

static void
test_hostile_name(void)
{
	g_autoptr(GString) name = g_string_new(NULL);
	GtkWidget *window;
	GtkRequisition size;

	while (name->len < 1024 * 1024)
		g_string_append(name, "<b>&amp; \xe2\x80\xae\n");
	window = wd_gtk_shield_window_new(name->str, NULL);
	wd_gtk_shield_window_fill(window, &stranger, TRUE);
	gtk_widget_show(window);
	wd_widgets_settle();
	assert_says(window, "<b>&amp; [U+202E]", TRUE);
	gtk_widget_size_request(window, &size);
	g_assert_cmpint(size.width, <, 900);
	g_assert_cmpint(size.height, <, 600);
	gtk_widget_destroy(window);
}

/* A short sentence from the right begins where a long one does. */
static void
test_from_the_right(void)
{
	GtkWidget *window = gtk_window_new(GTK_WINDOW_TOPLEVEL);
	GtkWidget *label = gtk_label_new("\xd9\x86\xd8\xb9\xd9\x85");
	GtkAllocation area;
	PangoRectangle line;
	int x;

	gtk_widget_set_direction(label, GTK_TEXT_DIR_RTL);
	gtk_label_set_line_wrap(GTK_LABEL(label), TRUE);
	gtk_misc_set_alignment(GTK_MISC(label), 0, 0);
	wd_gtk_width_set(label, 40);
	gtk_container_add(GTK_CONTAINER(window), label);
	gtk_widget_show_all(window);
	wd_widgets_settle();
	gtk_widget_get_allocation(label, &area);
	gtk_label_get_layout_offsets(GTK_LABEL(label), &x, NULL);
	pango_layout_get_pixel_extents(gtk_label_get_layout(GTK_LABEL(label)), NULL, &line);
	g_assert_cmpint(line.width, <, area.width / 2);
	g_assert_cmpint(x + line.x + line.width, >=, area.x + area.width - 2);
	gtk_widget_destroy(window);
}

/* Each level has a picture of its own. */
static void
test_levels(void)
{
	for (int level = WD_SHIELD_GOOD; level <= WD_SHIELD_CARE; level++) {
		const char *name = wd_gtk_shield_window_icon_for((WdShieldLevel)level);
		g_autoptr(GdkPixbuf) pixbuf = wd_gtk_icon_load(name, WD_GTK_ICON_SMALL);

		g_assert_nonnull(pixbuf);
		for (int other = WD_SHIELD_GOOD; other < level; other++)
			g_assert_cmpstr(
				name, !=, wd_gtk_shield_window_icon_for((WdShieldLevel)other));
	}
}

/* A picture that is missing is a warning, and no picture. */
static void
test_missing_icon(void)
{
	g_test_expect_message(NULL, G_LOG_LEVEL_WARNING, "*no-such-icon*");
	g_assert_null(wd_gtk_icon_load("no-such-icon", WD_GTK_ICON_SMALL));
	g_test_assert_expected_messages();
}

int
main(int argc, char **argv)
{
	gtk_test_init(&argc, &argv, NULL);
	g_test_add_func("/shield-window/fill", test_fill);
	g_test_add_func("/shield-window/end-of-pause", test_end_of_pause);
	g_test_add_func("/shield-window/hostile-name", test_hostile_name);
	g_test_add_func("/shield-window/from-the-right", test_from_the_right);
	g_test_add_func("/shield-window/levels", test_levels);
	g_test_add_func("/shield-window/missing-icon", test_missing_icon);
	return g_test_run();
}
