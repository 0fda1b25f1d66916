/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "crypto/wd-age.h"
#include "fakes/wd-null-purple.h"
#include "log-duty.h"
#include "purple/wd-log-keeper.h"
#include "purple/wd-purple-log.h"
#include "store/wd-log-reader.h"

#define ROOM    "aviary"
#define MESSAGE "the heron lands at dusk"
#define FORMAT  "/purple/logging/format"

static const char *const prefs[] = {DUTY_LOG_IMS, DUTY_LOG_CHATS, DUTY_LOG_SYSTEM};

/* Calls @visit with every file below @path. */
static void
for_each_file(const char *path, void (*visit)(const char *path, gpointer data), gpointer data)
{
	g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
	const char *name;

	if (dir == NULL) {
		if (g_file_test(path, G_FILE_TEST_EXISTS))
			visit(path, data);
		return;
	}
	while ((name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *child = g_build_filename(path, name, NULL);

		for_each_file(child, visit, data);
	}
}

static void
collect(const char *path, gpointer paths)
{
	g_ptr_array_add(paths, g_strdup(path));
}

static GPtrArray *
list_files(const char *folder, const char *below)
{
	GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *path = g_build_filename(folder, below, NULL);

	for_each_file(path, collect, paths);
	return paths;
}

/* What an administrator would do: look for words in the bytes and names of all files. */
/* How many files below a folder have @word in them, or in their name. */
static guint
count_word(const char *folder, const char *below, const char *word)
{
	g_autoptr(GPtrArray) files = list_files(folder, below);
	guint n = 0;

	for (guint i = 0; i < files->len; i++) {
		g_autofree char *bytes = NULL;
		gsize len = 0;

		g_assert_true(g_file_get_contents(g_ptr_array_index(files, i), &bytes, &len, NULL));
		n += g_strstr_len(bytes, (gssize)len, word) != NULL ||
		     strstr(g_ptr_array_index(files, i), word) != NULL;
	}
	return n;
}

static guint
count_words(const char *folder, const char *below)
{
	static const char *const words[] = {
		MESSAGE, DUTY_PEER, DUTY_ACCOUNT, ROOM, "kestrel", "nightjar"};
	g_autoptr(GPtrArray) paths = list_files(folder, below);
	guint n = 0;

	for (guint i = 0; i < paths->len; i++) {
		const char *path = g_ptr_array_index(paths, i);
		g_autofree char *bytes = NULL;
		gsize len = 0;

		g_assert_true(g_file_get_contents(path, &bytes, &len, NULL));
		for (gsize w = 0; w < G_N_ELEMENTS(words); w++) {
			n += strstr(path + strlen(folder), words[w]) != NULL;
			n += g_strstr_len(bytes, (gssize)len, words[w]) != NULL;
		}
	}
	return n;
}

static GList *
list_logs(Duty *duty)
{
	return purple_log_get_logs(PURPLE_LOG_IM, DUTY_PEER, duty->account);
}

static void
free_logs(GList *logs)
{
	g_list_free_full(logs, (GDestroyNotify)purple_log_free);
}

/* The text of all the peer's logs that libpurple knows, as its viewer would show them. */
static char *
read_logs(Duty *duty)
{
	GString *text = g_string_new(NULL);
	GList *logs = list_logs(duty);

	for (GList *link = logs; link != NULL; link = link->next) {
		PurpleLogReadFlags flags;
		g_autofree char *page = purple_log_read(link->data, &flags);

		g_string_append(text, page);
	}
	free_logs(logs);
	return g_string_free(text, FALSE);
}

static void
assert_has(const char *text, const char *part)
{
	if (strstr(text, part) == NULL)
		g_error("\"%s\" is not in \"%s\"", part, text);
}

static void
assert_has_not(const char *text, const char *part)
{
	if (strstr(text, part) != NULL)
		g_error("\"%s\" is in \"%s\"", part, text);
}

static void
test_nothing_in_the_clear(void)
{
	Duty duty;
	PurpleConversation *room;
	g_autoptr(GPtrArray) files = NULL;

	duty_set_person(TRUE, TRUE, FALSE);
	duty_start(&duty);
	purple_prefs_set_bool(DUTY_LOG_SYSTEM,
			      TRUE); /* not before: signing on was not Warden's yet */
	duty_attach(&duty);
	duty_receive(&duty, MESSAGE, 0);
	purple_conv_im_send(PURPLE_CONV_IM(duty_find_conversation(&duty)), "answer: " MESSAGE);
	room = wd_null_purple_join_chat(duty.account, 7, ROOM);
	serv_got_chat_in(
		purple_account_get_connection(duty.account), 7, "somebody", 0, MESSAGE, time(NULL));
	g_assert_nonnull(room->logs);
	duty_detach(&duty);

	files = list_files(duty.base, "logs");
	g_assert_cmpuint(files->len, ==, 2); /* one conversation, one room */
	for (guint i = 0; i < files->len; i++) {
		struct stat status;

		g_assert_cmpint(g_stat(g_ptr_array_index(files, i), &status), ==, 0);
		g_assert_cmpuint(status.st_mode & 0777, ==, 0600);
	}
	g_assert_cmpuint(count_words(duty.base, "."), ==, 0);
	g_assert_cmpuint(count_words(wd_null_purple_get_user_dir(), "logs"), ==, 0);
	duty_stop(&duty);
}

static void
test_viewer(void)
{
	Duty duty;
	g_autofree char *text = NULL;
	GList *logs;
	PurpleLog *log;

	duty_set_person(TRUE, FALSE, FALSE);
	duty_start(&duty);
	duty_attach(&duty);
	duty_receive(&duty, MESSAGE " &lt;b&gt;", 0);
	purple_conv_im_send(PURPLE_CONV_IM(duty_find_conversation(&duty)), "<i>left open");
	duty_receive(&duty, "last", 0);
	text = read_logs(&duty);
	assert_has(text, MESSAGE " &lt;b&gt;");
	assert_has(text, "<em>left open</em>");
	assert_has(text, "last");
	assert_has(text, DUTY_PEER);

	purple_conversation_destroy(duty_find_conversation(&duty));
	logs = list_logs(&duty);
	g_assert_cmpuint(g_list_length(logs), ==, 1);
	log = logs->data;
	g_assert_cmpint(purple_log_get_size(log), >, 0);
	g_assert_cmpint(purple_log_get_total_size(PURPLE_LOG_IM, DUTY_PEER, duty.account), >, 0);
	g_assert_true(purple_log_is_deletable(log));
	g_assert_true(purple_log_delete(log));
	free_logs(logs);
	g_assert_null(list_logs(&duty));
	g_assert_cmpuint(log_session_count_audits("log.open"), ==, 1);
	g_assert_cmpuint(log_session_count_audits("log.close"), ==, 1);
	g_assert_cmpuint(log_session_count_audits("log.delete"), ==, 1);
	duty_stop(&duty);
}

static void
test_log_sets(void)
{
	Duty duty;
	GHashTable *sets;
	PurpleLogSet *set;

	duty_set_person(TRUE, TRUE, FALSE);
	duty_start(&duty);
	duty_attach(&duty);
	wd_null_purple_add_buddy(duty.account, DUTY_PEER);
	duty_receive(&duty, MESSAGE, 0);
	sets = purple_log_get_log_sets();
	g_assert_cmpuint(g_hash_table_size(sets), ==, 1);
	set = g_hash_table_get_keys(sets)->data;
	g_assert_cmpint(set->type, ==, PURPLE_LOG_IM);
	g_assert_cmpstr(set->name, ==, DUTY_PEER);
	g_assert_true(set->account == duty.account);
	g_assert_true(set->buddy);
	g_hash_table_destroy(sets);
	duty_stop(&duty);
}

/* The log of an open conversation is not deleted under it. */
static void
test_open_log_is_kept(void)
{
	Duty duty;
	GList *logs;

	duty_set_person(TRUE, FALSE, FALSE);
	duty_start(&duty);
	duty_attach(&duty);
	duty_receive(&duty, MESSAGE, 0);
	logs = list_logs(&duty);
	g_assert_false(purple_log_is_deletable(logs->data));
	g_assert_false(purple_log_delete(logs->data));
	free_logs(logs);
	duty_stop(&duty);
}

typedef struct {
	const char *name;
	WdPolicyKey key;
	const char *value;
	gboolean is_logged;
} OffCase;

static const OffCase offs[] = {
	{"protocol", WD_KEY_LOGS_OFF_PROTOCOLS, "prpl-null", FALSE},
	{"other-protocol", WD_KEY_LOGS_OFF_PROTOCOLS, "prpl-irc", TRUE},
	{"peer", WD_KEY_LOGS_OFF_PEERS, DUTY_PEER, FALSE},
	{"peer-by-pattern", WD_KEY_LOGS_OFF_PEERS, "*", FALSE},
	{"other-peer", WD_KEY_LOGS_OFF_PEERS, "nobody@else.example", TRUE},
};

/* Policy leaves some out, even where it wants all logs; and nothing of them is in the clear. */
static void
test_off(gconstpointer data)
{
	const OffCase *row = data;
	Duty duty;
	g_autoptr(GPtrArray) files = NULL;

	duty_set_person(TRUE, FALSE, FALSE);
	log_session_set_policy(WD_KEY_LOGS_MODE, "always");
	duty_start(&duty);
	log_session_set_policy(row->key,
			       g_str_equal(row->name, "protocol")
				       ? purple_account_get_protocol_id(duty.account)
				       : row->value);
	duty_attach(&duty);
	duty_receive(&duty, MESSAGE, 0);
	files = list_files(duty.base, "logs");
	g_assert_cmpuint(files->len, ==, row->is_logged ? 1 : 0);
	g_assert_cmpuint(count_words(wd_null_purple_get_user_dir(), "logs"), ==, 0);
	duty_stop(&duty);
}

/* What is old goes, with a line in the trail for each; what is held or young stays. */
static void
test_retention(void)
{
	Duty duty;
	WdLogKeeper *keeper;
	g_autofree char *old = NULL;
	g_autofree char *log = NULL;

	duty_set_person(FALSE, FALSE, FALSE);
	log_session_set_policy(WD_KEY_LOGS_RETENTION, "P1Y");
	duty_start(&duty);
	old = g_build_filename(duty.base, "logs", "2020-11", "im", NULL);
	log = g_build_filename(old, "0123456789abcdef0123456789abcdef.wdlog", NULL);
	g_assert_cmpint(g_mkdir_with_parents(old, 0700), ==, 0);
	g_assert_true(g_file_set_contents(log, "x", 1, NULL));
	keeper = wd_log_keeper_start(duty.session);
	log_session_set_policy(WD_KEY_LOGS_LEGAL_HOLD, "2020-11");
	wd_log_keeper_run(keeper);
	g_assert_true(g_file_test(log, G_FILE_TEST_EXISTS));
	log_session_set_policy(WD_KEY_LOGS_LEGAL_HOLD, "2020-12");
	/* The clock is in another decade all at once, and then it is not. */
	wd_session_set_now_ms(duty.session,
			      wd_session_now_ms(duty.session) +
				      G_GINT64_CONSTANT(5000) * 24 * 60 * 60 * 1000);
	wd_log_keeper_run(keeper);
	g_assert_true(g_file_test(log, G_FILE_TEST_EXISTS));
	wd_session_set_now_ms(duty.session, 0);
	wd_log_keeper_run(keeper);
	g_assert_false(g_file_test(log, G_FILE_TEST_EXISTS));
	g_assert_cmpuint(log_session_count_audits("log.delete"), ==, 1);
	wd_log_keeper_stop(keeper);
	duty_stop(&duty);
}

/* The one request that a test lets happen. */
static struct {
	guint n_asked;
	PurpleRequestActionCb answers[2];
	gpointer data;
} offer;

static void *
note_offer(const char *title,
	   const char *primary,
	   const char *secondary,
	   int default_action,
	   PurpleAccount *account,
	   const char *who,
	   PurpleConversation *conversation,
	   void *data,
	   size_t n_actions,
	   va_list actions)
{
	g_assert_cmpuint(n_actions, ==, 2);
	g_assert_cmpint(default_action, ==, 0);
	for (guint i = 0; i < 2; i++) {
		(void)va_arg(actions, const char *);
		offer.answers[i] = va_arg(actions, PurpleRequestActionCb);
	}
	offer.data = data;
	offer.n_asked++;
	return &offer;
}

typedef struct {
	const char *name;
	gboolean had_logging;
	gboolean is_quitting;
	int answer; /* -1: none */
	gboolean is_on;
} OfferCase;

static const OfferCase offers[] = {
	{"never-wanted", FALSE, FALSE, -1, FALSE},
	{"client-ends", TRUE, TRUE, -1, FALSE},
	{"unanswered", TRUE, FALSE, -1, FALSE},
	{"no", TRUE, FALSE, 0, FALSE},
	{"yes", TRUE, FALSE, 1, TRUE},
};

/* Switched off by hand, and only then, the person is asked; the old choice is not taken silently.
 */
static void
test_offer(gconstpointer data)
{
	static PurpleRequestUiOps ops = {.request_action = note_offer};
	const OfferCase *row = data;
	PurpleRequestUiOps *before = purple_request_get_ui_ops();
	Duty duty;

	memset(&offer, 0, sizeof offer);
	duty_set_person(row->had_logging, FALSE, FALSE);
	duty_start(&duty);
	duty_attach(&duty);
	purple_request_set_ui_ops(&ops);
	if (row->is_quitting)
		purple_signal_emit(purple_get_core(), "quitting");
	duty_detach(&duty);
	g_assert_cmpuint(offer.n_asked, ==, row->had_logging && !row->is_quitting ? 1 : 0);
	g_assert_false(purple_prefs_get_bool(DUTY_LOG_IMS));
	if (row->answer >= 0)
		offer.answers[row->answer](offer.data, row->answer);
	g_assert_cmpint(purple_prefs_get_bool(DUTY_LOG_IMS), ==, row->is_on);
	g_assert_false(purple_prefs_get_bool(DUTY_LOG_CHATS));
	purple_request_set_ui_ops(before);
	duty_stop(&duty);
}

static void
test_legal_hold(void)
{
	Duty duty;
	GList *logs;

	duty_set_person(TRUE, FALSE, FALSE);
	log_session_set_policy(WD_KEY_LOGS_LEGAL_HOLD, "*");
	duty_start(&duty);
	duty_attach(&duty);
	duty_receive(&duty, MESSAGE, 0);
	purple_conversation_destroy(duty_find_conversation(&duty));
	logs = list_logs(&duty);
	g_assert_cmpuint(g_list_length(logs), ==, 1);
	g_assert_false(purple_log_is_deletable(logs->data));
	g_assert_false(purple_log_delete(logs->data));
	g_assert_cmpuint(log_session_count_audits("log.hold_denied"), ==, 1);
	g_assert_cmpuint(log_session_count_audits("log.delete"), ==, 0);
	free_logs(logs);
	duty_stop(&duty);
}

static void
test_switches_stay_off(void)
{
	Duty duty;

	duty_set_person(TRUE, FALSE, FALSE);
	duty_start(&duty);
	duty_attach(&duty);
	for (gsize i = 0; i < G_N_ELEMENTS(prefs); i++)
		g_assert_false(purple_prefs_get_bool(prefs[i]));
	for (gsize i = 0; i < G_N_ELEMENTS(prefs); i++) {
		purple_prefs_set_bool(prefs[i], TRUE); /* somebody flips it */
		g_assert_false(purple_prefs_get_bool(prefs[i]));
	}
	g_assert_true(purple_prefs_get_bool("/plugins/core/warden/logs/ims"));
	g_assert_true(purple_prefs_get_bool("/plugins/core/warden/logs/system"));
	duty_detach(&duty);
	for (gsize i = 0; i < G_N_ELEMENTS(prefs); i++)
		g_assert_false(purple_prefs_get_bool(prefs[i]));
	duty_stop(&duty);
}

/* A wish that comes while a conversation is open counts at once. */
static void
test_wish_while_open(void)
{
	Duty duty;
	g_autofree char *text = NULL;

	duty_set_person(FALSE, FALSE, FALSE);
	duty_start(&duty);
	duty_attach(&duty);
	duty_receive(&duty, "unlogged", 0);
	purple_prefs_set_bool(DUTY_LOG_IMS, TRUE);
	duty_receive(&duty, MESSAGE, 0);
	text = read_logs(&duty);
	assert_has(text, MESSAGE);
	assert_has_not(text, "unlogged");
	duty_stop(&duty);
}

static const char *const formats[] = {"txt", "html", "no-such-logger", ""};

static void
test_format_switch(gconstpointer format)
{
	Duty duty;
	g_autofree char *before = g_strdup(purple_prefs_get_string(FORMAT));

	duty_set_person(TRUE, FALSE, FALSE);
	duty_start(&duty);
	duty_attach(&duty);
	purple_prefs_set_string(FORMAT, "html");
	purple_prefs_set_string(FORMAT, format);
	g_assert_cmpstr(purple_log_logger_get()->id, ==, "warden");
	g_assert_cmpstr(purple_prefs_get_string(FORMAT), ==, format); /* it stays the person's */
	duty_receive(&duty, MESSAGE, 0);
	g_assert_cmpuint(count_words(wd_null_purple_get_user_dir(), "logs"), ==, 0);
	purple_prefs_set_string(FORMAT, before);
	duty_stop(&duty);
}

/* The stock logger has a file open when Warden comes; from then on it gets nothing. */
static void
test_takes_open_conversations_over(void)
{
	Duty duty;
	g_autofree char *text = NULL;
	g_autofree char *log_dir = NULL;
	g_autoptr(GPtrArray) files = NULL;
	guint n_before;

	duty_set_person(TRUE, FALSE, FALSE);
	duty_start(&duty);
	duty_receive(&duty, "before", 0);
	n_before = count_words(wd_null_purple_get_user_dir(), "logs");
	g_assert_cmpuint(n_before, >, 0); /* the stock logger's folder has names */
	duty_attach(&duty);
	duty_receive(&duty, MESSAGE, 0);
	g_assert_cmpuint(count_words(wd_null_purple_get_user_dir(), "logs"), ==, n_before);
	text = read_logs(&duty);
	assert_has(text, "before"); /* by the stock logger: old logs stay readable */
	assert_has(text, MESSAGE);

	log_dir = purple_log_get_log_dir(PURPLE_LOG_IM, DUTY_PEER, duty.account);
	files = list_files(log_dir, ".");
	for (guint i = 0; i < files->len; i++)
		g_remove(g_ptr_array_index(files, i));
	duty_stop(&duty);
	g_rmdir(log_dir);
}

/* Listing the stock logger's files makes PurpleLogs with our functions in them. */
static void
test_listing_writes_nothing(void)
{
	Duty duty;
	g_autofree char *log_dir = NULL;
	g_autoptr(GPtrArray) stock = NULL;
	g_autoptr(GPtrArray) ours = NULL;

	duty_set_person(TRUE, FALSE, FALSE);
	duty_start(&duty);
	duty_receive(&duty, "before", 0);
	purple_conversation_destroy(duty_find_conversation(&duty));
	duty_attach(&duty);
	for (guint i = 0; i < 3; i++) {
		GList *logs = list_logs(&duty);

		g_assert_cmpuint(g_list_length(logs), >=, 1);
		free_logs(logs);
	}
	ours = list_files(duty.base, "logs");
	g_assert_cmpuint(ours->len, ==, 0);
	log_dir = purple_log_get_log_dir(PURPLE_LOG_IM, DUTY_PEER, duty.account);
	stock = list_files(log_dir, ".");
	for (guint i = 0; i < stock->len; i++)
		g_remove(g_ptr_array_index(stock, i));
	duty_stop(&duty);
	g_rmdir(log_dir);
}

static void
test_unload(void)
{
	Duty duty;
	g_autoptr(GPtrArray) before = NULL;
	g_autoptr(GPtrArray) after = NULL;

	duty_set_person(TRUE, TRUE, FALSE);
	duty_start(&duty);
	purple_prefs_set_bool(DUTY_LOG_SYSTEM,
			      TRUE); /* not before: signing on was not Warden's yet */
	duty_attach(&duty);
	duty_receive(&duty, "logged", 0);
	wd_null_purple_join_chat(duty.account, 7, ROOM);
	duty_detach(&duty);
	g_assert_cmpstr(purple_log_logger_get()->id, !=, "warden");
	before = list_files(duty.base, "logs");
	duty_receive(&duty, MESSAGE, 0); /* in an old conversation */
	serv_got_im(purple_account_get_connection(duty.account),
		    "somebody@else.example",
		    MESSAGE,
		    0,
		    time(NULL)); /* in a new one */
	after = list_files(duty.base, "logs");
	g_assert_cmpuint(after->len, ==, before->len);
	g_assert_cmpuint(count_words(duty.base, "."), ==, 0);
	g_assert_cmpuint(count_words(wd_null_purple_get_user_dir(), "logs"), ==, 0);
	duty_stop(&duty);
}

/* A log viewer that stays open while Warden goes. */
static void
test_unload_under_viewer(void)
{
	Duty duty;
	GList *logs;
	PurpleLogReadFlags flags;
	g_autofree char *page = NULL;

	duty_set_person(TRUE, FALSE, FALSE);
	duty_start(&duty);
	duty_attach(&duty);
	duty_receive(&duty, MESSAGE, 0);
	logs = list_logs(&duty);
	g_assert_nonnull(logs);
	duty_detach(&duty);
	page = purple_log_read(logs->data, &flags);
	assert_has_not(page, MESSAGE);
	g_assert_cmpint(purple_log_get_size(logs->data), ==, 0);
	free_logs(logs);
	duty_stop(&duty);
}

static void
test_load_again(void)
{
	Duty duty;
	g_auto(GStrv) parts = NULL;
	g_autofree char *text = NULL;

	duty_set_person(TRUE, FALSE, FALSE);
	duty_start(&duty);
	for (guint i = 0; i < 3; i++) {
		duty_attach(&duty);
		if (duty_find_conversation(&duty) != NULL)
			purple_conversation_set_logging(duty_find_conversation(&duty), TRUE);
		duty_receive(&duty, MESSAGE, 0);
		duty_detach(&duty);
	}
	duty_attach(&duty);
	text = read_logs(&duty);
	parts = g_strsplit(text, MESSAGE, -1);
	g_assert_cmpuint(g_strv_length(parts), ==, 4); /* three of them */
	duty_stop(&duty);
}

typedef struct {
	const char *name;
	const char *mode;
	gboolean had_logging; /* for all */
	gboolean contact;     /* the choice for this one */
	gboolean is_logged;
} ContactCase;

static const ContactCase contacts[] = {
	{"only-this-one", "auto", FALSE, TRUE, TRUE},
	{"not-this-one", "auto", TRUE, FALSE, FALSE},
	{"always-all", "always", TRUE, FALSE, TRUE},
	{"never-any", "never", FALSE, TRUE, FALSE},
};

/* Pidgin's choice for one contact is honoured, and moved where Pidgin alone does not find it: it
 * would log in the clear. */
static void
test_contact(gconstpointer data)
{
	const ContactCase *row = data;
	Duty duty;
	PurpleBuddy *buddy;
	PurpleBlistNode *contact;
	g_autofree char *text = NULL;

	duty_set_person(row->had_logging, FALSE, FALSE);
	log_session_set_policy(WD_KEY_LOGS_MODE, row->mode);
	duty_start(&duty);
	buddy = purple_find_buddy(duty.account, DUTY_PEER); /* of an earlier test */
	if (buddy == NULL)
		buddy = wd_null_purple_add_buddy(duty.account, DUTY_PEER);
	contact = purple_blist_node_get_parent((PurpleBlistNode *)buddy);
	purple_blist_node_set_bool(contact, "enable-logging", row->contact);
	duty_attach(&duty);
	g_assert_null(g_hash_table_lookup(contact->settings, "enable-logging"));
	duty_receive(&duty, MESSAGE, 0);
	text = read_logs(&duty);
	g_assert_cmpint(strstr(text, MESSAGE) != NULL, ==, row->is_logged);

	/* The person ticks it in the menu: Pidgin's two steps. */
	purple_conversation_set_logging(duty_find_conversation(&duty), !row->is_logged);
	purple_blist_node_set_bool(contact, "enable-logging", TRUE);
	wd_null_purple_turn(50);
	g_assert_null(g_hash_table_lookup(contact->settings, "enable-logging"));
	g_assert_true(purple_blist_node_get_bool(contact, "warden-logging"));
	purple_blist_node_set_bool(contact, "enable-logging", TRUE);
	duty_detach(&duty);
	g_assert_null(g_hash_table_lookup(contact->settings, "enable-logging"));
	duty_stop(&duty);
	purple_blist_remove_buddy(buddy);
}

typedef struct {
	const char *name;
	const char *mode;
	gboolean had_logging;
	gboolean is_logged;
} ModeCase;

static const ModeCase modes[] = {
	{"auto-and-wanted", "auto", TRUE, TRUE},
	{"auto-and-unwanted", "auto", FALSE, FALSE},
	{"always", "always", FALSE, TRUE},
	{"never", "never", TRUE, FALSE},
};

static void
test_mode(gconstpointer data)
{
	const ModeCase *row = data;
	Duty duty;
	g_autofree char *text = NULL;

	duty_set_person(row->had_logging, row->had_logging, FALSE);
	log_session_set_policy(WD_KEY_LOGS_MODE, row->mode);
	duty_start(&duty);
	duty_attach(&duty);
	duty_receive(&duty, MESSAGE, 0);
	text = read_logs(&duty);
	g_assert_cmpint(strstr(text, MESSAGE) != NULL, ==, row->is_logged);
	g_assert_cmpuint(count_words(wd_null_purple_get_user_dir(), "logs"), ==, 0);
	duty_stop(&duty);
}

/* A policy that changes in mid-conversation counts from the next message on. */
static void
test_policy_changes(void)
{
	Duty duty;
	g_autofree char *text = NULL;

	duty_set_person(TRUE, FALSE, FALSE);
	duty_start(&duty);
	duty_attach(&duty);
	duty_receive(&duty, "one", 0);
	log_session_set_policy(WD_KEY_LOGS_MODE, "never");
	duty_receive(&duty, "two", 0);
	log_session_set_policy(WD_KEY_LOGS_MODE, "always");
	duty_receive(&duty, "three", 0);
	text = read_logs(&duty);
	assert_has(text, "one");
	assert_has_not(text, "two");
	assert_has(text, "three");
	g_assert_cmpuint(log_session_count_audits("log.open"), ==, 2); /* other recipients */
	duty_stop(&duty);
}

typedef struct {
	const char *name;
	const char *honour;
	gboolean is_switched_off; /* as OTR does, else flagged message by message */
	gboolean is_logged;
} NoLogCase;

static const NoLogCase no_logs[] = {
	{"flag-honoured", "true", FALSE, FALSE},
	{"flag-not-honoured", "false", FALSE, TRUE},
	{"switch-honoured", "true", TRUE, FALSE},
	{"switch-not-honoured", "false", TRUE, TRUE},
};

#define TOLD "marked as not to be logged"

static guint
count_told(void)
{
	return wd_null_purple_count(wd_null_purple_shown(), TOLD);
}

static void
test_no_log(gconstpointer data)
{
	const NoLogCase *row = data;
	Duty duty;
	g_autofree char *text = NULL;

	duty_set_person(TRUE, FALSE, FALSE);
	log_session_set_policy(WD_KEY_LOGS_HONOUR_NO_LOG, row->honour);
	wd_null_purple_forget();
	duty_start(&duty);
	duty_attach(&duty);
	duty_receive(&duty, "ordinary", 0);
	if (row->is_switched_off)
		purple_conversation_set_logging(duty_find_conversation(&duty), FALSE);
	g_assert_cmpuint(count_told(), ==, 0);
	for (guint i = 0; i < 2; i++)
		duty_receive(&duty, MESSAGE, row->is_switched_off ? 0 : PURPLE_MESSAGE_NO_LOG);
	text = read_logs(&duty);
	assert_has(text, "ordinary");
	g_assert_cmpint(strstr(text, MESSAGE) != NULL, ==, row->is_logged);
	assert_has_not(text, TOLD);
	g_assert_cmpuint(count_told(), ==, row->is_logged ? 1 : 0); /* once, and only when true */
	duty_stop(&duty);
}

/* Nobody deletes from under it what is being written: the rest would go nowhere. */
static void
test_no_log_is_being_written(void)
{
	Duty duty;
	GList *logs;

	duty_set_person(TRUE, FALSE, FALSE);
	log_session_set_policy(WD_KEY_LOGS_HONOUR_NO_LOG, "false");
	duty_start(&duty);
	duty_attach(&duty);
	duty_receive(&duty, MESSAGE, PURPLE_MESSAGE_NO_LOG);
	logs = list_logs(&duty);
	g_assert_cmpuint(g_list_length(logs), ==, 1);
	g_assert_false(purple_log_is_deletable(logs->data));
	g_assert_false(purple_log_delete(logs->data));
	purple_conversation_destroy(duty_find_conversation(&duty));
	g_assert_true(purple_log_is_deletable(logs->data));
	free_logs(logs);
	duty_stop(&duty);
}

/* What policy leaves out is not logged, so nobody is told that it was. */
static void
test_no_log_of_what_is_off(void)
{
	Duty duty;
	g_autoptr(GPtrArray) files = NULL;

	duty_set_person(TRUE, FALSE, FALSE);
	log_session_set_policy(WD_KEY_LOGS_HONOUR_NO_LOG, "false");
	log_session_set_policy(WD_KEY_LOGS_OFF_PEERS, DUTY_PEER);
	wd_null_purple_forget();
	duty_start(&duty);
	duty_attach(&duty);
	duty_receive(&duty, MESSAGE, 0);
	duty_receive(&duty, MESSAGE, PURPLE_MESSAGE_NO_LOG);
	files = list_files(duty.base, "logs");
	g_assert_cmpuint(files->len, ==, 0);
	g_assert_cmpuint(count_told(), ==, 0);
	duty_stop(&duty);
}

typedef struct {
	const char *name;
	const char *required;
	const char *recipients; /* "GOOD" stands for a key that works, "OWN" for the person's */
	gboolean is_logged;
	gboolean has_escrow;
	gboolean has_banner;
} EscrowCase;

/* 32 zero bytes: a point of low order, which anybody could open. */
#define LOW_ORDER "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z"

static const EscrowCase escrows[] = {
	{"none", "false", "", TRUE, FALSE, FALSE},
	{"good", "false", "GOOD", TRUE, TRUE, FALSE},
	{"good-and-required", "true", "GOOD", TRUE, TRUE, FALSE},
	{"required-and-none", "true", "", FALSE, FALSE, TRUE},
	{"required-and-nonsense", "true", "age1nonsense", FALSE, FALSE, TRUE},
	{"required-and-one-low-order", "true", "GOOD;" LOW_ORDER, FALSE, FALSE, TRUE},
	{"required-and-own", "true", "OWN", FALSE, FALSE, TRUE},
	{"one-low-order", "false", "GOOD;" LOW_ORDER, TRUE, TRUE, TRUE},
	{"one-own", "false", "GOOD;OWN", TRUE, TRUE, TRUE},
	{"nonsense-spoils-the-list", "false", "GOOD;age1nonsense", TRUE, FALSE, TRUE},
	{"named-twice", "true", "GOOD;GOOD", TRUE, TRUE, FALSE},
};

static char *
fill_in(const char *recipients, const char *good, const char *own)
{
	GString *filled = g_string_new(recipients);

	g_string_replace(filled, "GOOD", good, 0);
	g_string_replace(filled, "OWN", own, 0);
	return g_string_free(filled, FALSE);
}

static gboolean
find_message(const WdLogMessage *message, gpointer data)
{
	*(gboolean *)data |= strstr(message->body, MESSAGE) != NULL;
	return TRUE;
}

/* Whether the company's key alone opens what was written. */
static gboolean
can_recover(Duty *duty, const WdIdentity *escrow)
{
	g_autofree char *key_file = g_build_filename(duty->base, "escrow.txt", NULL);
	g_autofree char *secret = wd_identity_format(escrow);
	g_autoptr(GPtrArray) files = list_files(duty->base, "logs");
	g_autoptr(WdKeys) keys = NULL;
	gboolean is_found = FALSE;

	g_assert_true(g_file_set_contents(key_file, secret, -1, NULL));
	keys = wd_keys_load_identity(key_file, NULL);
	g_assert_nonnull(keys);
	for (guint i = 0; i < files->len; i++)
		(void)wd_log_read(g_ptr_array_index(files, i),
				  keys,
				  find_message,
				  &is_found,
				  NULL,
				  NULL); /* not sealed to it: is_found stays */
	return is_found;
}

static void
test_escrow(gconstpointer data)
{
	const EscrowCase *row = data;
	g_autoptr(WdIdentity) escrow = NULL;
	g_autofree char *recipient = NULL;
	g_autofree char *recipients = NULL;
	g_autofree char *text = NULL;
	Duty duty;

	duty_start(&duty);
	escrow = wd_identity_generate();
	recipient = wd_identity_get_recipient(escrow);
	recipients = fill_in(row->recipients,
			     recipient,
			     wd_keys_get_recipient(wd_session_get_keys(duty.session)));
	duty_set_person(TRUE, FALSE, FALSE);
	log_session_set_policy(WD_KEY_LOGS_ESCROW_RECIPIENTS, recipients);
	log_session_set_policy(WD_KEY_LOGS_REQUIRE_ESCROW, row->required);
	duty_attach(&duty);
	duty_receive(&duty, MESSAGE, 0);
	text = read_logs(&duty);
	g_assert_cmpint(strstr(text, MESSAGE) != NULL, ==, row->is_logged);
	g_assert_cmpint(can_recover(&duty, escrow), ==, row->has_escrow);
	g_assert_cmpint(log_session_get_banner("log-escrow") != NULL, ==, row->has_banner);
	g_assert_cmpuint(count_words(wd_null_purple_get_user_dir(), "logs"), ==, 0);
	duty_stop(&duty);
}

typedef struct {
	const char *name;
	const char *message;
	const char *shown; /* must be in the log */
} ImageCase;

static const ImageCase images[] = {
	{"not-in-the-store", "look <img id=\"99\"> here", "look [picture] here"},
	{"upper-case", "look <IMG ID=99> here", "look [picture] here"},
	{"address", "look <img src=\"file:///etc/passwd\"/> here", "look [picture] here"},
	{"greater-in-quotes", "look <img alt=\"a>b\" id=\"99\"> here", "look [picture] here"},
	{"two", "<img id=98><img id=99>", "[picture][picture]"},
	{"never-ends", "look <img id=\"99", "look [picture]"},
	{"claims-to-be-sealed", "look <img src=\"wdlog:1\"> here", "look [picture] here"},
	{"in-an-attribute", "<img alt=\"<img src=file:///x \" id=99>", "[picture]"},
	{"number-too-large", "<img id=99999999999999999999>", "[picture]"},
	{"almost", "<imp>x</imp> <i>y</i>", "y"},
};

static void
test_images(gconstpointer data)
{
	const ImageCase *row = data;
	Duty duty;
	g_autofree char *text = NULL;
	g_autoptr(GPtrArray) files = NULL;

	duty_set_person(TRUE, FALSE, FALSE);
	duty_start(&duty);
	duty_attach(&duty);
	duty_receive(&duty, row->message, 0);
	text = read_logs(&duty);
	assert_has(text, row->shown);
	assert_has_not(text, "<img");
	assert_has_not(text, "<IMG");
	files = list_files(duty.base, "logs");
	g_assert_cmpuint(files->len, ==, 1);
	duty_stop(&duty);
}

/* What the person saw is in the log, and nowhere in the clear. */
static void
test_picture_is_sealed(void)
{
	static const char picture[] = "\x89PNG\r\n\x1a\nTELLTALE";
	Duty duty;
	int id;
	g_autofree char *message = NULL;
	GList *logs;
	PurpleLogReadFlags flags;
	g_autofree char *page = NULL;
	const char *shown;
	PurpleStoredImage *image;

	duty_set_person(TRUE, FALSE, FALSE);
	duty_start(&duty);
	duty_attach(&duty);
	id = purple_imgstore_add_with_id(
		g_memdup2(picture, sizeof picture), sizeof picture, "cat.png");
	message = g_strdup_printf("look <IMG ID=\"%d\"> here", id);
	duty_receive(&duty, message, 0);
	purple_imgstore_unref_by_id(id);
	logs = list_logs(&duty);
	page = purple_log_read(logs->data, &flags);
	shown = strstr(page, "<img id=\"");
	g_assert_nonnull(shown);
	image = purple_imgstore_find_by_id(atoi(shown + strlen("<img id=\"")));
	g_assert_nonnull(image);
	g_assert_cmpmem(purple_imgstore_get_data(image),
			purple_imgstore_get_size(image),
			picture,
			sizeof picture);
	id = atoi(shown + strlen("<img id=\""));
	free_logs(logs);
	g_assert_cmpuint(count_word(wd_null_purple_get_user_dir(), ".", "TELLTALE"), ==, 0);
	g_assert_cmpuint(count_word(wd_null_purple_get_user_dir(), ".", "cat.png"), ==, 0);
	duty_stop(&duty);
	g_assert_null(purple_imgstore_find_by_id(id)); /* not kept in memory either */
}

/* The private key is elsewhere: nothing can be read here, and writing goes on. */
static void
test_locked(void)
{
	Duty duty;
	g_autofree char *identity = NULL;
	g_autoptr(GPtrArray) files = NULL;
	GList *logs;
	PurpleLogReadFlags flags;
	g_autofree char *page = NULL;

	duty_set_person(TRUE, FALSE, FALSE);
	duty_start(&duty);
	identity = g_build_filename(duty.base, "keys", "identity.txt", NULL);
	log_session_stop();
	g_assert_cmpint(g_remove(identity), ==, 0);
	duty.session = log_session_start(duty.plugin, duty.base);
	duty_attach(&duty);
	duty_receive(&duty, MESSAGE, 0);
	files = list_files(duty.base, "logs");
	g_assert_cmpuint(files->len, ==, 1);
	logs = list_logs(&duty);
	g_assert_cmpuint(g_list_length(logs), ==, 1); /* one stands for all */
	page = purple_log_read(logs->data, &flags);
	assert_has(page, "locked");
	g_assert_cmpint(purple_log_get_size(logs->data), ==, 0);
	g_assert_false(purple_log_is_deletable(logs->data));
	free_logs(logs);
	g_assert_cmpuint(count_words(duty.base, "."), ==, 0);
	duty_stop(&duty);
}

static void
test_system_log(void)
{
	Duty duty;
	GList *logs;
	PurpleLogReadFlags flags;
	g_autofree char *page = NULL;
	PurpleBuddy *buddy;

	duty_set_person(FALSE, FALSE, FALSE);
	duty_start(&duty);
	purple_prefs_set_bool(DUTY_LOG_SYSTEM, TRUE);
	buddy = wd_null_purple_add_buddy(duty.account, DUTY_PEER);
	duty_attach(&duty);
	purple_signal_emit(purple_blist_get_handle(), "buddy-signed-on", buddy);
	purple_signal_emit(purple_blist_get_handle(), "buddy-signed-off", buddy);
	logs = purple_log_get_system_logs(duty.account);
	g_assert_cmpuint(g_list_length(logs), ==, 1);
	page = purple_log_read(logs->data, &flags);
	assert_has(page, "signed on");
	assert_has(page, "signed off");
	assert_has(page, DUTY_PEER);
	g_assert_false(purple_log_is_deletable(logs->data)); /* more of it is to come */
	free_logs(logs);
	g_assert_cmpuint(count_words(duty.base, "."), ==, 0);
	g_assert_cmpuint(count_words(wd_null_purple_get_user_dir(), "logs"), ==, 0);
	duty_stop(&duty);
}

/* The disk refuses: a banner, no plaintext, and later the log says how many are missing. */
static void
test_disk_refuses(void)
{
	Duty duty;
	g_autofree char *logs = NULL;
	g_autofree char *text = NULL;

	duty_set_person(TRUE, FALSE, FALSE);
	duty_start(&duty);
	duty_attach(&duty);
	logs = g_build_filename(duty.base, "logs", NULL);
	g_assert_cmpint(g_rmdir(logs), ==, 0);
	g_assert_true(g_file_set_contents(logs, "", 0, NULL)); /* in the folder's place */
	duty_receive(&duty, "one", 0);
	duty_receive(&duty, "two", 0);
	g_assert_nonnull(log_session_get_banner("log"));
	g_assert_cmpint(g_remove(logs), ==, 0);
	g_assert_cmpint(g_mkdir(logs, 0700), ==, 0);
	duty_receive(&duty, MESSAGE, 0);
	g_assert_null(log_session_get_banner("log"));
	text = read_logs(&duty);
	assert_has(text, "2 messages could not be logged");
	assert_has(text, MESSAGE);
	duty_stop(&duty);
}

#define ADD_ROWS(path, rows, test)                                                                 \
	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {                                           \
		g_autofree char *name = g_strconcat("/purple-log/" path "/", rows[i].name, NULL);  \
                                                                                                   \
		g_test_add_data_func(name, &rows[i], test);                                        \
	}

static void
add_rows(void)
{
	ADD_ROWS("contact", contacts, test_contact)
	ADD_ROWS("mode", modes, test_mode)
	ADD_ROWS("no-log", no_logs, test_no_log)
	ADD_ROWS("escrow", escrows, test_escrow)
	ADD_ROWS("image", images, test_images)
	ADD_ROWS("off", offs, test_off)
	ADD_ROWS("offer", offers, test_offer)
	for (gsize i = 0; i < G_N_ELEMENTS(formats); i++) {
		g_autofree char *name = g_strdup_printf("/purple-log/format/%zu-%s", i, formats[i]);

		g_test_add_data_func(name, formats[i], test_format_switch);
	}
}

static const struct {
	const char *path;
	void (*test)(void);
} tests[] = {
	{"/purple-log/nothing-in-the-clear", test_nothing_in_the_clear},
	{"/purple-log/viewer", test_viewer},
	{"/purple-log/log-sets", test_log_sets},
	{"/purple-log/open-log-is-kept", test_open_log_is_kept},
	{"/purple-log/legal-hold", test_legal_hold},
	{"/purple-log/retention", test_retention},
	{"/purple-log/switches-stay-off", test_switches_stay_off},
	{"/purple-log/wish-while-open", test_wish_while_open},
	{"/purple-log/takes-open-conversations-over", test_takes_open_conversations_over},
	{"/purple-log/listing-writes-nothing", test_listing_writes_nothing},
	{"/purple-log/unload", test_unload},
	{"/purple-log/unload-under-viewer", test_unload_under_viewer},
	{"/purple-log/load-again", test_load_again},
	{"/purple-log/policy-changes", test_policy_changes},
	{"/purple-log/picture-is-sealed", test_picture_is_sealed},
	{"/purple-log/locked", test_locked},
	{"/purple-log/no-log-is-being-written", test_no_log_is_being_written},
	{"/purple-log/no-log-of-what-is-off", test_no_log_of_what_is_off},
	{"/purple-log/system-log", test_system_log},
	{"/purple-log/disk-refuses", test_disk_refuses},
};

int
main(int argc, char *argv[])
{
	int status;

	g_test_init(&argc, &argv, NULL);
	wd_null_purple_start();
	for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add_func(tests[i].path, tests[i].test);
	add_rows();
	status = g_test_run();
	wd_null_purple_stop();
	return status;
}
