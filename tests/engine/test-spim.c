/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/spim/wd-spim-features.h"
#include "engine/spim/wd-spim-overlay.h"
#include "engine/text/wd-normalise.h"
#include "wd-judging.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	const char *text;
	gboolean is_spim;
} Case;

/* All of them made up. */
static const Case cases[] = {
	{"prize",
	 "URGENT! You have won a \u00a32000 cash prize. To claim call 09061700000 from landline",
	 TRUE},
	{"ringtones",
	 "Free ringtone for your mobile! Text WIN to 87123, \u00a33 per msg, reply STOP "
	 "to opt out",
	 TRUE},
	{"coins",
	 "Our crypto trading platform doubled my investment, $5000 withdrawal today! "
	 "Register now https://t.me/example",
	 TRUE},
	{"casino-in-russian",
	 "\u041a\u0430\u0437\u0438\u043d\u043e: \u0431\u043e\u043d\u0443\u0441 "
	 "\u043a \u0434\u0435\u043f\u043e\u0437\u0438\u0442\u0443, "
	 "\u043f\u0440\u043e\u043c\u043e\u043a\u043e\u0434 "
	 "\u043f\u043e \u0441\u0441\u044b\u043b\u043a\u0435",
	 TRUE},
	{"lottery-in-german",
	 "Gl\u00fcckwunsch! Sie haben in der Lotterie gewonnen. Gutschein 500 \u20ac, hier klicken",
	 TRUE},
	{"lottery-in-german-without-umlauts",
	 "Glueckwunsch! Sie haben in der Lotterie gewonnen. Gutschein 500 \u20ac, hier klicken",
	 TRUE},
	{"job-in-chinese", "手机兼职日结，稳赚佣金，无需经验，加微信领取", TRUE},
	{"job-in-turkish", "Evden ek iş! Günde 30 dakika, günlük ödeme, WhatsApp'tan yazın", TRUE},
	{"loan-in-arabic", "قروض سريعة بدون كفيل وبدون ضمانات، تواصل معنا على واتساب", TRUE},
	{"mother-in-spanish",
	 "Hola mamá, se me rompió el móvil, este es mi nuevo número, escríbeme por WhatsApp y "
	 "hazme una transferencia urgente",
	 TRUE},
	{"disguised-by-letters",
	 "\u0421l\u0430im y\u043eur \u0440rize: y\u043eu h\u0430ve w\u043en, call 09061700000",
	 TRUE},
	{"disguised-by-width",
	 "\uff23\uff4c\uff41\uff49\uff4d your \uff50\uff52\uff49\uff5a\uff45, you have won, "
	 "call 09061700000",
	 TRUE},
	{"disguised-by-spaces",
	 "C l a i m your p r i z e , you have w o n , call 09061700000",
	 TRUE},
	{"greeting", "hi, how are you?", FALSE},
	{"link-alone", "https://www.example.co.uk/", FALSE},
	{"link-and-a-word", "here: http://www.example.ac.uk/~a/", FALSE},
	{"greeting-and-link", "hi, is this you? https://example.com/", FALSE},
	{"work", "Can you send me the invoice for last month? The customer asked again.", FALSE},
	{"talk-about-prizes", "did you hear who won the prize?", FALSE},
	{"talk-about-money", "I owe you $20 for lunch", FALSE},
	{"phone-number", "my new number is 03055501234, please save it", FALSE},
	{"loan-of-a-book", "can I get a loan of your book?", FALSE},
	{"job-in-german",
	 "Guten Tag, wir sind ein B\u00fcro in Kiel und suchen eine Architektin in Teilzeit",
	 FALSE},
	{"parcel-in-french", "Votre colis est chez le voisin du troisi\u00e8me", FALSE},
	{"coins-in-chinese", "比特币节点卡住了怎么办", FALSE},
	{"empty", "", FALSE},
	{"hostile-bytes", "\xff\xfe\xc0\x80 \x01", FALSE},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(WdVerdict) verdict = wd_test_judge(&(WdEvent){.peer = "eve", .text = row->text},
						     &wd_test_stranger,
						     (WdTestSetting){0});

	g_assert_cmpint(wd_verdict_has(verdict, "spim.text"), ==, row->is_spim);
	g_assert_cmpint(verdict->action >= WD_ACTION_HOLD, ==, row->is_spim);
	g_assert_cmpint(verdict->spim_probability >= 0.9, ==, row->is_spim);
}

/* A text score never acts alone on what a saved contact writes; it is still told. */
static void
test_contact(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(WdVerdict) verdict = wd_test_judge(
		&(WdEvent){.peer = "ann", .text = row->text}, &wd_test_contact, (WdTestSetting){0});

	g_assert_cmpint(verdict->action, <, WD_ACTION_HOLD);
	g_assert_false(wd_verdict_has(verdict, "spim.text"));
	g_assert_cmpfloat(verdict->spim_probability, >=, 0);
	g_assert_cmpfloat(verdict->spim_probability, <=, 1);
}

typedef struct {
	const char *name;
	WdEventKind kind;
	WdDirection direction;
	WdTestSetting setting;
	WdAction action;
	gboolean is_judged;
} PolicyCase;

static const PolicyCase policies[] = {
	{"request", WD_EVENT_CONTACT_REQUEST, WD_DIRECTION_IN, {0}, WD_ACTION_HOLD, TRUE},
	{"invitation", WD_EVENT_CHAT_INVITE, WD_DIRECTION_IN, {0}, WD_ACTION_HOLD, TRUE},
	{"attention", WD_EVENT_ATTENTION, WD_DIRECTION_IN, {0}, WD_ACTION_HOLD, TRUE},
	{"room", WD_EVENT_CHAT, WD_DIRECTION_IN, {0}, WD_ACTION_ALLOW, FALSE},
	{"outgoing", WD_EVENT_IM, WD_DIRECTION_OUT, {0}, WD_ACTION_ALLOW, FALSE},
	{"switched-off",
	 WD_EVENT_IM,
	 WD_DIRECTION_IN,
	 {WD_KEY_SPIM_ENABLED, "false"},
	 WD_ACTION_NOTE,
	 FALSE},
	{"blocks",
	 WD_EVENT_IM,
	 WD_DIRECTION_IN,
	 {WD_KEY_SPIM_ACTION, "block"},
	 WD_ACTION_BLOCK,
	 TRUE},
	{"threshold",
	 WD_EVENT_IM,
	 WD_DIRECTION_IN,
	 {WD_KEY_SPIM_THRESHOLD, "1"},
	 WD_ACTION_NOTE,
	 TRUE},
	{"allow-list",
	 WD_EVENT_IM,
	 WD_DIRECTION_IN,
	 {WD_KEY_CONTACTS_ALLOW, "eve"},
	 WD_ACTION_ALLOW,
	 TRUE},
};

static void
test_policy(gconstpointer data)
{
	const PolicyCase *row = data;
	g_autoptr(WdVerdict) verdict = wd_test_judge(&(WdEvent){.kind = row->kind,
								.direction = row->direction,
								.peer = "eve",
								.text = cases[0].text},
						     &wd_test_stranger,
						     row->setting);

	g_assert_cmpstr(wd_action_to_string(verdict->action), ==, wd_action_to_string(row->action));
	g_assert_cmpint(verdict->spim_probability >= 0, ==, row->is_judged);
}

/* A phrase in another spelling than the normal one would never be met. */
/* What the person said of the text, before it comes again. */
static WdSpimOverlay *
teach(const char *text, gboolean is_spim)
{
	g_autoptr(GArray) buckets = wd_spim_features_get(text);
	WdSpimLesson lesson = {.is_spim = is_spim};
	const WdSpimLesson *list[] = {&lesson};

	g_assert_true(wd_spim_lesson_fill(
		&lesson, (const guint32 *)(gpointer)buckets->data, buckets->len));
	return wd_spim_overlay_new(list, 1);
}

typedef struct {
	const char *name;
	const char *text;
	gboolean is_spim; /* what the person said */
	WdTestSetting setting;
	const char *code; /* NULL: nothing is held */
} TaughtCase;

#define SPIM "URGENT! You have won a 2000 cash prize. To claim call 09061700000 from landline"
#define TALK "Could you send me the minutes of the meeting before Friday, please?"

static const TaughtCase taught[] = {
	{"not-spim", SPIM, FALSE, {0}, NULL},
	{"spim", TALK, TRUE, {0}, "spim.taught"},
	{"spim-that-is-known", SPIM, TRUE, {0}, "spim.text"},
	{"not-spim-while-learning-is-off",
	 SPIM,
	 FALSE,
	 {WD_KEY_SPIM_LEARNING, "false"},
	 "spim.text"},
	{"spim-while-learning-is-off", TALK, TRUE, {WD_KEY_SPIM_LEARNING, "false"}, NULL},
};

static void
test_taught(gconstpointer data)
{
	const TaughtCase *row = data;
	g_autoptr(WdSpimOverlay) overlay = teach(row->text, row->is_spim);
	const WdKnowledge knowledge = {.spim_overlay = overlay};
	WdContext context = wd_test_stranger;
	g_autoptr(WdVerdict) verdict = NULL;

	context.knowledge = &knowledge;
	verdict =
		wd_test_judge(&(WdEvent){.peer = "eve", .text = row->text}, &context, row->setting);
	g_assert_cmpint(verdict->action >= WD_ACTION_HOLD, ==, row->code != NULL);
	if (row->code != NULL)
		g_assert_true(wd_verdict_has(verdict, row->code));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/spim/stranger/", cases, test_case);
	WD_ADD_ROWS("/spim/taught/", taught, test_taught);
	WD_ADD_ROWS("/spim/contact/", cases, test_contact);
	WD_ADD_ROWS("/spim/policy/", policies, test_policy);
	return g_test_run();
}
