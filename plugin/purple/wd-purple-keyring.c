/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-keyring.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "purple/wd-safe-text.h"
#include "purple/wd-slot.h"
#include "store/wd-password-ring.h"

#define STATE   "keyring"
#define BANNER  "keyring"
#define SETTING "warden-keyring" /* of the account: the keyring has a password of it */
/* A keyring that does not answer, or a person who does not open it. */
#define PATIENCE_S 60

/* A field of libpurple's own question (account.c, purple_account_request_password). */
#define FIELD_PASSWORD "password"
#define FIELD_REMEMBER "remember"

typedef void *(*AskFunction)(const char *title,
			     const char *primary,
			     const char *secondary,
			     PurpleRequestFields *fields,
			     const char *ok_text,
			     GCallback ok_callback,
			     const char *cancel_text,
			     GCallback cancel_callback,
			     PurpleAccount *account,
			     const char *who,
			     PurpleConversation *conversation,
			     void *data);
typedef void (*CloseFunction)(PurpleRequestType type, void *handle);
typedef void (*AnswerFunction)(void *data, PurpleRequestFields *fields);

/*
 * One look into the keyring. With @fields it stands in for libpurple's question, and its address is
 * the handle that libpurple got in place of the client's; without, a sign-on waits for it.
 */
typedef struct {
	PurpleAccount *account;
	WdPasswordCall *call; /* (nullable): not answered yet */
	guint timer;
	PurpleRequestFields *fields; /* (nullable) */
	char *primary;
	char *labels[2]; /* yes and no */
	GCallback callbacks[2];
	void *data;
} Wait;

/* One password on its way into the keyring. */
typedef struct {
	PurpleAccount *account;
	WdPasswordCall *call;
} Keeping;

typedef struct {
	WdSession *session;
	GPtrArray *waiting; /* of Wait * */
	GPtrArray *keeping; /* of Keeping * */
	GHashTable
		*spoiled; /* of PurpleAccount *: what the keyring has is wrong, or there is none */
	gboolean is_asking; /* libpurple's question is on its way to the client */
} Ring;

/* The slots carry no data pointer. */
static Ring *ring;
static WdSlot ask_slot;
static WdSlot close_slot;
static PurpleRequestUiOps own_ops; /* for a client that has none */

static gboolean
is_in_force(WdSession *session)
{
	return wd_policy_get_choice(wd_session_get_policy(session),
				    WD_KEY_ACCOUNTS_REMEMBER_PASSWORDS) == WD_REMEMBER_KEYRING;
}

static void
clear_wait(Wait *wait)
{
	if (wait->call != NULL)
		wd_password_ring_cancel(wait->call);
	if (wait->timer != 0)
		purple_timeout_remove(wait->timer);
	if (wait->fields != NULL)
		purple_request_fields_destroy(wait->fields);
	for (guint i = 0; i < G_N_ELEMENTS(wait->labels); i++)
		g_free(wait->labels[i]);
	g_free(wait->primary);
}

static void
free_wait(gpointer wait)
{
	clear_wait(wait);
	g_free(wait);
}

static void
free_keeping(gpointer data)
{
	Keeping *keeping = data;

	if (keeping->call != NULL)
		wd_password_ring_cancel(keeping->call);
	g_free(keeping);
}

/* Nobody knows, or the keyring has not answered: the person does. The fields go to the client. */
static void
ask_person(Wait *wait)
{
	ring->is_asking = TRUE;
	(void)purple_request_fields(wait->account,
				    NULL,
				    wait->primary,
				    NULL,
				    g_steal_pointer(&wait->fields),
				    wait->labels[0],
				    wait->callbacks[0],
				    wait->labels[1],
				    wait->callbacks[1],
				    wait->account,
				    NULL,
				    NULL,
				    wait->data);
	ring->is_asking = FALSE;
}

/* The fields, and the password in them, go with the wait. */
static void
answer_for_person(Wait *wait, const char *text)
{
	purple_request_field_string_set_value(
		purple_request_fields_get_field(wait->fields, FIELD_PASSWORD), text);
	((AnswerFunction)wait->callbacks[0])(wait->data, wait->fields);
}

static void
sign_on(PurpleAccount *account, const char *text)
{
	if (text != NULL)
		purple_account_set_password(account, text);
	else
		g_hash_table_add(ring->spoiled, account); /* without one, as it was asked to */
	if (purple_account_is_disconnected(account))
		purple_account_connect(account);
}

/*
 * Ends @wait, which libpurple may know as the handle of a question, and then does what it was for:
 * what comes of that may end anything.
 */
static void
go_on(Wait *wait, const char *text)
{
	Wait own = *wait;

	*wait = (Wait){.account = own.account, .timer = own.timer};
	own.timer = 0;
	own.call = NULL;
	if (own.fields != NULL)
		purple_request_close(PURPLE_REQUEST_FIELDS, wait);
	(void)g_ptr_array_remove(ring->waiting, wait); /* where libpurple did not know it */
	if (own.fields == NULL)
		sign_on(own.account, text);
	else if (text != NULL)
		answer_for_person(&own, text);
	else
		ask_person(&own);
	clear_wait(&own);
}

static void
found(const char *text, const char *problem, gpointer data)
{
	Wait *wait = data;

	wait->call = NULL;
	go_on(wait, text);
}

static gboolean
lost_patience(gpointer data)
{
	Wait *wait = data;

	wait->timer = 0;
	wd_password_ring_cancel(g_steal_pointer(&wait->call));
	go_on(wait, NULL);
	return G_SOURCE_REMOVE;
}

static Wait *
begin_wait(PurpleAccount *account)
{
	Wait *wait = g_new0(Wait, 1);

	wait->account = account;
	wait->call = wd_password_ring_find(purple_account_get_protocol_id(account),
					   purple_account_get_username(account),
					   found,
					   wait);
	wait->timer = purple_timeout_add_seconds(PATIENCE_S, lost_patience, wait);
	g_ptr_array_add(ring->waiting, wait);
	return wait;
}

/* libpurple's question for a password is one of its kind: about the account, and of two fields. */
static gboolean
is_question_for_password(PurpleAccount *account, PurpleRequestFields *fields, const void *data)
{
	return account != NULL && data == account &&
	       purple_request_fields_exists(fields, FIELD_PASSWORD) &&
	       purple_request_fields_exists(fields, FIELD_REMEMBER);
}

static gboolean
may_look(PurpleAccount *account)
{
	return ring != NULL && !ring->is_asking && is_in_force(ring->session) &&
	       !g_hash_table_contains(ring->spoiled, account);
}

static void *
guarded_ask(const char *title,
	    const char *primary,
	    const char *secondary,
	    PurpleRequestFields *fields,
	    const char *ok_text,
	    GCallback ok_callback,
	    const char *cancel_text,
	    GCallback cancel_callback,
	    PurpleAccount *account,
	    const char *who,
	    PurpleConversation *conversation,
	    void *data)
{
	AskFunction stock = (AskFunction)ask_slot.stock;
	Wait *wait;

	if (is_question_for_password(account, fields, data) && may_look(account)) {
		wait = begin_wait(account);
		wait->fields = fields;
		wait->primary = g_strdup(primary);
		wait->labels[0] = g_strdup(ok_text);
		wait->labels[1] = g_strdup(cancel_text);
		wait->callbacks[0] = ok_callback;
		wait->callbacks[1] = cancel_callback;
		wait->data = data;
		return wait;
	}
	if (stock == NULL)
		return NULL;
	return stock(title,
		     primary,
		     secondary,
		     fields,
		     ok_text,
		     ok_callback,
		     cancel_text,
		     cancel_callback,
		     account,
		     who,
		     conversation,
		     data);
}

static void
guarded_close(PurpleRequestType type, void *handle)
{
	CloseFunction stock = (CloseFunction)close_slot.stock;

	/* The look for it ends with the question. */
	if (ring != NULL && g_ptr_array_remove(ring->waiting, handle))
		return;
	if (stock != NULL)
		stock(type, handle);
}

static Wait *
find_wait(const PurpleAccount *account)
{
	for (guint i = 0; i < ring->waiting->len; i++) {
		Wait *wait = g_ptr_array_index(ring->waiting, i);

		if (wait->account == account)
			return wait;
	}
	return NULL;
}

static gboolean
is_password_optional(const PurpleAccount *account)
{
	PurplePlugin *plugin = purple_find_prpl(purple_account_get_protocol_id(account));

	return plugin != NULL &&
	       (PURPLE_PLUGIN_PROTOCOL_INFO(plugin)->options & OPT_PROTO_PASSWORD_OPTIONAL) != 0;
}

/**
 * wd_purple_keyring_holds_back:
 * @session: the session
 * @account: an account that is about to sign on
 *
 * Where a password is optional libpurple does not ask for one. So such a sign-on waits while the
 * keyring is asked for what it has, and then begins again.
 *
 * Returns: whether it waits
 */
gboolean
wd_purple_keyring_holds_back(WdSession *session, PurpleAccount *account)
{
	const char *password = purple_account_get_password(account);

	if (!may_look(account) || !purple_account_get_bool(account, SETTING, FALSE) ||
	    !is_password_optional(account) || (password != NULL && *password != '\0'))
		return FALSE;
	if (find_wait(account) == NULL)
		(void)begin_wait(account); /* ends by itself */
	return TRUE;
}

static void
kept(const char *problem, gpointer data)
{
	Keeping *keeping = data;
	PurpleAccount *account = keeping->account;
	g_autofree char *name =
		wd_safe_text(purple_account_get_username(account), WD_SAFE_NAME_CHARS);
	g_autofree char *text = NULL;

	keeping->call = NULL;
	(void)g_ptr_array_remove(ring->keeping, keeping);
	purple_account_set_bool(account, SETTING, problem == NULL);
	if (problem != NULL)
		/* Translators: an account's name, then what the keyring says. */
		text = g_strdup_printf(_("The password of %s could not be kept in the keyring, and "
					 "is asked for next time: %s"),
				       name,
				       problem);
	wd_session_banner(ring->session, BANNER, text);
}

/**
 * wd_purple_keyring_take:
 * @session: the session
 * @account: an account
 *
 * Brings the password that libpurple would remember into the keyring. Forgetting it there is the
 * caller's.
 */
void
wd_purple_keyring_take(WdSession *session, PurpleAccount *account)
{
	const char *password = purple_account_get_password(account);
	Keeping *keeping;

	if (ring == NULL || password == NULL || *password == '\0' ||
	    !purple_account_get_remember_password(account))
		return;
	keeping = g_new0(Keeping, 1);
	keeping->account = account;
	g_ptr_array_add(ring->keeping, keeping);
	keeping->call = wd_password_ring_keep(purple_account_get_protocol_id(account),
					      purple_account_get_username(account),
					      password,
					      kept,
					      keeping);
	(void)g_hash_table_remove(ring->spoiled,
				  account); /* the new one is right, or will not be */
}

static void
forget(PurpleAccount *account)
{
	if (!purple_account_get_bool(account, SETTING, FALSE))
		return;
	wd_password_ring_forget(purple_account_get_protocol_id(account),
				purple_account_get_username(account));
	purple_account_set_bool(account, SETTING, FALSE);
}

/* The person is to be asked next time, and not the keyring for the same wrong password again. */
static void
failed(PurpleConnection *connection,
       PurpleConnectionError error,
       const char *description,
       gpointer data)
{
	if (error == PURPLE_CONNECTION_ERROR_AUTHENTICATION_FAILED)
		g_hash_table_add(ring->spoiled, purple_connection_get_account(connection));
}

/* With another password than the keyring's, which the person did not want to be kept. */
static void
signed_on(PurpleConnection *connection, gpointer data)
{
	PurpleAccount *account = purple_connection_get_account(connection);

	if (g_hash_table_remove(ring->spoiled, account) &&
	    !purple_account_get_remember_password(account))
		forget(account);
}

static gboolean
is_about(gconstpointer item, gconstpointer account)
{
	return *(PurpleAccount *const *)item == account; /* first in both structs */
}

static void
drop_all(GPtrArray *items, const PurpleAccount *account)
{
	guint index;

	while (g_ptr_array_find_with_equal_func(items, account, is_about, &index))
		g_ptr_array_remove_index(items, index);
}

static void
removed(PurpleAccount *account, gpointer data)
{
	forget(account);
}

static void
destroying(PurpleAccount *account, gpointer data)
{
	purple_request_close_with_handle(account);
	drop_all(ring->waiting, account);
	drop_all(ring->keeping, account);
	g_hash_table_remove(ring->spoiled, account);
}

static const struct {
	void *(*get_instance)(void);
	const char *signal;
	PurpleCallback callback;
} signals[] = {
	{purple_connections_get_handle, "connection-error", PURPLE_CALLBACK(failed)},
	{purple_connections_get_handle, "signed-on", PURPLE_CALLBACK(signed_on)},
	{purple_accounts_get_handle, "account-removed", PURPLE_CALLBACK(removed)},
	{purple_accounts_get_handle, "account-destroying", PURPLE_CALLBACK(destroying)},
};

/**
 * wd_purple_keyring_attach:
 * @session: the session
 *
 * Stands before libpurple's question for a password.
 */
void
wd_purple_keyring_attach(WdSession *session)
{
	PurpleRequestUiOps *ops = purple_request_get_ui_ops();

	ring = g_new0(Ring, 1);
	ring->session = session;
	ring->waiting = g_ptr_array_new_with_free_func(free_wait);
	ring->keeping = g_ptr_array_new_with_free_func(free_keeping);
	ring->spoiled = g_hash_table_new(NULL, NULL);
	if (ops == NULL)
		purple_request_set_ui_ops(ops = &own_ops);
	wd_slot_take(&ask_slot, WD_SLOT_PLACE(ops->request_fields), G_CALLBACK(guarded_ask));
	wd_slot_take(&close_slot, WD_SLOT_PLACE(ops->close_request), G_CALLBACK(guarded_close));
	for (gsize i = 0; i < G_N_ELEMENTS(signals); i++)
		purple_signal_connect(signals[i].get_instance(),
				      signals[i].signal,
				      wd_session_get_plugin(session),
				      signals[i].callback,
				      NULL);
}

/* Whoever waits for a question is asked it now: nobody else will. A sign-on that waits stays off.
 */
static void
end_all(void)
{
	while (ring->waiting->len > 0) {
		Wait *wait = g_ptr_array_index(ring->waiting, 0);

		if (wait->call != NULL)
			wd_password_ring_cancel(g_steal_pointer(&wait->call));
		if (wait->fields != NULL)
			go_on(wait, NULL);
		else
			g_ptr_array_remove_index(ring->waiting, 0);
	}
}

/**
 * wd_purple_keyring_detach:
 * @session: the session
 *
 * Gives the slots back where they are still ours. A password on its way into the keyring still
 * arrives there; nobody hears of it.
 */
void
wd_purple_keyring_detach(WdSession *session)
{
	end_all();
	for (gsize i = 0; i < G_N_ELEMENTS(signals); i++)
		purple_signal_disconnect(signals[i].get_instance(),
					 signals[i].signal,
					 wd_session_get_plugin(session),
					 signals[i].callback);
	(void)wd_slot_give_back(&ask_slot); /* off duty the functions only hand on */
	(void)wd_slot_give_back(&close_slot);
	if (purple_request_get_ui_ops() == &own_ops)
		purple_request_set_ui_ops(NULL);
	g_ptr_array_unref(ring->waiting);
	g_ptr_array_unref(ring->keeping);
	g_hash_table_unref(ring->spoiled);
	g_clear_pointer(&ring, g_free);
}
