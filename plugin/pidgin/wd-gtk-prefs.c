/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-prefs.h"

#include <glib/gi18n-lib.h>

#include "engine/wd-policy-schema.h"
#include "pidgin/wd-gtk-advanced.h"
#include "pidgin/wd-gtk-icons.h"
#include "pidgin/wd-gtk-setting.h"
#include "ui/wd-setting-words.h"

#define SPACING_PX 6
#define AROUND_PX  48 /* a scroll bar, and borders of Pidgin's window */
#define PREFS_KEY  "warden-prefs"

/* Labels are as wide as the widest of them, and so are lists to choose from. */
typedef struct {
	GtkSizeGroup *labels;
	GtkSizeGroup *choices;
} Widths;

/* One of the few switches, with what stands around it. */
typedef struct {
	WdPolicyKey key;
	GtkWidget *line;
	GtkWidget *widget;
	GtkWidget *padlock;
} Line;

typedef struct {
	const WdHost *host;
	GtkWidget *problem; /* what could not be set, and why */
	GArray *lines;      /* of Line */
	GtkWidget *few;     /* all of them */
	GtkWidget *expander;
	GtkWidget *advanced; /* NULL until somebody wants to see it */
} Prefs;

static void
free_prefs(gpointer data)
{
	Prefs *prefs = data;

	g_array_unref(prefs->lines);
	g_free(prefs);
}

static void
tell_problem(const char *problem, gpointer data)
{
	Prefs *prefs = data;

	gtk_label_set_text(GTK_LABEL(prefs->problem), problem != NULL ? problem : "");
	gtk_widget_set_visible(prefs->problem, problem != NULL);
}

/* A locked row carries a padlock, and says who locked it wherever one points at it. */
static void
refresh_lock(const Line *line, const WdPolicy *policy)
{
	gboolean is_locked = wd_policy_is_locked(policy, line->key);
	g_autofree char *why = is_locked ? wd_setting_format_lock(policy, line->key) : NULL;
	const char *text = why != NULL ? why : wd_setting_hint(line->key);

	gtk_widget_set_tooltip_text(line->line, text);
	gtk_widget_set_tooltip_text(line->padlock, text);
	gtk_widget_set_visible(line->padlock, is_locked);
	/* Grey things get no tooltip read to those who cannot see it. */
	atk_object_set_description(gtk_widget_get_accessible(line->widget),
				   text != NULL ? text : "");
}

static GtkWidget *
make_padlock(void)
{
	g_autoptr(GdkPixbuf) pixbuf = wd_gtk_icon_load("locked", WD_GTK_ICON_SMALL);
	GtkWidget *image = gtk_image_new_from_pixbuf(pixbuf);

	gtk_widget_set_no_show_all(image, TRUE);
	return image;
}

static GtkWidget *
make_label(const char *text, GtkWidget *widget, GtkSizeGroup *labels)
{
	GtkWidget *label = gtk_label_new_with_mnemonic(text);

	gtk_misc_set_alignment(GTK_MISC(label), 0, 0.5);
	gtk_label_set_mnemonic_widget(GTK_LABEL(label), widget);
	gtk_size_group_add_widget(labels, label);
	return label;
}

static GtkWidget *
make_line(Prefs *prefs, const WdSettingRow *setting, const Widths *widths)
{
	const WdPolicySchemaRow *row = wd_policy_schema_get(setting->key);
	Line line = {.key = setting->key};

	line.line = gtk_hbox_new(FALSE, SPACING_PX);
	line.widget = wd_gtk_setting_new(
		prefs->host, setting->key, _(setting->label), tell_problem, prefs);
	line.padlock = make_padlock();
	if (row->type != WD_TYPE_BOOLEAN) {
		gtk_size_group_add_widget(widths->choices, line.widget);
		gtk_box_pack_start(GTK_BOX(line.line),
				   make_label(_(setting->label), line.widget, widths->labels),
				   FALSE,
				   FALSE,
				   0);
	}
	gtk_box_pack_start(GTK_BOX(line.line), line.widget, FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(line.line), line.padlock, FALSE, FALSE, 0);
	refresh_lock(&line, prefs->host->get_policy(prefs->host->session));
	g_array_append_val(prefs->lines, line);
	return line.line;
}

static GtkWidget *
add_section(GtkWidget *frame, const char *title)
{
	GtkWidget *heading = gtk_label_new(NULL);
	GtkWidget *indent = gtk_alignment_new(0, 0, 1, 1);
	GtkWidget *box = gtk_vbox_new(FALSE, SPACING_PX);
	g_autofree char *markup = g_markup_printf_escaped("<b>%s</b>", title);

	gtk_label_set_markup(GTK_LABEL(heading), markup);
	gtk_misc_set_alignment(GTK_MISC(heading), 0, 0);
	gtk_alignment_set_padding(GTK_ALIGNMENT(indent), 0, SPACING_PX, 2 * SPACING_PX, 0);
	gtk_container_add(GTK_CONTAINER(indent), box);
	gtk_box_pack_start(GTK_BOX(frame), heading, FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(frame), indent, FALSE, FALSE, 0);
	return box;
}

static GtkWidget *
make_problem(void)
{
	GtkWidget *problem = gtk_label_new(NULL);

	gtk_misc_set_alignment(GTK_MISC(problem), 0, 0);
	gtk_label_set_line_wrap(GTK_LABEL(problem), TRUE);
	gtk_widget_set_no_show_all(problem, TRUE);
	gtk_widget_set_name(problem, "warden-problem");
	return problem;
}

/* More than a hundred rows: made when somebody looks, and not for who ticks one box. The few make
 * room for them, or the window would be taller than many screens. */
static void
on_expanded(GtkExpander *expander, GParamSpec *property, gpointer data)
{
	Prefs *prefs = data;
	gboolean is_expanded = gtk_expander_get_expanded(expander);

	gtk_widget_set_visible(prefs->few, !is_expanded);
	if (prefs->advanced != NULL || !is_expanded)
		return;
	prefs->advanced = wd_gtk_advanced_new(prefs->host, tell_problem, prefs);
	gtk_container_add(GTK_CONTAINER(expander), prefs->advanced);
	gtk_widget_show_all(prefs->advanced);
}

static GtkWidget *
make_expander(Prefs *prefs)
{
	GtkWidget *expander = gtk_expander_new_with_mnemonic(_("A_dvanced"));

	gtk_widget_set_name(expander, "warden-advanced");
	gtk_expander_set_spacing(GTK_EXPANDER(expander), SPACING_PX);
	g_signal_connect(expander, "notify::expanded", G_CALLBACK(on_expanded), prefs);
	return expander;
}

static void
fill_few(GtkWidget *frame, Prefs *prefs)
{
	const Widths widths = {gtk_size_group_new(GTK_SIZE_GROUP_HORIZONTAL),
			       gtk_size_group_new(GTK_SIZE_GROUP_HORIZONTAL)};
	gsize n_rows;
	const WdSettingRow *rows = wd_setting_rows(&n_rows);
	GtkWidget *section = frame;

	for (gsize i = 0; i < n_rows; i++) {
		if (rows[i].section != NULL)
			section = add_section(frame, _(rows[i].section));
		gtk_box_pack_start(
			GTK_BOX(section), make_line(prefs, &rows[i], &widths), FALSE, FALSE, 0);
	}
	g_object_unref(widths.labels); /* their widgets keep them */
	g_object_unref(widths.choices);
}

/* Pidgin's window for this is 400 pixels wide, which cuts the choices off in most languages. */
static void
widen_window(GtkWidget *frame, gpointer data)
{
	GtkWidget *window = gtk_widget_get_toplevel(frame);
	GtkRequisition wanted;
	int width = 0, height = 0;

	if (!GTK_IS_WINDOW(window))
		return;
	gtk_widget_size_request(frame, &wanted);
	gtk_window_get_size(GTK_WINDOW(window), &width, &height);
	if (width < wanted.width + AROUND_PX)
		gtk_window_resize(GTK_WINDOW(window),
				  MIN(wanted.width + AROUND_PX,
				      gdk_screen_get_width(gtk_widget_get_screen(window))),
				  height);
}

/**
 * wd_gtk_prefs_new:
 * @host: the session; must outlive the frame
 *
 * Builds the frame from the policy in force.  Each change takes effect at once; one that is refused
 * is said below and taken back in the frame.
 *
 * Returns: (transfer full): a floating frame, all shown
 */
GtkWidget *
wd_gtk_prefs_new(const WdHost *host)
{
	GtkWidget *frame = gtk_vbox_new(FALSE, SPACING_PX);
	Prefs *prefs = g_new0(Prefs, 1);

	prefs->host = host;
	prefs->lines = g_array_new(FALSE, FALSE, sizeof(Line));
	prefs->problem = make_problem();
	prefs->expander = make_expander(prefs);
	g_object_set_data_full(G_OBJECT(frame), PREFS_KEY, prefs, free_prefs);
	gtk_container_set_border_width(GTK_CONTAINER(frame), 2 * SPACING_PX);
	prefs->few = gtk_vbox_new(FALSE, SPACING_PX);
	fill_few(prefs->few, prefs);
	gtk_box_pack_start(GTK_BOX(frame), prefs->few, FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(frame), prefs->problem, FALSE, FALSE, 0);
	gtk_box_pack_start(GTK_BOX(frame), prefs->expander, TRUE, TRUE, 0);
	g_signal_connect(frame, "map", G_CALLBACK(widen_window), NULL);
	gtk_widget_show_all(frame);
	return frame;
}

/**
 * wd_gtk_prefs_refresh:
 * @frame: what wd_gtk_prefs_new() made
 *
 * The policy has changed, perhaps by somebody else: shows what is in force now.
 */
void
wd_gtk_prefs_refresh(GtkWidget *frame)
{
	Prefs *prefs = g_object_get_data(G_OBJECT(frame), PREFS_KEY);
	const WdPolicy *policy = prefs->host->get_policy(prefs->host->session);

	for (guint i = 0; i < prefs->lines->len; i++) {
		const Line *line = &g_array_index(prefs->lines, Line, i);

		wd_gtk_setting_refresh(line->widget);
		refresh_lock(line, policy);
	}
	if (prefs->advanced != NULL)
		wd_gtk_advanced_refresh(prefs->advanced);
}
