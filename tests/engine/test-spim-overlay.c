/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/spim/wd-spim-features.h"
#include "engine/spim/wd-spim-overlay.h"
#include "wd-rows.h"

#define SPIM                                                                                       \
	"Hello Anna, we pay 300 dollars a day for liking videos at home, write to our manager at " \
	"https://jobs.example/a1 today"
#define FRIENDLY "The parcel service could not deliver, I put your key under the third flower pot"
#define SPIM_TO_MARY                                                                               \
	"Hello Mary, we pay 250 dollars a day for liking videos at home, write to our manager at " \
	"https://jobs.example/m7 today"

typedef struct {
	GPtrArray *lessons; /* of WdSpimLesson *, owned */
} School;

static School *
school_new(void)
{
	School *school = g_new0(School, 1);

	school->lessons = g_ptr_array_new_with_free_func(g_free);
	return school;
}

static void
school_free(School *school)
{
	g_ptr_array_unref(school->lessons);
	g_free(school);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(School, school_free)

static WdSpimLesson *
lesson_new(const char *text, gboolean is_spim, gint64 time_ms)
{
	g_autoptr(GArray) buckets = wd_spim_features_get(text);
	WdSpimLesson *lesson = g_new0(WdSpimLesson, 1);

	g_snprintf(lesson->id, sizeof lesson->id, "%032x", g_str_hash(text));
	lesson->is_spim = is_spim;
	lesson->time_ms = time_ms;
	g_assert_true(wd_spim_lesson_fill(lesson, (const guint32 *)buckets->data, buckets->len));
	g_assert_true(wd_spim_lesson_is_valid(lesson));
	return lesson;
}

static void
teach(School *school, const char *text, gboolean is_spim)
{
	g_ptr_array_add(school->lessons, lesson_new(text, is_spim, school->lessons->len + 1));
}

static double
weigh_with(const WdSpimOverlay *overlay, const char *text)
{
	g_autoptr(GArray) buckets = wd_spim_features_get(text);

	return wd_spim_overlay_weigh(overlay, (const guint32 *)buckets->data, buckets->len);
}

static WdSpimOverlay *
open_school(const School *school)
{
	return wd_spim_overlay_new((const WdSpimLesson *const *)school->lessons->pdata,
				   school->lessons->len);
}

static double
weigh(const School *school, const char *text)
{
	g_autoptr(WdSpimOverlay) overlay = open_school(school);

	return weigh_with(overlay, text);
}

typedef enum {
	FAR,
	NEAR, /* of its kind */
	SAME,
} Nearness;

typedef struct {
	const char *name;
	const char *text;
	Nearness nearness;
} Case;

static const Case cases[] = {
	{"same", SPIM, SAME},
	{"other-name",
	 "Hello Bartholomew, we pay 300 dollars a day for liking videos at home, write to our "
	 "manager at https://jobs.example/a1 today",
	 NEAR},
	{"other-number",
	 "Hello Anna, we pay 475 dollars a day for liking videos at home, write to our manager at "
	 "https://jobs.example/a1 today",
	 SAME},
	{"other-link",
	 "Hello Anna, we pay 300 dollars a day for liking videos at home, write to our manager at "
	 "http://www.other-place.example/index.php?id=77 today",
	 SAME},
	{"all-three",
	 "Hello Tom, we pay 80 dollars a day for liking videos at home, write to our manager at "
	 "http://www.other-place.example/index.php?id=77 today",
	 NEAR},
	{"disguised",
	 "Hello Ann\u0430, we p\u0430y 300 dollars a d\u0430y for liking vide\u200bos at home, "
	 "write to "
	 "our manager at https://jobs.example/a1 today",
	 SAME},
	{"nothing", "", FAR},
	{"short", "ok, thanks", FAR},
	{"other-words", "Could you send me the minutes of the meeting before Friday, please?", FAR},
	{"same-topic", "My manager pays me 300 dollars a day for that, can you believe it?", FAR},
	{"same-greeting", "Hello Anna, are you at home today? I would like to come over", FAR},
};

static void
test_near(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(School) school = school_new();
	double weight;

	teach(school, SPIM, TRUE);
	weight = weigh(school, row->text);
	if (row->nearness == SAME)
		g_assert_cmpfloat(weight, ==, WD_SPIM_OVERLAY_MAX_WEIGHT);
	else if (row->nearness == FAR)
		g_assert_cmpfloat(weight, ==, 0);
	else
		g_assert_true(weight > 0 && weight < 2); /* what is doubtful anyway */
}

/* Two clicks on different messages of a kind are no mistake. */
static void
test_kind(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(School) school = school_new();

	teach(school, SPIM, TRUE);
	teach(school, SPIM_TO_MARY, TRUE);
	if (row->nearness != FAR)
		g_assert_cmpfloat(weigh(school, row->text), ==, WD_SPIM_OVERLAY_MAX_WEIGHT);
	else
		g_assert_cmpfloat(weigh(school, row->text), ==, 0);
}

/* What lets pass knows the kind at once, and so it speaks against the other. */
static void
test_kind_passes(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(School) school = school_new();

	teach(school, SPIM, FALSE);
	if (row->nearness != FAR)
		g_assert_cmpfloat(weigh(school, row->text), ==, -WD_SPIM_OVERLAY_MAX_WEIGHT);
	else
		g_assert_cmpfloat(weigh(school, row->text), ==, 0);
}

static void
test_not_spim(void)
{
	g_autoptr(School) school = school_new();

	teach(school, FRIENDLY, FALSE);
	g_assert_cmpfloat(weigh(school, FRIENDLY), ==, -WD_SPIM_OVERLAY_MAX_WEIGHT);
	g_assert_cmpfloat(weigh(school, SPIM), ==, 0);
}

static void
test_later_wins(void)
{
	g_autoptr(School) school = school_new();

	teach(school, SPIM, TRUE);
	teach(school, SPIM, FALSE);
	g_assert_cmpfloat(weigh(school, SPIM), ==, -WD_SPIM_OVERLAY_MAX_WEIGHT);
	teach(school, SPIM, TRUE);
	g_assert_cmpfloat(weigh(school, SPIM), ==, WD_SPIM_OVERLAY_MAX_WEIGHT);
}

/* A text of its own for each number, unlike all the others. */
static char *
make_text(guint number)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(number);
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < 14; i++) {
		for (gint n = g_rand_int_range(rand, 3, 9); n > 0; n--)
			g_string_append_c(text, (char)g_rand_int_range(rand, 'a', 'z' + 1));
		g_string_append_c(text, ' ');
	}
	return g_string_free(text, FALSE);
}

static void
teach_number(School *school, guint number)
{
	g_autofree char *text = make_text(number);

	teach(school, text, number % 2 == 0);
}

static void
test_undo_is_exact(void)
{
	g_autoptr(School) school = school_new();
	double before[30];

	for (guint i = 0; i < G_N_ELEMENTS(before); i++)
		teach_number(school, i);
	teach(school, SPIM, TRUE);
	for (guint i = 0; i < G_N_ELEMENTS(before); i++) {
		g_autofree char *text = make_text(i + 10);

		before[i] = weigh(school, text);
	}
	teach(school, "Hello Anna, we pay 300 dollars a day for liking videos at home", FALSE);
	teach_number(school, 39);
	g_ptr_array_set_size(school->lessons, 31);
	for (guint i = 0; i < G_N_ELEMENTS(before); i++) {
		g_autofree char *text = make_text(i + 10);
		double after = weigh(school, text);

		g_assert_cmpmem(&before[i], sizeof before[i], &after, sizeof after);
	}
	g_assert_cmpfloat(weigh(school, SPIM), ==, WD_SPIM_OVERLAY_MAX_WEIGHT);
}

static void
test_order_of_loading(void)
{
	g_autoptr(School) forth = school_new();
	g_autoptr(School) back = school_new();

	for (guint i = 0; i < 20; i++)
		teach_number(forth, i);
	teach(forth, SPIM, FALSE);
	teach(forth, SPIM, TRUE);
	for (guint i = forth->lessons->len; i-- > 0;)
		g_ptr_array_add(
			back->lessons,
			g_memdup2(g_ptr_array_index(forth->lessons, i), sizeof(WdSpimLesson)));
	for (guint i = 0; i < 22; i++) {
		g_autofree char *text = make_text(i);

		g_assert_cmpfloat(weigh(forth, text), ==, weigh(back, text));
	}
	g_assert_cmpfloat(weigh(back, SPIM), ==, WD_SPIM_OVERLAY_MAX_WEIGHT);
}

static void
test_bounded(void)
{
	g_autoptr(School) school = school_new();
	g_autoptr(WdSpimOverlay) overlay = NULL;
	g_autofree char *first = make_text(0);
	g_autofree char *last = make_text(WD_SPIM_OVERLAY_MAX_LESSONS);

	for (guint i = 0; i <= WD_SPIM_OVERLAY_MAX_LESSONS; i++)
		teach_number(school, i);
	overlay = open_school(school);
	g_assert_cmpuint(wd_spim_overlay_get_n_lessons(overlay), ==, WD_SPIM_OVERLAY_MAX_LESSONS);
	g_assert_cmpfloat(weigh_with(overlay, first), ==, 0); /* the oldest went */
	g_assert_cmpfloat(weigh_with(overlay, last), ==, WD_SPIM_OVERLAY_MAX_WEIGHT);
}

/* Two hundred times the same is no more than once. */
static void
test_repetition_adds_nothing(void)
{
	g_autoptr(School) once = school_new();
	g_autoptr(School) often = school_new();
	const char *halfway =
		"Hello Anna, we pay 300 dollars a day for a helping hand in the garden";

	teach(once, SPIM, TRUE);
	for (guint i = 0; i < 200; i++)
		teach(often, SPIM, TRUE);
	g_assert_cmpfloat(weigh(once, halfway), ==, weigh(often, halfway));
}

/* Written for this test, in the manner of people who talk to each other. */
static const char *const talk[] = {
	"Could you send me the minutes of the meeting before Friday, please?",
	"I am running a little late, the train stopped twice on the way",
	"Did you see the game last night? I could not believe the last goal",
	"The new printer on the second floor does not like double-sided paper",
	"Happy birthday, have a wonderful day and eat a lot of cake for me",
	"We moved the stand-up to half past nine, same room as always",
	"Can you have a look at my patch when you find a quiet moment?",
	"My mother says hello and asks when you will come to visit us again",
	"The server came back after the update, thanks for your patience",
	"Let us meet in front of the cinema at eight, I have the tickets",
	"I left my umbrella in your car, could you bring it tomorrow?",
	"The invoice of last month is in the shared folder, have a look",
	"Do you remember the name of the restaurant with the blue chairs?",
	"It says the module could not be found, what should I install first?",
	"I will call you as soon as the doctor has time for me",
	"Please do not feed the dog at the table, he gets used to it",
	"The kids are asleep at last, now I can answer your letter",
	"You were right about the cable, with the new one it works",
	"How was the interview? Tell me everything when you get home",
	"Try it with a smaller file first and tell me what happens",
	"There is a free desk next to mine if you need a quiet place",
	"The bus does not run on Sundays, shall we take the bicycles?",
	"I read the book you lent me in two days, what a strange ending",
	"Could somebody water the plants in the kitchen while I am away?",
	"Your account of the trip made me laugh, send more pictures please",
	"The prize of the lottery at school was a very small teddy bear",
	"We won the tender, the whole team is invited for lunch on Monday",
	"Please call me today, it is about money for the present",
	"I found a link to the free documentation, it is in the channel topic",
	"Is anybody else unable to claim the day off in the new system?",
};

/* Twenty mistaken clicks on half of it, and nothing changes for the other half, nor for SPIM. */
static void
test_twenty_mistakes(gconstpointer is_spim)
{
	g_autoptr(School) school = school_new();
	g_autoptr(WdSpimOverlay) overlay = NULL;

	for (guint i = 0; i < 20; i++)
		teach(school, talk[i], GPOINTER_TO_INT(is_spim));
	overlay = open_school(school);
	for (guint i = 0; i < 20; i++)
		g_assert_cmpfloat(weigh_with(overlay, talk[i]),
				  ==,
				  GPOINTER_TO_INT(is_spim) ? WD_SPIM_OVERLAY_MAX_WEIGHT
							   : -WD_SPIM_OVERLAY_MAX_WEIGHT);
	for (guint i = 20; i < G_N_ELEMENTS(talk); i++)
		g_assert_cmpfloat(weigh_with(overlay, talk[i]), ==, 0);
	g_assert_cmpfloat(weigh_with(overlay, SPIM), ==, 0);
}

static void
test_long_texts(void)
{
	g_autoptr(School) school = school_new();
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GString) changed = NULL;

	for (guint i = 0; i < 60; i++) {
		g_autofree char *line = make_text(1000 + i);

		g_string_append(text, line);
	}
	teach(school, text->str, TRUE);
	changed = g_string_new(text->str);
	g_string_append(changed, "and a word of farewell to Anna and Ben, see https://a.example/");
	g_assert_cmpfloat(weigh(school, changed->str), >, 0);
	g_assert_cmpfloat(weigh(school, SPIM), ==, 0);
}

static void
test_too_short(void)
{
	g_autoptr(GArray) buckets = wd_spim_features_get("ok, thanks");
	WdSpimLesson lesson = {.n_buckets = 7};

	g_assert_false(wd_spim_lesson_fill(&lesson, (const guint32 *)buckets->data, buckets->len));
	g_assert_cmpuint(lesson.n_buckets, ==, 7);
	g_assert_false(wd_spim_lesson_fill(&lesson, NULL, 0));
}

typedef struct {
	const char *name;
	void (*spoil)(WdSpimLesson *lesson);
} Spoilt;

static void
spoil_id(WdSpimLesson *lesson)
{
	lesson->id[3] = 'X';
}

static void
spoil_id_length(WdSpimLesson *lesson)
{
	lesson->id[31] = '\0';
}

static void
spoil_source(WdSpimLesson *lesson)
{
	lesson->source = WD_SPIM_N_SOURCES;
}

static void
spoil_part(WdSpimLesson *lesson)
{
	lesson->part = WD_SPIM_LESSON_MAX_PART + 1;
}

static void
spoil_count(WdSpimLesson *lesson)
{
	lesson->n_buckets--;
}

static void
spoil_total(WdSpimLesson *lesson)
{
	lesson->n_distinct = G_MAXUINT32;
}

static void
spoil_order(WdSpimLesson *lesson)
{
	lesson->buckets[1] = lesson->buckets[0];
}

static void
spoil_bucket(WdSpimLesson *lesson)
{
	lesson->buckets[lesson->n_buckets - 1] = WD_SPIM_N_BUCKETS;
}

static void
spoil_emptiness(WdSpimLesson *lesson)
{
	lesson->n_distinct = 0;
	lesson->n_buckets = 0;
}

static const Spoilt spoilt[] = {
	{"id", spoil_id},
	{"id-length", spoil_id_length},
	{"source", spoil_source},
	{"part", spoil_part},
	{"count", spoil_count},
	{"total", spoil_total},
	{"order", spoil_order},
	{"bucket", spoil_bucket},
	{"emptiness", spoil_emptiness},
};

static void
test_spoilt(gconstpointer data)
{
	const Spoilt *row = data;
	g_autofree WdSpimLesson *lesson = lesson_new(SPIM, TRUE, 1);

	row->spoil(lesson);
	g_assert_false(wd_spim_lesson_is_valid(lesson));
}

static void
test_nothing_taught(void)
{
	g_autoptr(WdSpimOverlay) overlay = wd_spim_overlay_new(NULL, 0);

	g_assert_cmpuint(wd_spim_overlay_get_n_lessons(overlay), ==, 0);
	g_assert_cmpfloat(weigh_with(overlay, SPIM), ==, 0);
	wd_spim_overlay_free(NULL);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/spim-overlay/near/", cases, test_near);
	WD_ADD_ROWS("/spim-overlay/kind/", cases, test_kind);
	WD_ADD_ROWS("/spim-overlay/kind-passes/", cases, test_kind_passes);
	WD_ADD_ROWS("/spim-overlay/spoilt/", spoilt, test_spoilt);
	g_test_add_func("/spim-overlay/not-spim", test_not_spim);
	g_test_add_func("/spim-overlay/later-wins", test_later_wins);
	g_test_add_func("/spim-overlay/undo-is-exact", test_undo_is_exact);
	g_test_add_func("/spim-overlay/order-of-loading", test_order_of_loading);
	g_test_add_func("/spim-overlay/bounded", test_bounded);
	g_test_add_func("/spim-overlay/repetition-adds-nothing", test_repetition_adds_nothing);
	g_test_add_data_func(
		"/spim-overlay/twenty-mistakes/spim", GINT_TO_POINTER(TRUE), test_twenty_mistakes);
	g_test_add_data_func("/spim-overlay/twenty-mistakes/not-spim",
			     GINT_TO_POINTER(FALSE),
			     test_twenty_mistakes);
	g_test_add_func("/spim-overlay/long-texts", test_long_texts);
	g_test_add_func("/spim-overlay/too-short", test_too_short);
	g_test_add_func("/spim-overlay/nothing-taught", test_nothing_taught);
	return g_test_run();
}
