/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-palette.h"
#include "pidgin/wd-gtk-plot.h"
#include "wd-widgets.h"

#define NOW_MS   G_GINT64_CONSTANT(1777888800000) /* 2026-05-04T10:00:00Z */
#define DAY_MS   (G_GINT64_CONSTANT(24) * 60 * 60 * 1000)
#define N_DAYS   30
#define WIDTH    400 /* of the picture */
#define HEIGHT   150
#define LEFT     50 /* of the bars in it: ten pixels a day, */
#define TOP      20
#define SPAN     300
#define TALL     90
#define DAY_PX   10
#define WHITE    0xffffff
#define CHANNELS 0xffffff

typedef struct {
	GtkWidget *widget;
	WdActivity *activity;
	cairo_surface_t *picture;
	WdGtkPlot plot;
} Fixture;

static void
add(WdDeeds *deeds, guint n, guint days_ago, const char *event)
{
	for (guint i = 0; i < n; i++)
		wd_deeds_add(deeds,
			     &(const WdDeed){NOW_MS - days_ago * DAY_MS,
					     WD_DEED_HELD,
					     event,
					     "prpl-irc",
					     "spim.text"});
}

static void
set_up(Fixture *fixture, gconstpointer data)
{
	gboolean is_mirrored = GPOINTER_TO_INT(data);

	fixture->widget = gtk_drawing_area_new();
	gtk_widget_set_direction(fixture->widget,
				 is_mirrored ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
	gtk_widget_ensure_style(fixture->widget);
	g_object_ref_sink(fixture->widget);
	fixture->picture = cairo_image_surface_create(CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
}

/* Takes the deeds and draws them where a test can count pixels. */
static void
draw(Fixture *fixture, WdDeeds *deeds, WdGtkPlotChoice choice)
{
	cairo_t *cr = cairo_create(fixture->picture);

	fixture->activity = wd_activity_new(deeds, NOW_MS, N_DAYS);
	fixture->plot = (WdGtkPlot){
		.widget = fixture->widget,
		.activity = fixture->activity,
		.left = LEFT,
		.top = TOP,
		.width = SPAN,
		.height = TALL,
		.n_days = N_DAYS,
		.highest = MAX(1, wd_activity_get_highest(fixture->activity)),
		.is_mirrored = gtk_widget_get_direction(fixture->widget) == GTK_TEXT_DIR_RTL,
	};
	cairo_set_source_rgb(cr, 1, 1, 1);
	cairo_paint(cr);
	wd_gtk_plot_draw(&fixture->plot, cr, &choice);
	cairo_destroy(cr);
	cairo_surface_flush(fixture->picture);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
	cairo_surface_destroy(fixture->picture);
	wd_activity_free(fixture->activity);
	gtk_widget_destroy(fixture->widget);
	g_object_unref(fixture->widget);
}

static guint32
get_pixel(Fixture *fixture, int x, int y)
{
	const guchar *row = cairo_image_surface_get_data(fixture->picture) +
			    y * cairo_image_surface_get_stride(fixture->picture);

	return ((const guint32 *)(gconstpointer)row)[x] & CHANNELS;
}

/* The part whose full colour a pixel has, or WD_ACTIVITY_ALL. */
static int
find_part(Fixture *fixture, int x, int y)
{
	guint32 pixel = get_pixel(fixture, x, y);

	for (guint i = 0; i < wd_activity_get_n_series(fixture->activity); i++) {
		GdkColor colour;
		gboolean is_same = TRUE;

		wd_gtk_palette_get(gtk_widget_get_style(fixture->widget), i, &colour);
		is_same = ABS((int)(pixel >> 16 & 0xff) - colour.red / 257) <= 1 &&
			  ABS((int)(pixel >> 8 & 0xff) - colour.green / 257) <= 1 &&
			  ABS((int)(pixel & 0xff) - colour.blue / 257) <= 1;
		if (is_same)
			return (int)i;
	}
	return WD_ACTIVITY_ALL;
}

static guint
count_inked(Fixture *fixture, int left, int right, int top, int bottom)
{
	guint n = 0;

	for (int y = top; y < bottom; y++) {
		for (int x = left; x < right; x++)
			n += get_pixel(fixture, x, y) != WHITE;
	}
	return n;
}

static int
get_middle(Fixture *fixture, int day)
{
	int place = fixture->plot.is_mirrored ? N_DAYS - 1 - day : day;

	return LEFT + place * DAY_PX + DAY_PX / 2;
}

/* What is drawn at each place is what a click there finds. */
static void
check_every_pixel(Fixture *fixture)
{
	for (int day = 0; day < N_DAYS; day++) {
		int x = get_middle(fixture, day);

		g_assert_cmpint(wd_gtk_plot_find_day(&fixture->plot, x), ==, day);
		for (int y = TOP; y <= TOP + TALL; y++)
			g_assert_cmpint(find_part(fixture, x, y),
					==,
					wd_gtk_plot_find_series(&fixture->plot, (guint)day, y));
	}
}

static const WdGtkPlotChoice everything = {WD_ACTIVITY_ALL, WD_ACTIVITY_ALL};

/* Yesterday two messages under one file; today one message. */
static WdDeeds *
make_some(void)
{
	WdDeeds *deeds = wd_deeds_new(100);

	add(deeds, 2, 1, "spam.flagged");
	add(deeds, 1, 1, "file.blocked");
	add(deeds, 1, 0, "spam.flagged");
	return deeds;
}

static void
test_bars(Fixture *fixture, gconstpointer data)
{
	int yesterday, today;

	draw(fixture, make_some(), everything);
	yesterday = get_middle(fixture, N_DAYS - 2);
	today = get_middle(fixture, N_DAYS - 1);
	for (int y = TOP; y < TOP + TALL; y++) {
		g_assert_cmpint(find_part(fixture, yesterday, y), ==, y < TOP + TALL / 3 ? 1 : 0);
		g_assert_cmpint(find_part(fixture, today, y),
				==,
				y < TOP + TALL * 2 / 3 ? WD_ACTIVITY_ALL : 0);
	}
	g_assert_cmpuint(get_pixel(fixture, yesterday - DAY_PX / 2, TOP + TALL - 10), ==, WHITE);
	check_every_pixel(fixture);
}

/* A thousand of one kind hide no single one of another. */
static void
test_rare(Fixture *fixture, gconstpointer data)
{
	WdDeeds *deeds = wd_deeds_new(2000);

	add(deeds, 1000, 3, "spam.flagged");
	add(deeds, 500, 2, "spam.flagged");
	add(deeds, 1, 2, "file.blocked");
	add(deeds, 1, 1, "spam.flagged");
	draw(fixture, deeds, everything);
	g_assert_cmpint(find_part(fixture, get_middle(fixture, N_DAYS - 3), TOP + TALL / 2), ==, 1);
	g_assert_cmpint(find_part(fixture, get_middle(fixture, N_DAYS - 2), TOP + TALL), ==, 0);
	check_every_pixel(fixture);
}

static void
test_choice(Fixture *fixture, gconstpointer data)
{
	int yesterday, today;

	draw(fixture, make_some(), (WdGtkPlotChoice){N_DAYS - 2, 1});
	yesterday = get_middle(fixture, N_DAYS - 2);
	today = get_middle(fixture, N_DAYS - 1);
	g_assert_cmpint(find_part(fixture, yesterday, TOP + 10), ==, 1);
	g_assert_cmpint(find_part(fixture, yesterday, TOP + TALL - 10), ==, WD_ACTIVITY_ALL);
	g_assert_cmpint(find_part(fixture, today, TOP + TALL - 10), ==, WD_ACTIVITY_ALL);
	g_assert_cmpuint(get_pixel(fixture, yesterday, TOP + TALL - 10), !=, WHITE); /* faint */
	g_assert_cmpuint(get_pixel(fixture, today, TOP + TALL - 10), !=, WHITE);
}

/* The numbers stand where lines begin, a line at each height, the days below. */
static void
test_scale(Fixture *fixture, gconstpointer data)
{
	gboolean is_mirrored = GPOINTER_TO_INT(data);
	int right = LEFT + SPAN;

	draw(fixture, wd_deeds_new(2), everything);
	g_assert_true((count_inked(fixture, 0, LEFT, 0, TOP + TALL / 3) > 0) == !is_mirrored);
	g_assert_true((count_inked(fixture, 0, LEFT, TALL, TOP + TALL + 4) > 0) == !is_mirrored);
	g_assert_true((count_inked(fixture, right, WIDTH, 0, TOP + TALL / 3) > 0) == is_mirrored);
	g_assert_true((count_inked(fixture, right, WIDTH, TALL, TOP + TALL + 4) > 0) ==
		      is_mirrored);
	g_assert_cmpuint(count_inked(fixture, LEFT, right, TOP, TOP + 1), ==, SPAN);
	g_assert_cmpuint(
		count_inked(fixture, LEFT, right, TOP + TALL / 2, TOP + TALL / 2 + 1), ==, SPAN);
	g_assert_cmpuint(count_inked(fixture, LEFT, right, TOP + TALL, TOP + TALL + 1), ==, SPAN);
	for (int week = 0; week < 4; week++) {
		int x = get_middle(fixture, N_DAYS - 1 - week * 7);

		g_assert_cmpuint(
			count_inked(fixture, x - 12, x + 12, TOP + TALL + 6, HEIGHT), >, 0);
	}
}

static void
test_beside(Fixture *fixture, gconstpointer data)
{
	draw(fixture, make_some(), everything);
	g_assert_cmpint(wd_gtk_plot_find_day(&fixture->plot, LEFT - 1), ==, WD_ACTIVITY_ALL);
	g_assert_cmpint(wd_gtk_plot_find_day(&fixture->plot, LEFT + SPAN), ==, WD_ACTIVITY_ALL);
	g_assert_cmpint(wd_gtk_plot_find_series(&fixture->plot, 0, TOP + 1), ==, WD_ACTIVITY_ALL);
	fixture->plot.width = 0; /* not shown yet */
	g_assert_cmpint(wd_gtk_plot_find_day(&fixture->plot, LEFT), ==, WD_ACTIVITY_ALL);
}

/* All of it has its place in what the widget was given. */
static void
test_measure(Fixture *fixture, gconstpointer data)
{
	GtkAllocation area = {0, 0, WIDTH, HEIGHT};
	WdGtkPlot *plot = &fixture->plot;
	int before, behind;

	draw(fixture, make_some(), everything);
	gtk_widget_size_allocate(fixture->widget, &area);
	wd_gtk_plot_measure(plot, fixture->widget, fixture->activity);
	before = plot->left;
	behind = WIDTH - plot->left - plot->width;
	g_assert_cmpint(MIN(before, behind), >, 0);
	g_assert_true((before > behind) == !GPOINTER_TO_INT(data)); /* the scale */
	g_assert_cmpint(plot->top, >, 0);
	g_assert_cmpint(plot->height, >, HEIGHT / 3);
	g_assert_cmpint(plot->top + plot->height, <, HEIGHT);
	g_assert_cmpuint(plot->highest, ==, 3);
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *name;
		void (*run)(Fixture *fixture, gconstpointer data);
	} tests[] = {
		{"bars", test_bars},
		{"rare", test_rare},
		{"choice", test_choice},
		{"scale", test_scale},
		{"beside", test_beside},
		{"measure", test_measure},
	};

	g_setenv("TZ", "UTC", TRUE);
	gtk_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(tests); i++) {
		for (int is_mirrored = FALSE; is_mirrored <= TRUE; is_mirrored++) {
			g_autofree char *path = g_strdup_printf(
				"/gtk-plot/%s/%s", tests[i].name, is_mirrored ? "right" : "left");

			g_test_add(path,
				   Fixture,
				   GINT_TO_POINTER(is_mirrored),
				   set_up,
				   tests[i].run,
				   tear_down);
		}
	}
	return g_test_run();
}
