/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-password-ring.h"

#include <libsecret/secret.h>
#include <string.h>

#define PROTOCOL "protocol"
#define ACCOUNT  "account"

static const SecretSchema schema = {
	.name = "org.purple_warden.Password",
	.flags = SECRET_SCHEMA_NONE,
	.attributes = {{PROTOCOL, SECRET_SCHEMA_ATTRIBUTE_STRING},
		       {ACCOUNT, SECRET_SCHEMA_ATTRIBUTE_STRING}},
};

struct WdPasswordCall {
	GCancellable *cancellable;
	WdPasswordFound found; /* one of the two */
	WdPasswordKept kept;
	gpointer data;
};

static GHashTable *
make_attributes(const char *protocol, const char *account)
{
	return secret_attributes_build(&schema, PROTOCOL, protocol, ACCOUNT, account, NULL);
}

static WdPasswordCall *
call_new(WdPasswordFound found, WdPasswordKept kept, gpointer data)
{
	WdPasswordCall *call = g_new0(WdPasswordCall, 1);

	call->cancellable = g_cancellable_new();
	call->found = found;
	call->kept = kept;
	call->data = data;
	return call;
}

static void
call_free(WdPasswordCall *call)
{
	g_object_unref(call->cancellable);
	g_free(call);
}

static void
looked_up(GObject *source, GAsyncResult *result, gpointer data)
{
	WdPasswordCall *call = data;
	g_autoptr(GError) failure = NULL;
	char *text = secret_password_lookup_finish(result, &failure);

	if (!g_cancellable_is_cancelled(call->cancellable))
		call->found(text, failure != NULL ? failure->message : NULL, call->data);
	secret_password_free(text); /* wipes it */
	call_free(call);
}

/**
 * wd_password_ring_find:
 * @protocol: the protocol's id
 * @account: the account's name
 * @found: called once from the main loop, unless it is cancelled
 * @data: for @found
 *
 * A closed keyring asks the person to open it.
 *
 * Returns: (transfer none): the call, valid until @found was called
 */
WdPasswordCall *
wd_password_ring_find(const char *protocol,
		      const char *account,
		      WdPasswordFound found,
		      gpointer data)
{
	g_autoptr(GHashTable) attributes = make_attributes(protocol, account);
	WdPasswordCall *call = call_new(found, NULL, data);

	secret_password_lookupv(&schema, attributes, call->cancellable, looked_up, call);
	return call;
}

static void
stored(GObject *source, GAsyncResult *result, gpointer data)
{
	WdPasswordCall *call = data;
	g_autoptr(GError) failure = NULL;
	gboolean is_kept = secret_password_store_finish(result, &failure);

	if (!g_cancellable_is_cancelled(call->cancellable))
		call->kept(is_kept ? NULL : failure != NULL ? failure->message : "?", call->data);
	call_free(call);
}

/**
 * wd_password_ring_keep:
 * @protocol: the protocol's id
 * @account: the account's name
 * @text: the password
 * @kept: called once from the main loop, unless it is cancelled
 * @data: for @kept
 *
 * Takes the place of an older password of the account. A closed keyring asks the person to open it.
 *
 * Returns: (transfer none): the call, valid until @kept was called
 */
WdPasswordCall *
wd_password_ring_keep(const char *protocol,
		      const char *account,
		      const char *text,
		      WdPasswordKept kept,
		      gpointer data)
{
	g_autoptr(GHashTable) attributes = make_attributes(protocol, account);
	g_autofree char *label = g_strdup_printf("Purple Warden: password of %s", account);
	WdPasswordCall *call = call_new(NULL, kept, data);

	secret_password_storev(&schema,
			       attributes,
			       SECRET_COLLECTION_DEFAULT,
			       label,
			       text,
			       call->cancellable,
			       stored,
			       call);
	return call;
}

/**
 * wd_password_ring_forget:
 * @protocol: the protocol's id
 * @account: the account's name
 *
 * Has the keyring forget the account's password, some time. Nobody is told whether there was one.
 */
void
wd_password_ring_forget(const char *protocol, const char *account)
{
	g_autoptr(GHashTable) attributes = make_attributes(protocol, account);

	secret_password_clearv(&schema, attributes, NULL, NULL, NULL);
}

/**
 * wd_password_ring_cancel:
 * @call: a call that was not answered yet
 */
void
wd_password_ring_cancel(WdPasswordCall *call)
{
	g_cancellable_cancel(call->cancellable);
}
