/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-keyring.h"

#include <libsecret/secret.h>
#include <string.h>

#include "crypto/wd-hash.h"
#include "engine/wd-error.h"

#define ATTRIBUTE "recipient"

static const SecretSchema schema = {
	.name = "org.purple_warden.Identity",
	.flags = SECRET_SCHEMA_NONE,
	.attributes = {{ATTRIBUTE, SECRET_SCHEMA_ATTRIBUTE_STRING}},
};

struct WdKeyringCall {
	GCancellable *cancellable;
	WdKeyringFound found;
	gpointer data;
};

static GHashTable *
make_attributes(const char *recipient)
{
	return secret_attributes_build(&schema, ATTRIBUTE, recipient, NULL);
}

/* Without UNLOCK a closed keyring stays closed, and nobody is asked anything. */
static SecretSearchFlags
get_flags(gboolean may_ask)
{
	return SECRET_SEARCH_LOAD_SECRETS | (may_ask ? SECRET_SEARCH_UNLOCK : 0);
}

static gboolean
fail(GError **error, WdError code, const GError *failure)
{
	g_set_error(error,
		    WD_ERROR,
		    code,
		    "keyring: %s",
		    failure != NULL ? failure->message : "it is closed, or has no such key");
	return FALSE;
}

static char *
take_text(GList *items)
{
	char *text = NULL;

	for (GList *link = items; link != NULL && text == NULL; link = link->next) {
		SecretValue *value = secret_item_get_secret(link->data);

		if (value != NULL && secret_value_get_text(value) != NULL)
			text = g_strdup(secret_value_get_text(value));
		if (value != NULL)
			secret_value_unref(value);
	}
	g_list_free_full(items, g_object_unref);
	return text;
}

/**
 * wd_keyring_find:
 * @recipient: the public key
 * @may_ask: whether the keyring may ask the person to open it
 * @error: return location for a #WD_ERROR; %WD_ERROR_LOCKED when there is nothing to be had
 *
 * Blocks, with @may_ask for as long as the person thinks: not for a client's main loop.
 *
 * Returns: (transfer full) (nullable): the key file; wipe it
 */
char *
wd_keyring_find(const char *recipient, gboolean may_ask, GError **error)
{
	g_autoptr(GHashTable) attributes = make_attributes(recipient);
	g_autoptr(GError) failure = NULL;
	GList *items = secret_service_search_sync(
		NULL, &schema, attributes, get_flags(may_ask), NULL, &failure);
	char *text = take_text(items);

	if (text == NULL)
		fail(error, WD_ERROR_LOCKED, failure);
	return text;
}

/**
 * wd_keyring_keep:
 * @recipient: the public key
 * @text: the key file; secret
 * @error: return location for a #WD_ERROR
 *
 * Blocks, and the keyring may ask the person.
 *
 * Returns: whether the keyring has it
 */
gboolean
wd_keyring_keep(const char *recipient, const char *text, GError **error)
{
	g_autoptr(GHashTable) attributes = make_attributes(recipient);
	g_autoptr(GError) failure = NULL;

	return secret_password_storev_sync(&schema,
					   attributes,
					   SECRET_COLLECTION_DEFAULT,
					   "Purple Warden: key of the conversation logs",
					   text,
					   NULL,
					   &failure) ||
	       fail(error, WD_ERROR_IO, failure);
}

/**
 * wd_keyring_forget:
 * @recipient: the public key
 * @error: return location for a #WD_ERROR
 *
 * Returns: whether the keyring had it and has it no more
 */
gboolean
wd_keyring_forget(const char *recipient, GError **error)
{
	g_autoptr(GHashTable) attributes = make_attributes(recipient);
	g_autoptr(GError) failure = NULL;

	return secret_password_clearv_sync(&schema, attributes, NULL, &failure) ||
	       fail(error, WD_ERROR_IO, failure);
}

static void
call_free(WdKeyringCall *call)
{
	g_object_unref(call->cancellable);
	g_free(call);
}

static void
searched(GObject *source, GAsyncResult *result, gpointer data)
{
	WdKeyringCall *call = data;
	g_autoptr(GError) failure = NULL;
	g_autoptr(GError) problem = NULL;
	char *text = take_text(secret_service_search_finish(NULL, result, &failure));

	if (!g_cancellable_is_cancelled(call->cancellable)) {
		if (text == NULL)
			fail(&problem, WD_ERROR_LOCKED, failure);
		call->found(text, problem != NULL ? problem->message : NULL, call->data);
	}
	if (text != NULL)
		wd_hash_wipe(text, strlen(text));
	g_free(text);
	call_free(call);
}

/**
 * wd_keyring_ask:
 * @recipient: the public key
 * @may_ask: whether the keyring may ask the person to open it
 * @found: called once, unless it is cancelled
 * @data: for @found
 *
 * Returns: (transfer none): the call, valid until @found was called
 */
WdKeyringCall *
wd_keyring_ask(const char *recipient, gboolean may_ask, WdKeyringFound found, gpointer data)
{
	g_autoptr(GHashTable) attributes = make_attributes(recipient);
	WdKeyringCall *call = g_new0(WdKeyringCall, 1);

	call->cancellable = g_cancellable_new();
	call->found = found;
	call->data = data;
	secret_service_search(
		NULL, &schema, attributes, get_flags(may_ask), call->cancellable, searched, call);
	return call;
}

/**
 * wd_keyring_cancel:
 * @call: a call that was not answered yet
 */
void
wd_keyring_cancel(WdKeyringCall *call)
{
	g_cancellable_cancel(call->cancellable);
}
