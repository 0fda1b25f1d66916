/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/wd-held.h"
#include "fakes/wd-null-purple.h"
#include "ui/wd-host.h"

/*
 * The real warden.so in a real core: loaded, handed over, unloaded, loaded again, and the client
 * quit around it. Nothing of ours is linked in but the words of the port.
 */
#define STRANGER "stranger@b.example"
#define FRIEND   "friend@a.example"

static PurplePlugin *plugin;
static guint n_denied;

/* Every struct of the client that Warden may write to. */
typedef struct {
	PurpleAccountUiOps account;
	PurpleRequestUiOps request;
	PurpleNotifyUiOps notify;
	PurpleXferUiOps transfer;
	PurpleConversationUiOps conversation;
	PurplePluginProtocolInfo protocol;
} Client;

static PurpleConversationUiOps *
get_conversation_ops(void)
{
	static PurpleConversationUiOps *ops;
	PurpleConversation *conversation;

	if (ops == NULL) {
		PurpleAccount *account = wd_null_purple_sign_on("probe@a.example");

		conversation = purple_conversation_new(PURPLE_CONV_TYPE_IM, account, FRIEND);
		ops = purple_conversation_get_ui_ops(conversation);
		purple_conversation_destroy(conversation);
		wd_null_purple_sign_off(account);
	}
	return ops;
}

static Client
look_at_client(void)
{
	Client client;

	memset(&client, 0, sizeof client);
	client.account = *purple_accounts_get_ui_ops();
	client.request = *purple_request_get_ui_ops();
	client.notify = *purple_notify_get_ui_ops();
	client.transfer = *purple_xfers_get_ui_ops();
	client.conversation = *get_conversation_ops();
	client.protocol = *wd_null_purple_get_protocol();
	return client;
}

static void
load(void)
{
	if (!purple_plugin_load(plugin))
		g_error("%s", plugin->error != NULL ? plugin->error : "warden.so did not load");
	g_assert_nonnull(plugin->extra);
}

static void
unload(void)
{
	g_assert_true(purple_plugin_unload(plugin));
	g_assert_null(plugin->extra);
}

static const WdHost *
get_host(void)
{
	return plugin->extra;
}

static void
set_policy(WdPolicyKey key, const char *value)
{
	g_autoptr(GError) error = NULL;

	get_host()->set_policy(get_host()->session, key, value, &error);
	g_assert_no_error(error);
}

/* The newest row of @kind about the stranger. */
static WdHeld *
find_row(WdEventKind kind)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) rows = get_host()->list_held(get_host()->session, &error);

	g_assert_no_error(error);
	for (guint i = rows->len; i > 0; i--) {
		const WdHeld *held = g_ptr_array_index(rows, i - 1);

		if (held->event->kind == kind)
			return wd_held_copy(held);
	}
	return NULL;
}

static void
assert_row(WdEventKind kind, WdHeldState state)
{
	g_autoptr(WdHeld) held = find_row(kind);

	g_assert_nonnull(held);
	g_assert_cmpuint(held->state, ==, state);
}

static void
decide(WdEventKind kind, WdDecision decision)
{
	g_autoptr(WdHeld) held = find_row(kind);
	g_autoptr(GError) error = NULL;

	g_assert_nonnull(held);
	get_host()->decide(get_host()->session, held->id, decision, &error);
	g_assert_no_error(error);
}

static void
denied(PurpleXfer *xfer)
{
	n_denied++;
}

static void
init_transfer(PurpleXfer *xfer)
{
	g_error("a held file was begun");
}

static void
offer_file(PurpleAccount *account)
{
	PurpleXfer *xfer = purple_xfer_new(account, PURPLE_XFER_RECEIVE, STRANGER);

	purple_xfer_set_init_fnc(xfer, init_transfer);
	purple_xfer_set_request_denied_fnc(xfer, denied);
	purple_xfer_set_cancel_recv_fnc(xfer, denied);
	purple_xfer_set_filename(xfer, "invoice.pdf.exe");
	purple_xfer_set_size(xfer, 4711);
	purple_xfer_request(xfer);
}

static void
answer_request(void *data)
{
	(*(guint *)data)++;
}

static void
request_contact(PurpleAccount *account, guint *n_answers)
{
	purple_account_request_authorization(account,
					     STRANGER,
					     NULL,
					     NULL,
					     "add me",
					     FALSE,
					     answer_request,
					     answer_request,
					     n_answers);
}

static void
invite(PurpleAccount *account)
{
	GHashTable *components = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);

	g_hash_table_insert(components, g_strdup("room"), g_strdup("lobby"));
	serv_got_chat_invite(
		purple_account_get_connection(account), "lobby", STRANGER, "come", components);
}

static void
hold_one_of_each(PurpleAccount *account, guint *n_answers)
{
	set_policy(WD_KEY_CONTACTS_REQUESTS, "hold");
	set_policy(WD_KEY_CONTACTS_REFUSED_REQUESTS, "deny");
	set_policy(WD_KEY_CONTACTS_INVITATIONS, "hold");
	set_policy(WD_KEY_FILES_STRANGERS, "hold");
	request_contact(account, n_answers);
	invite(account);
	offer_file(account);
	wd_null_purple_turn(0);
}

static void
test_every_slot_comes_back(void)
{
	Client before = look_at_client();

	for (guint i = 0; i < 3; i++) {
		Client during;
		Client after;

		load();
		during = look_at_client();
		g_assert_true(during.account.request_authorize != before.account.request_authorize);
		g_assert_true(during.request.request_action != before.request.request_action);
		g_assert_true(during.notify.notify_uri != before.notify.notify_uri);
		g_assert_true(during.transfer.add_xfer != before.transfer.add_xfer);
		g_assert_true(during.protocol.login != before.protocol.login);
		unload();
		after = look_at_client();
		g_assert_cmpmem(&after, sizeof after, &before, sizeof before);
	}
}

static void
test_held_things_meet_an_unload(void)
{
	PurpleAccount *account = wd_null_purple_sign_on("me@a.example");
	guint n_answers = 0;

	n_denied = 0;
	load();
	hold_one_of_each(account, &n_answers);
	assert_row(WD_EVENT_CONTACT_REQUEST, WD_HELD_WAITING);
	assert_row(WD_EVENT_CHAT_INVITE, WD_HELD_WAITING);
	assert_row(WD_EVENT_FILE, WD_HELD_WAITING);
	g_assert_null(wd_null_purple_find_request());
	unload();
	g_assert_cmpuint(n_denied, ==, 1); /* the peer is told; the other two can come again */
	g_assert_cmpuint(n_answers, ==, 0);
	wd_null_purple_sign_off(account); /* hands every handle of libpurple back to the client */
	load();
	assert_row(WD_EVENT_CONTACT_REQUEST, WD_HELD_EXPIRED);
	assert_row(WD_EVENT_CHAT_INVITE, WD_HELD_EXPIRED);
	assert_row(WD_EVENT_FILE, WD_HELD_EXPIRED);
	unload();
}

static guint
count_rows(WdEventKind kind)
{
	g_autoptr(GPtrArray) rows = get_host()->list_held(get_host()->session, NULL);
	guint n = 0;

	for (guint i = 0; i < rows->len; i++)
		n += ((const WdHeld *)g_ptr_array_index(rows, i))->event->kind == kind;
	return n;
}

/* A server puts an unanswered request again at every sign-on. */
static void
test_same_request_at_every_sign_on(void)
{
	guint n_answers = 0;
	guint n_rows;

	load();
	set_policy(WD_KEY_CONTACTS_REQUESTS, "hold");
	n_rows = count_rows(WD_EVENT_CONTACT_REQUEST);
	for (guint i = 0; i < 3; i++) {
		PurpleAccount *account = wd_null_purple_sign_on("daily@a.example");

		request_contact(account, &n_answers);
		assert_row(WD_EVENT_CONTACT_REQUEST, WD_HELD_WAITING);
		wd_null_purple_sign_off(account);
		assert_row(WD_EVENT_CONTACT_REQUEST, WD_HELD_EXPIRED);
	}
	g_assert_cmpuint(count_rows(WD_EVENT_CONTACT_REQUEST), ==, n_rows + 1);
	unload();
}

static void
test_account_vanishes(void)
{
	PurpleAccount *account = wd_null_purple_sign_on("gone@a.example");
	guint n_answers = 0;

	n_denied = 0;
	load();
	hold_one_of_each(account, &n_answers);
	purple_accounts_delete(account);
	wd_null_purple_turn(0);
	g_assert_cmpuint(n_denied, ==, 1);
	assert_row(WD_EVENT_CONTACT_REQUEST, WD_HELD_EXPIRED);
	assert_row(WD_EVENT_CHAT_INVITE, WD_HELD_EXPIRED);
	assert_row(WD_EVENT_FILE, WD_HELD_EXPIRED);
	unload();
}

/* Also closes the questions about those that are not dangerous by name. */
static void
cancel_all_transfers(void)
{
	g_autoptr(GList) all = g_list_copy(purple_xfers_get_all());

	for (GList *l = all; l != NULL; l = l->next)
		purple_xfer_cancel_local(l->data);
}

/* Whatever a peer may send through these doors, at its worst. */
static void
test_hostile_peers(void)
{
	PurpleAccount *account = wd_null_purple_sign_on("me@a.example");
	/* Under valgrind a smaller one has to do. */
	g_autofree char *megabytes = g_strnfill((g_test_thorough() ? 10240 : 320) * 1024, '<');
	const char *const words[] = {
		"",
		"/",
		"../../../x",
		"%s%n%s",
		"\xff\xfe\xed\xa0\x80",
		"<a href=\"file:///x\"><img src=x onerror=y>",
		"\u202e\u2066\u200b",
		megabytes,
	};
	guint n_answers = 0;

	load();
	set_policy(WD_KEY_CONTACTS_REQUESTS, "hold");
	set_policy(WD_KEY_CONTACTS_INVITATIONS, "hold");
	set_policy(WD_KEY_FILES_STRANGERS, "hold");
	for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
		/* libpurple itself does not bear a transfer of nobody. */
		const char *who = *words[i] != '\0' ? words[i] : STRANGER;
		PurpleXfer *xfer = purple_xfer_new(account, PURPLE_XFER_RECEIVE, who);

		purple_account_request_authorization(account,
						     words[i],
						     words[i],
						     words[i],
						     words[i],
						     FALSE,
						     answer_request,
						     answer_request,
						     &n_answers);
		serv_got_chat_invite(purple_account_get_connection(account),
				     words[i],
				     words[i],
				     words[i],
				     g_hash_table_new(NULL, NULL));
		purple_xfer_set_init_fnc(xfer, init_transfer);
		purple_xfer_set_filename(xfer, words[i]);
		purple_xfer_request(xfer);
		purple_notify_uri(NULL, words[i]);
		wd_null_purple_turn(0);
	}
	unload();
	cancel_all_transfers();
	wd_null_purple_sign_off(account);
	wd_null_purple_forget();
}

static void
test_held_things_meet_a_decision(void)
{
	PurpleAccount *account = wd_null_purple_sign_on("me@a.example");
	guint n_answers = 0;

	n_denied = 0;
	load();
	hold_one_of_each(account, &n_answers);
	decide(WD_EVENT_CONTACT_REQUEST, WD_DECISION_DELETE);
	g_assert_cmpuint(n_answers, ==, 1);
	decide(WD_EVENT_FILE, WD_DECISION_DELETE);
	g_assert_cmpuint(n_denied, ==, 1);
	decide(WD_EVENT_CHAT_INVITE, WD_DECISION_RELEASE);
	g_assert_nonnull(wd_null_purple_find_request());
	wd_null_purple_answer(wd_null_purple_find_request(), "Accept", NULL);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_wire(), "join lobby"), ==, 1);
	unload();
	wd_null_purple_sign_off(account);
}

static void
test_messages_pass_before_and_after(void)
{
	PurpleAccount *account = wd_null_purple_sign_on("me@a.example");
	PurpleConnection *connection = purple_account_get_connection(account);
	static const char *const texts[] = {"stock", "on duty", "off duty"};

	wd_null_purple_add_buddy(account, FRIEND);
	for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
		if (i == 1)
			load();
		if (i == 2)
			unload();
		serv_got_im(connection, FRIEND, texts[i], PURPLE_MESSAGE_RECV, time(NULL));
		wd_null_purple_turn(0);
		g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), texts[i]), ==, 1);
	}
	wd_null_purple_sign_off(account);
}

/* A UI that takes over, and gives back. */

typedef struct {
	guint n_asked;
	guint n_changed;
	guint n_waiting;
} Ui;

static void
queue_changed(gpointer data, guint n_waiting)
{
	Ui *ui = data;

	ui->n_changed++;
	ui->n_waiting = n_waiting;
}

static void
ask(gpointer data, const WdQuestion *question, WdAnswer answer, gpointer answer_data)
{
	((Ui *)data)->n_asked++;
}

static void
withdraw(gpointer data, const char *question_id)
{
}

static gboolean
return_draft(gpointer data, const WdPlace *place, const char *html, const char *passage)
{
	return FALSE;
}

static void
banner(gpointer data, const char *id, const char *text)
{
}

static gboolean
show_page(gpointer data, WdPage page, const char *words)
{
	return FALSE;
}

static const WdUiOps ui_ops = {
	.abi = WD_UI_ABI,
	.queue_changed = queue_changed,
	.ask = ask,
	.withdraw = withdraw,
	.return_draft = return_draft,
	.banner = banner,
	.show_page = show_page,
};

static void
test_hand_over(void)
{
	Ui ui = {0};

	load();
	g_assert_cmpuint(get_host()->abi, ==, WD_HOST_ABI);
	g_assert_false(get_host()->may_open_link(get_host()->session, "file:///etc/passwd"));
	get_host()->set_ui(get_host()->session, &ui_ops, &ui);
	purple_notify_uri(NULL, "https://user@203.0.113.7/login");
	wd_null_purple_turn(0);
	g_assert_cmpuint(ui.n_asked, ==, 1);
	g_assert_null(wd_null_purple_find_request());
	get_host()->set_ui(get_host()->session, NULL, NULL);
	wd_null_purple_turn(0);
	g_assert_nonnull(wd_null_purple_find_request()); /* the open question came along */
	unload();
	g_assert_null(wd_null_purple_find_request());
	g_assert_cmpuint(
		wd_null_purple_count(wd_null_purple_notices(), "uri|https://user@"), ==, 0);
}

static void
test_unload_may_be_refused(void)
{
	load();
	set_policy(WD_KEY_ENFORCE_PREVENT_UNLOAD, "true");
	g_assert_false(purple_plugin_unload(plugin));
	g_assert_nonnull(plugin->extra);
	set_policy(WD_KEY_ENFORCE_PREVENT_UNLOAD, NULL);
	unload();
}

static guint
count_in_trail(const char *words)
{
	g_autofree char *folder = g_build_filename(purple_user_dir(), "warden", "audit", NULL);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;
	guint n = 0;

	g_assert_nonnull(dir);
	while ((name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *path = g_build_filename(folder, name, NULL);
		g_autofree char *text = NULL;

		g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
		for (const char *at = text; (at = strstr(at, words)) != NULL; at++)
			n++;
	}
	return n;
}

/* A collector could not tell it from a client that ended. */
static void
test_unload_is_told(void)
{
	guint n_before;

	load();
	n_before = count_in_trail("\"ev\":\"plugin.unload\"");
	unload();
	g_assert_cmpuint(count_in_trail("\"ev\":\"plugin.unload\""), ==, n_before + 1);
}

static void
test_policy_change_disconnects(void)
{
	PurpleAccount *account = wd_null_purple_sign_on("me@a.example");

	load();
	g_assert_true(purple_account_is_connected(account));
	set_policy(WD_KEY_ACCOUNTS_ALLOW_PROTOCOLS, "prpl-jabber");
	wd_null_purple_turn(50);
	g_assert_true(purple_account_is_disconnected(account));
	g_assert_nonnull(purple_account_get_current_error(account));
	set_policy(WD_KEY_ACCOUNTS_ALLOW_PROTOCOLS, NULL);
	wd_null_purple_turn(50);
	unload();
	wd_null_purple_sign_off(account);
}

/* What stands open when the client quits: last, for nothing comes after it. */
static void
test_quit_with_things_held(void)
{
	static guint n_answers;
	PurpleAccount *account = wd_null_purple_sign_on("me@a.example");

	n_denied = 0;
	load();
	hold_one_of_each(account, &n_answers);
	set_policy(WD_KEY_ENFORCE_PREVENT_UNLOAD, "true"); /* must not keep a quitting client */
	purple_notify_uri(NULL, "https://user@203.0.113.7/login");
	wd_null_purple_stop();
	g_assert_cmpuint(n_denied, ==, 1);
	g_assert_cmpuint(n_answers, ==, 0);
}

int
main(int argc, char **argv)
{
	const char *module = g_getenv("WARDEN_MODULE");

	g_test_init(&argc, &argv, NULL);
	g_assert_nonnull(module);
	wd_null_purple_start();
	/* Who had logging on is asked about it at each unload: test-purple-log looks at that. */
	purple_prefs_set_bool("/purple/logging/log_ims", FALSE);
	purple_prefs_set_bool("/purple/logging/log_chats", FALSE);
	purple_prefs_set_bool("/purple/logging/log_system", FALSE);
	plugin = purple_plugin_probe(module);
	g_assert_nonnull(plugin);
	g_test_add_func("/load/every-slot-comes-back", test_every_slot_comes_back);
	g_test_add_func("/load/held-things-meet-an-unload", test_held_things_meet_an_unload);
	g_test_add_func("/load/held-things-meet-a-decision", test_held_things_meet_a_decision);
	g_test_add_func("/load/same-request-at-every-sign-on", test_same_request_at_every_sign_on);
	g_test_add_func("/load/account-vanishes", test_account_vanishes);
	g_test_add_func("/load/hostile-peers", test_hostile_peers);
	g_test_add_func("/load/messages-pass-before-and-after",
			test_messages_pass_before_and_after);
	g_test_add_func("/load/hand-over", test_hand_over);
	g_test_add_func("/load/unload-may-be-refused", test_unload_may_be_refused);
	g_test_add_func("/load/unload-is-told", test_unload_is_told);
	g_test_add_func("/load/policy-change-disconnects", test_policy_change_disconnects);
	g_test_add_func("/load/quit-with-things-held", test_quit_with_things_held);
	return g_test_run();
}
