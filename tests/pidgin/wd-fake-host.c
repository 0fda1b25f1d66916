/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "wd-fake-host.h"

#include <string.h>

#include "engine/wd-error.h"
#include "engine/wd-fact.h"

/* Synthetic, one of each kind and of each trap that a list must survive. */
static const struct {
	WdEventKind kind;
	WdDirection direction;
	const char *peer;
	const char *text;
	const char *file_name;
	gint64 file_size;
	const char *code;
	WdHeldState state;
} samples[] = {
	{WD_EVENT_IM,
	 WD_DIRECTION_IN,
	 "prize4821@spam.example",
	 "Congratulations! You have been "
	 "selected for a prize of 5000. Answer within one hour: http://win.example/now",
	 NULL,
	 -1,
	 "spim.text",
	 WD_HELD_WAITING},
	{WD_EVENT_FILE,
	 WD_DIRECTION_IN,
	 "accounts@b.example",
	 NULL,
	 "invoice.pdf.exe",
	 48128,
	 "file.double-extension",
	 WD_HELD_WAITING},
	{WD_EVENT_CONTACT_REQUEST,
	 WD_DIRECTION_IN,
	 "helpdesk@it-support.example",
	 "This is the helpdesk, please add me",
	 NULL,
	 -1,
	 "contact.request",
	 WD_HELD_EXPIRED},
	{WD_EVENT_CHAT_INVITE,
	 WD_DIRECTION_IN,
	 "trader@coins.example",
	 "Join our room, double your coins",
	 NULL,
	 -1,
	 "contact.invitation",
	 WD_HELD_WAITING},
	{WD_EVENT_FILE,
	 WD_DIRECTION_IN,
	 "friend@c.example",
	 NULL,
	 "holiday-\xe2\x80\xaegpj.scr",
	 1234567,
	 "file.direction-override",
	 WD_HELD_EXPIRED},
	{WD_EVENT_IM,
	 WD_DIRECTION_OUT,
	 "bob@b.example",
	 "my card is 4111 1111 1111 1111",
	 NULL,
	 -1,
	 "leak.card",
	 WD_HELD_WAITING},
	{WD_EVENT_IM,
	 WD_DIRECTION_IN,
	 "<b>bold</b>@m&m.example",
	 "<i>not</i> markup & \xe2\x80\xae"
	 "desrever",
	 NULL,
	 -1,
	 "spim.text",
	 WD_HELD_WAITING},
};

static gboolean
refuse(GError **error)
{
	g_set_error(error, WD_ERROR, WD_ERROR_BUSY, "the queue is busy");
	return FALSE;
}

static void
set_ui(gpointer session, const WdUiOps *ops, gpointer ui)
{
	WdFakeHost *fake = session;

	fake->ops = ops;
	fake->ui = ui;
	g_ptr_array_add(fake->calls, g_strdup(ops != NULL ? "ui on" : "ui off"));
}

static gpointer
copy_row(gconstpointer row, gpointer data)
{
	return wd_held_copy(row);
}

static GPtrArray *
list_held(gpointer session, GError **error)
{
	WdFakeHost *fake = session;
	GPtrArray *copy;

	if (fake->refuses && !refuse(error))
		return NULL;
	if (fake->logs.is_locked) {
		g_set_error(error, WD_ERROR, WD_ERROR_LOCKED, "locked");
		return NULL;
	}
	copy = g_ptr_array_copy(fake->rows, copy_row, NULL);
	g_ptr_array_set_free_func(copy, (GDestroyNotify)wd_held_free);
	return copy;
}

static void
free_news(gpointer news)
{
	wd_held_news_free(news);
}

/* Each row that is not known costs a microsecond of the budget, so that tests can see pieces. */
static GPtrArray *
list_news(gpointer session, WdHeldReader *reader, GError **error)
{
	WdFakeHost *fake = session;
	GPtrArray *all;
	gint64 n_opened = 0;

	if (fake->refuses && !refuse(error))
		return NULL;
	if (fake->logs.is_locked) {
		g_set_error(error, WD_ERROR, WD_ERROR_LOCKED, "locked");
		return NULL;
	}
	all = g_ptr_array_new_with_free_func(free_news);
	reader->n_left = 0;
	for (guint i = fake->rows->len; i-- > 0;) {
		const WdHeld *held = g_ptr_array_index(fake->rows, i);
		WdHeldNews *news = g_new0(WdHeldNews, 1);

		*news = (WdHeldNews){g_strdup(held->id), held->state, held->n_repeats, NULL};
		g_ptr_array_add(all, news);
		if (reader->is_known(held->id, reader->data))
			continue;
		if (n_opened++ * fake->opening_us >= reader->budget_us)
			reader->n_left++;
		else
			news->held = wd_held_copy(held);
	}
	return all;
}

static guint
count_waiting(gpointer session)
{
	WdFakeHost *fake = session;
	guint n_waiting = 0;

	for (guint i = 0; i < fake->rows->len; i++) {
		const WdHeld *held = g_ptr_array_index(fake->rows, i);

		n_waiting += held->state == WD_HELD_WAITING ? 1 : 0;
	}
	return n_waiting;
}

static gboolean
remove_row(WdFakeHost *fake, const char *id)
{
	for (guint i = 0; i < fake->rows->len; i++) {
		const WdHeld *held = g_ptr_array_index(fake->rows, i);

		if (g_str_equal(held->id, id)) {
			g_ptr_array_remove_index(fake->rows, i);
			return TRUE;
		}
	}
	return FALSE;
}

static gboolean
decide(gpointer session, const char *id, WdDecision decision, GError **error)
{
	WdFakeHost *fake = session;

	if (fake->refuses)
		return refuse(error);
	g_ptr_array_add(fake->calls,
			g_strdup_printf("decide %s %s", id, wd_decision_to_string(decision)));
	if (!remove_row(fake, id))
		return refuse(error);
	if (fake->ops != NULL)
		fake->ops->queue_changed(fake->ui, count_waiting(fake));
	return TRUE;
}

static const WdPolicy *
get_policy(gpointer session)
{
	WdFakeHost *fake = session;

	return fake->policy;
}

static void
change(WdFakeHost *fake,
       WdPolicyKey key,
       const char *value,
       WdPolicyLevel level,
       const char *source)
{
	WdPolicySetting *setting = &fake->settings[key];

	g_free(setting->text);
	g_free(setting->source);
	setting->text = g_strdup(value);
	setting->source = g_strdup(source);
	setting->level = level;
	g_clear_pointer(&fake->policy, wd_policy_unref);
	fake->policy = wd_policy_new(fake->settings, NULL);
}

static gboolean
set_policy(gpointer session, WdPolicyKey key, const char *value, GError **error)
{
	WdFakeHost *fake = session;
	const WdPolicySchemaRow *row = wd_policy_schema_get(key);

	if (fake->refuses)
		return refuse(error);
	g_ptr_array_add(fake->calls, g_strdup_printf("set %s.%s %s", row->group, row->name, value));
	change(fake, key, value, value != NULL ? WD_LEVEL_USER : WD_LEVEL_BUILTIN, NULL);
	if (fake->ops != NULL && fake->ops->policy_changed != NULL)
		fake->ops->policy_changed(fake->ui);
	return TRUE;
}

static gboolean
may_open_link(gpointer session, const char *url)
{
	WdFakeHost *fake = session;

	g_ptr_array_add(fake->calls, g_strdup_printf("link %s", url));
	return fake->bad_link == NULL || strstr(url, fake->bad_link) == NULL;
}

static char *
teach_held(gpointer session, const char *id, gboolean is_spim, char **lesson_id, GError **error)
{
	WdFakeHost *fake = session;

	*lesson_id = NULL;
	if (fake->refuses && !refuse(error))
		return NULL;
	g_ptr_array_add(fake->calls,
			g_strdup_printf("teach %s %s", id, is_spim ? "spim" : "not-spim"));
	if (!remove_row(fake, id) && !refuse(error))
		return NULL;
	*lesson_id = g_strdup_printf("lesson-%s", id);
	return g_strdup(is_spim ? "Deleted. Learned." : "Released. Learned.");
}

static char *
teach_shown(gpointer session,
	    const WdPlace *place,
	    const char *line,
	    gboolean is_spim,
	    char **lesson_id,
	    GError **error)
{
	WdFakeHost *fake = session;

	*lesson_id = NULL;
	if (fake->refuses && !refuse(error))
		return NULL;
	g_ptr_array_add(fake->calls,
			g_strdup_printf("teach-shown %s %s: %s",
					place->peer,
					is_spim ? "spim" : "not-spim",
					line != NULL ? line : "the last"));
	*lesson_id = g_strdup("lesson");
	return g_strdup("Learned.");
}

static char *
undo_lesson(gpointer session, const char *lesson_id, GError **error)
{
	WdFakeHost *fake = session;

	if (fake->refuses && !refuse(error))
		return NULL;
	g_ptr_array_add(fake->calls, g_strdup_printf("undo %s", lesson_id));
	return g_strdup("Taken back.");
}

static void
get_logs_state(gpointer session, WdLogsState *state)
{
	*state = ((WdFakeHost *)session)->logs;
}

static void
unlock_logs(gpointer session,
	    const char *passphrase,
	    void (*done)(const char *problem, gpointer data),
	    gpointer data)
{
	WdFakeHost *fake = session;

	g_ptr_array_add(fake->calls, g_strdup_printf("unlock %s", passphrase));
	fake->unlocked = done;
	fake->unlocked_data = data;
}

static void
forget_unlock(gpointer session)
{
	((WdFakeHost *)session)->unlocked = NULL;
}

static void
lock_logs(gpointer session)
{
	WdFakeHost *fake = session;

	g_ptr_array_add(fake->calls, g_strdup("lock"));
	fake->logs.is_locked = TRUE;
	fake->logs.can_lock = FALSE;
}

static gboolean
search_logs(gpointer session, const char *words, const WdLogsWatch *watch)
{
	WdFakeHost *fake = session;

	g_ptr_array_add(fake->calls, g_strdup_printf("search %s", words));
	fake->watch = *watch;
	return !fake->refuses;
}

static gboolean
import_logs(gpointer session, const WdLogsWatch *watch)
{
	WdFakeHost *fake = session;

	g_ptr_array_add(fake->calls, g_strdup("import"));
	fake->watch = *watch;
	return !fake->refuses;
}

static void
cancel_logs(gpointer session)
{
	WdFakeHost *fake = session;

	g_ptr_array_add(fake->calls, g_strdup("cancel"));
	memset(&fake->watch, 0, sizeof fake->watch);
}

static const WdLogsPort logs_port = {
	.get_state = get_logs_state,
	.unlock = unlock_logs,
	.forget_unlock = forget_unlock,
	.lock = lock_logs,
	.search = search_logs,
	.import = import_logs,
	.cancel = cancel_logs,
};

static void
look_at_facts(gpointer session, WdFactsSeen seen, gpointer data)
{
	WdFakeHost *fake = session;

	g_ptr_array_add(fake->calls, g_strdup("look-at-facts"));
	fake->facts_seen = seen;
	fake->facts_data = data;
}

static void
look_at_deeds(gpointer session, gint64 from_ms, WdDeedsSeen seen, gpointer data)
{
	WdFakeHost *fake = session;

	g_assert_null(fake->deeds_seen); /* one look at a time */
	g_ptr_array_add(fake->calls, g_strdup("look-at-deeds"));
	fake->deeds_seen = seen;
	fake->deeds_data = data;
}

static void
forget_looks(gpointer session, gconstpointer data)
{
	WdFakeHost *fake = session;

	if (fake->facts_data == data)
		fake->facts_seen = NULL;
	if (fake->deeds_data == data)
		fake->deeds_seen = NULL;
}

static gint64
get_now_ms(gpointer session)
{
	return WD_FAKE_NOW_MS + ((WdFakeHost *)session)->later_ms;
}

static const WdInsightPort insight_port = {
	.look_at_facts = look_at_facts,
	.look_at_deeds = look_at_deeds,
	.forget = forget_looks,
	.get_now_ms = get_now_ms,
};

static void
look_around(gpointer session, const WdPlace *place, WdShield *shield)
{
	WdFakeHost *fake = session;

	*shield = fake->shield;
	shield->paused_until_ms = fake->paused_until_ms;
}

static gboolean
set_paused(gpointer session, gboolean is_paused, GError **error)
{
	WdFakeHost *fake = session;

	if (fake->refuses)
		return refuse(error);
	g_ptr_array_add(fake->calls, g_strdup(is_paused ? "pause" : "resume"));
	fake->paused_until_ms = is_paused ? G_GINT64_CONSTANT(4000000000000) : 0;
	return TRUE;
}

static gint64
get_paused_until_ms(gpointer session)
{
	return ((WdFakeHost *)session)->paused_until_ms;
}

/**
 * wd_fake_host_new:
 *
 * Returns: (transfer full): a host with no rows and the built-in policy
 */
WdFakeHost *
wd_fake_host_new(void)
{
	WdFakeHost *fake = g_new0(WdFakeHost, 1);

	fake->host = (WdHost){
		.abi = WD_HOST_ABI,
		.session = fake,
		.set_ui = set_ui,
		.list_held = list_held,
		.list_news = list_news,
		.decide = decide,
		.count_waiting = count_waiting,
		.get_policy = get_policy,
		.set_policy = set_policy,
		.may_open_link = may_open_link,
		.teach_held = teach_held,
		.teach_shown = teach_shown,
		.undo_lesson = undo_lesson,
		.look_around = look_around,
		.set_paused = set_paused,
		.get_paused_until_ms = get_paused_until_ms,
		.logs = &logs_port,
		.insight = &insight_port,
	};
	fake->rows = g_ptr_array_new_with_free_func((GDestroyNotify)wd_held_free);
	fake->calls = g_ptr_array_new_with_free_func(g_free);
	fake->policy = wd_policy_new_default();
	return fake;
}

/**
 * wd_fake_host_free:
 * @fake: (nullable) (transfer full): a host
 */
void
wd_fake_host_free(WdFakeHost *fake)
{
	if (fake == NULL)
		return;
	for (guint i = 0; i < WD_N_KEYS; i++) {
		g_free(fake->settings[i].text);
		g_free(fake->settings[i].source);
	}
	wd_policy_unref(fake->policy);
	g_ptr_array_unref(fake->rows);
	g_ptr_array_unref(fake->calls);
	g_free(fake);
}

/**
 * wd_fake_host_add:
 * @fake: a host
 * @fields: what happened
 * @code: the finding for which it is held
 *
 * Returns: (transfer none): the new row, waiting, a minute after the one before
 */
WdHeld *
wd_fake_host_add(WdFakeHost *fake, const WdEvent *fields, const char *code)
{
	g_autofree char *id = g_strdup_printf("%032x", ++fake->n_made);
	g_autoptr(WdVerdict) verdict = wd_verdict_new();
	g_autoptr(WdEvent) event = wd_event_new(fields);
	WdHeld *held;

	wd_verdict_add(verdict, wd_finding_new(code, WD_ACTION_HOLD, 5, 0, 0, NULL));
	held = wd_held_new(id, event, verdict, fields->time_ms);
	g_ptr_array_add(fake->rows, held);
	return held;
}

/**
 * wd_fake_host_add_samples:
 * @fake: a host
 * @n_rows: how many to add: the samples in turn
 */
void
wd_fake_host_add_samples(WdFakeHost *fake, guint n_rows)
{
	for (guint i = 0; i < n_rows; i++) {
		guint which = fake->n_made % G_N_ELEMENTS(samples);
		const WdEvent fields = {
			.kind = samples[which].kind,
			.direction = samples[which].direction,
			.protocol = "prpl-fake",
			.account = "me@a.example",
			.peer = samples[which].peer,
			.text = samples[which].text,
			.file_name = samples[which].file_name,
			.file_size = samples[which].file_size,
			/* 2026-05-04 10:00 and a minute more for each row */
			.time_ms = G_GINT64_CONSTANT(1777888800000) + fake->n_made * 60000,
		};

		wd_fake_host_add(fake, &fields, samples[which].code)->state = samples[which].state;
	}
}

/**
 * wd_fake_host_lock:
 * @fake: a host
 * @key: a setting
 * @value: what the organisation set
 * @source: where it stands
 */
void
wd_fake_host_lock(WdFakeHost *fake, WdPolicyKey key, const char *value, const char *source)
{
	change(fake, key, value, WD_LEVEL_IT_MANAGED, source);
}

/**
 * wd_fake_host_unlock:
 * @fake: a host
 * @key: a setting that nobody locks any more
 */
void
wd_fake_host_unlock(WdFakeHost *fake, WdPolicyKey key)
{
	change(fake, key, NULL, WD_LEVEL_BUILTIN, NULL);
}

/**
 * wd_fake_host_give_facts:
 * @fake: a host that was asked to look
 *
 * Answers with one fact of each level.
 */
void
wd_fake_host_give_facts(WdFakeHost *fake)
{
	g_autoptr(GPtrArray) facts = wd_facts_new();
	WdFactsSeen seen = fake->facts_seen;

	wd_facts_add(facts, "on.spim", WD_FACT_GOOD, NULL);
	wd_facts_add(facts, "on.links", WD_FACT_GOOD, NULL);
	wd_facts_add(facts, "on.audit", WD_FACT_GOOD, NULL);
	wd_facts_add(facts, "uncovered.owner", WD_FACT_NOTE, NULL);
	wd_facts_add(facts, "uncovered.dbus", WD_FACT_NOTE, NULL);
	wd_facts_add_count(facts, "plain.logs", WD_FACT_WARNING, "/home/dana/.purple/logs", 214);
	wd_facts_add(facts, "keys.open-folder", WD_FACT_BAD, "/home/dana/.purple/warden/keys");
	fake->facts_seen = NULL;
	if (seen != NULL)
		seen(facts, fake->facts_data);
}

/* A month of a usual desktop, the same each time. */
static WdDeeds *
make_deeds(void)
{
	static const struct {
		WdDeedKind kind;
		const char *event;
		const char *reason;
	} kinds[] = {
		{WD_DEED_HELD, "spam.flagged", "spim.text"},
		{WD_DEED_HELD, "spam.flagged", "spim.text"},
		{WD_DEED_WARNED, "link.warned", "link.lookalike-host"},
		{WD_DEED_HELD, "contact.blocked", "contact.request"},
		{WD_DEED_BLOCKED, "file.blocked", "file.double-extension"},
		{WD_DEED_WARNED, "msg.send.blocked", "leak.card"},
		{WD_DEED_PASSED_OVER, "link.clicked_through", "link.lookalike-host"},
	};
	static const char *const protocols[] = {
		"prpl-jabber", "prpl-irc", "prpl-jabber", "prpl-bonjour", "prpl-eionrobb-discord"};
	WdDeeds *deeds = wd_deeds_new(1000);
	guint which = 0;

	for (gint64 day = 29; day >= 0; day--) {
		guint n = (guint)((day * 7 + 3) % 11 % 8);

		for (guint i = 0; i < n; i++, which++)
			wd_deeds_add(deeds,
				     &(const WdDeed){WD_FAKE_NOW_MS - day * 86400000 + i * 60000,
						     kinds[which % G_N_ELEMENTS(kinds)].kind,
						     kinds[which % G_N_ELEMENTS(kinds)].event,
						     protocols[which % G_N_ELEMENTS(protocols)],
						     kinds[which % G_N_ELEMENTS(kinds)].reason});
	}
	return deeds;
}

/**
 * wd_fake_host_give_deeds:
 * @fake: a host that was asked to look
 *
 * Answers with a month of samples.
 */
void
wd_fake_host_give_deeds(WdFakeHost *fake)
{
	WdDeedsSeen seen = fake->deeds_seen;

	fake->deeds_seen = NULL;
	if (seen != NULL)
		seen(make_deeds(), NULL, fake->deeds_data);
}

/**
 * wd_fake_host_get_call:
 * @fake: a host
 * @back: 0 for the last call, 1 for the one before
 *
 * Returns: (transfer none): what was asked of the host; "" when nothing
 */
const char *
wd_fake_host_get_call(WdFakeHost *fake, guint back)
{
	if (back >= fake->calls->len)
		return "";
	return g_ptr_array_index(fake->calls, fake->calls->len - 1 - back);
}
