/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "fake-session.h"

#include "engine/wd-error.h"
#include "purple/wd-session-audit.h"
#include "purple/wd-session-judge.h"
#include "purple/wd-session-review.h"

#define START_MS G_GINT64_CONSTANT(1700000000000)

typedef struct {
	WdDeliver deliver;
	gpointer data;
} Deliverer;

struct WdSession {
	PurplePlugin *plugin;
	WdPolicy *policy;
	WdAction action;
	guint treatment;
	gint64 now_ms;
	gboolean is_broken;
	GPtrArray *events;    /* of WdEvent *, judged or recorded */
	GPtrArray *rows;      /* of WdHeld * */
	GPtrArray *questions; /* of FakeQuestion * */
	GPtrArray *audits;    /* of char * */
	GPtrArray *banners;   /* of char * */
	Deliverer deliverers[WD_EVENT_N_KINDS][2];
	const char *demanded; /* (nullable) */
	WdPolicyWatch policy_watch;
	char *base;    /* (nullable) */
	GData *states; /* of the parts */
};

static WdSession *session;
static WdPolicySetting settings[WD_N_KEYS];

static void
free_question(gpointer pointer)
{
	FakeQuestion *question = pointer;

	g_free(question->id);
	g_free(question->title);
	g_free(question->primary);
	g_free(question->secondary);
	g_free(question->host);
	g_ptr_array_unref(question->choices);
	g_ptr_array_unref(question->labels);
	g_free(question);
}

static void
unref_event(gpointer event)
{
	wd_event_unref(event);
}

static void
free_row(gpointer row)
{
	wd_held_free(row);
}

void
fake_session_start(PurplePlugin *plugin)
{
	session = g_new0(WdSession, 1);
	session->plugin = plugin;
	session->policy = wd_policy_new_default();
	session->now_ms = START_MS;
	session->events = g_ptr_array_new_with_free_func(unref_event);
	session->rows = g_ptr_array_new_with_free_func(free_row);
	session->questions = g_ptr_array_new_with_free_func(free_question);
	session->audits = g_ptr_array_new_with_free_func(g_free);
	session->banners = g_ptr_array_new_with_free_func(g_free);
	session->base = g_build_filename(purple_user_dir(), "warden", NULL);
}

void
fake_session_stop(void)
{
	wd_policy_unref(session->policy);
	g_free(session->base);
	g_ptr_array_unref(session->events);
	g_ptr_array_unref(session->rows);
	g_ptr_array_unref(session->questions);
	g_ptr_array_unref(session->audits);
	g_ptr_array_unref(session->banners);
	g_datalist_clear(&session->states);
	g_clear_pointer(&session, g_free);
	for (guint i = 0; i < WD_N_KEYS; i++)
		g_clear_pointer(&settings[i].text, g_free);
	memset(settings, 0, sizeof settings);
}

void
fake_session_set_verdict(WdAction action, guint treatment)
{
	session->action = action;
	session->treatment = treatment;
}

void
fake_session_set_policy(WdPolicyKey key, const char *value, WdPolicyLevel level)
{
	g_free(settings[key].text);
	settings[key].text = g_strdup(value);
	settings[key].level = level;
	wd_policy_unref(session->policy);
	session->policy = wd_policy_new(settings, NULL);
	if (session->policy_watch != NULL)
		session->policy_watch(session);
}

void
fake_session_demand(const char *word)
{
	session->demanded = word;
}

void
fake_session_break_queue(gboolean is_broken)
{
	session->is_broken = is_broken;
}

void
fake_session_advance(gint64 ms)
{
	session->now_ms += ms;
}

const WdEvent *
fake_session_last_event(void)
{
	return g_ptr_array_index(session->events, session->events->len - 1);
}

guint
fake_session_count_judged(void)
{
	return session->events->len;
}

guint
fake_session_count_audits(const char *name)
{
	guint n = 0;

	for (guint i = 0; i < session->audits->len; i++)
		n += g_str_equal(g_ptr_array_index(session->audits, i), name);
	return n;
}

GPtrArray *
fake_session_banners(void)
{
	return session->banners;
}

GPtrArray *
fake_session_rows(void)
{
	return session->rows;
}

WdHeld *
fake_session_last_row(void)
{
	g_assert_cmpuint(session->rows->len, >, 0);
	return g_ptr_array_index(session->rows, session->rows->len - 1);
}

void
fake_session_decide(WdDecision decision)
{
	g_assert_true(wd_session_decide(session, fake_session_last_row()->id, decision, NULL));
}

FakeQuestion *
fake_session_find_question(void)
{
	for (guint i = session->questions->len; i > 0; i--) {
		FakeQuestion *question = g_ptr_array_index(session->questions, i - 1);

		if (question->is_open)
			return question;
	}
	return NULL;
}

guint
fake_session_count_questions(void)
{
	return session->questions->len;
}

void
fake_session_answer(const char *choice)
{
	FakeQuestion *question = fake_session_find_question();

	g_assert_nonnull(question);
	g_assert_true(
		g_ptr_array_find_with_equal_func(question->choices, choice, g_str_equal, NULL));
	question->is_open = FALSE;
	question->answer(choice, NULL, question->data);
}

/* What the parts call. */

WdSession *
wd_session_get(void)
{
	return session;
}

PurplePlugin *
wd_session_get_plugin(WdSession *self)
{
	return self->plugin;
}

const char *
wd_session_get_base(WdSession *self)
{
	return self->base;
}

/* Rows live in memory here. */
WdQueue *
wd_session_get_queue(WdSession *self)
{
	return NULL;
}

WdKeys *
wd_session_get_keys(WdSession *self)
{
	return NULL;
}

const WdPolicy *
wd_session_get_policy(WdSession *self)
{
	return self->policy;
}

void
wd_session_add_policy_watch(WdSession *self, WdPolicyWatch watch)
{
	self->policy_watch = watch;
}

void
wd_session_remove_policy_watch(WdSession *self, WdPolicyWatch watch)
{
	self->policy_watch = NULL;
}

gint64
wd_session_now_ms(WdSession *self)
{
	return self->now_ms;
}

WdTrust *
wd_session_get_trust(WdSession *self)
{
	return NULL;
}

/* Nothing repeats here: what belongs together is tested with a real session. */
WdTracker *
wd_session_get_tracker(WdSession *self)
{
	return NULL;
}

void
wd_session_set_state(WdSession *self, const char *part, gpointer state, GDestroyNotify free_state)
{
	g_datalist_set_data_full(&self->states, part, state, state != NULL ? free_state : NULL);
}

gpointer
wd_session_get_state(WdSession *self, const char *part)
{
	return g_datalist_get_data(&self->states, part);
}

WdPolicyStore *
wd_session_get_policy_store(WdSession *self)
{
	return NULL; /* the test's settings are not a person's to change */
}

WdVerdict *
wd_session_peek(WdSession *self, PurpleAccount *account, const WdEvent *event)
{
	WdVerdict *verdict = wd_verdict_new();

	if (self->action > WD_ACTION_ALLOW &&
	    (self->demanded == NULL || strstr(event->text, self->demanded) != NULL))
		wd_verdict_add(
			verdict,
			wd_finding_new("stranger.first-contact", self->action, 1, 0, 0, NULL));
	if (event->url != NULL) {
		WdLinkReport *report = wd_verdict_add_link(verdict, event->url);

		report->host = g_strdup("host.example");
		report->registrable = g_strdup("my_host.example");
	}
	verdict->treatment = self->treatment;
	return verdict;
}

void
wd_session_record(WdSession *self,
		  PurpleAccount *account,
		  const WdEvent *event,
		  const WdVerdict *verdict)
{
	g_ptr_array_add(self->events, wd_event_ref(event));
}

WdVerdict *
wd_session_judge(WdSession *self, PurpleAccount *account, const WdEvent *event)
{
	WdVerdict *verdict = wd_session_peek(self, account, event);

	wd_session_record(self, account, event, verdict);
	return verdict;
}

WdVerdict *
wd_session_judge_again(WdSession *self, PurpleAccount *account, const WdEvent *event)
{
	return wd_session_judge(self, account, event);
}

void
wd_session_audit(WdSession *self,
		 const char *name,
		 WdSeverity severity,
		 const WdEvent *event,
		 const WdVerdict *verdict,
		 const char *reason)
{
	g_ptr_array_add(self->audits, g_strdup(name));
}

void
wd_session_write_audit(WdSession *self, const WdAuditRecord *record)
{
	g_ptr_array_add(self->audits, g_strdup(record->event));
}

static WdHeld *
find_row(const char *id)
{
	for (guint i = 0; i < session->rows->len; i++) {
		WdHeld *row = g_ptr_array_index(session->rows, i);

		if (g_str_equal(row->id, id))
			return row;
	}
	return NULL;
}

static WdHeld *
find_same(const WdEvent *event)
{
	for (guint i = 0; event->kind != WD_EVENT_FILE && i < session->rows->len; i++) {
		WdHeld *row = g_ptr_array_index(session->rows, i);

		if (row->state == WD_HELD_WAITING && row->event->kind == event->kind &&
		    g_str_equal(row->event->peer, event->peer))
			return row;
	}
	return NULL;
}

char *
wd_session_hold(WdSession *self, const WdEvent *event, const WdVerdict *verdict)
{
	WdHeld *row = find_same(event);
	g_autofree char *id = g_strdup_printf("%032u", self->rows->len + 1);

	if (self->is_broken)
		return NULL;
	if (row == NULL) {
		row = wd_held_new(id, event, verdict, self->now_ms);
		g_ptr_array_add(self->rows, row);
	} else {
		row->n_repeats++;
	}
	return g_strdup(row->id);
}

gboolean
wd_session_hold_as(WdSession *self, const char *id, const WdEvent *event, const WdVerdict *verdict)
{
	if (self->is_broken)
		return FALSE;
	g_ptr_array_add(self->rows, wd_held_new(id, event, verdict, self->now_ms));
	return TRUE;
}

void
wd_session_watch_row(WdSession *self, const char *id)
{
}

void
wd_session_expire(WdSession *self, const char *held_id)
{
	WdHeld *row = find_row(held_id);

	if (row != NULL && row->state == WD_HELD_WAITING)
		row->state = WD_HELD_EXPIRED;
}

gboolean
wd_session_decide(WdSession *self, const char *id, WdDecision decision, GError **error)
{
	WdHeld *row = find_row(id);
	gboolean is_yes = decision == WD_DECISION_RELEASE || decision == WD_DECISION_TRUST;
	const Deliverer *deliverer;

	if (self->is_broken || row == NULL || row->state != WD_HELD_WAITING) {
		g_set_error(error, WD_ERROR, WD_ERROR_NOT_FOUND, "no such row");
		return FALSE;
	}
	row->state = is_yes ? WD_HELD_RELEASED : WD_HELD_DELETED;
	deliverer = &self->deliverers[row->event->kind][row->event->direction];
	if (deliverer->deliver != NULL &&
	    deliverer->deliver(self, row, decision, deliverer->data) && is_yes)
		g_assert_cmpuint(row->state, ==, WD_HELD_DELIVERED); /* parts claim */
	return TRUE;
}

void
wd_session_set_deliver(
	WdSession *self, WdEventKind kind, WdDirection direction, WdDeliver deliver, gpointer data)
{
	self->deliverers[kind][direction] = (Deliverer){deliver, data};
}

gboolean
wd_session_claim(WdSession *self, const WdHeld *held)
{
	WdHeld *row = find_row(held->id);

	if (row->state != WD_HELD_RELEASED)
		return FALSE;
	row->state = WD_HELD_DELIVERED;
	return TRUE;
}

void
wd_session_ask(WdSession *self, const WdQuestion *asked, WdAnswer answer, gpointer data)
{
	FakeQuestion *question = g_new0(FakeQuestion, 1);

	question->id = g_strdup(asked->id);
	question->title = g_strdup(asked->title);
	question->primary = g_strdup(asked->primary);
	question->secondary = g_strdup(asked->secondary);
	question->host = g_strdup(asked->host);
	question->action = asked->action;
	question->choices = g_ptr_array_new_with_free_func(g_free);
	question->labels = g_ptr_array_new_with_free_func(g_free);
	for (gsize i = 0; i < asked->n_choices; i++) {
		g_ptr_array_add(question->choices, g_strdup(asked->choices[i].id));
		g_ptr_array_add(question->labels, g_strdup(asked->choices[i].label));
	}
	question->safe_choice = asked->safe_choice;
	question->answer = answer;
	question->data = data;
	question->is_open = TRUE;
	g_ptr_array_add(self->questions, question);
}

void
wd_session_banner(WdSession *self, const char *id, const char *text)
{
	g_ptr_array_add(self->banners, g_strdup_printf("%s|%s", id, text != NULL ? text : ""));
}

void
wd_session_update_question(WdSession *self, const WdQuestion *question)
{
}

void
wd_session_withdraw(WdSession *self, const char *question_id)
{
	for (guint i = 0; i < self->questions->len; i++) {
		FakeQuestion *question = g_ptr_array_index(self->questions, i);

		if (g_str_equal(question->id, question_id))
			question->is_open = FALSE;
	}
}
