/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "fakes/wd-null-xmpp.h"
#include "purple/duty-fixture.h"
#include "purple/wd-wire-encryption.h"

#define ME    "me@corp.example/desk"
#define ANNA  "anna@corp.example"
#define HELLO "See you at ten"
#define PLAIN "<message type='chat' to='" ANNA "/phone'><body>" HELLO "</body></message>"
#define CIPHER                                                                                     \
	"<encrypted xmlns='eu.siacs.conversations.axolotl'><payload>AAAA</payload></encrypted>"
#define OMEMO          "<message type='chat' to='" ANNA "/phone'>" CIPHER "</message>"
#define LURCH_PRIORITY (PURPLE_SIGNAL_PRIORITY_HIGHEST - 100)

static const DutySetting must_encrypt = {WD_KEY_ENCRYPTION_REQUIRE_END_TO_END, "*@corp.example"};

static int encrypter; /* only its address counts */

/* What OMEMO does to a stanza: the words go, the cipher comes. */
static void
encrypt(PurpleConnection *connection, xmlnode **stanza, gpointer data)
{
	gboolean leaves_words = GPOINTER_TO_INT(data);
	xmlnode *body = *stanza != NULL ? xmlnode_get_child(*stanza, "body") : NULL;

	if (body == NULL)
		return;
	xmlnode_insert_child(*stanza, xmlnode_from_str(CIPHER, -1));
	if (!leaves_words)
		xmlnode_free(body);
}

static void
connect_encrypter(gboolean leaves_words)
{
	purple_signal_connect_priority(purple_find_prpl("prpl-jabber"),
				       "jabber-sending-xmlnode",
				       &encrypter,
				       PURPLE_CALLBACK(encrypt),
				       GINT_TO_POINTER(leaves_words),
				       LURCH_PRIORITY);
}

static void
disconnect_encrypter(void)
{
	purple_signals_disconnect_by_handle(&encrypter);
}

static void
end(Duty *duty)
{
	PurpleAccount *account = purple_accounts_find(ME, "prpl-jabber");

	duty_end(duty);
	if (account != NULL) {
		wd_null_purple_sign_off(account);
		purple_accounts_delete(account);
	}
	wd_null_xmpp_forget();
}

/* As the protocol does it; what would go on the wire, or NULL. */
static char *
send_stanza(const char *text)
{
	PurpleAccount *account = wd_null_xmpp_sign_on(ME);
	xmlnode *made = xmlnode_from_str(text, -1);
	xmlnode *stanza = made;
	char *wire;

	g_assert_nonnull(made);
	purple_signal_emit(purple_find_prpl("prpl-jabber"),
			   "jabber-sending-xmlnode",
			   purple_account_get_connection(account),
			   &stanza);
	wire = stanza != NULL ? xmlnode_to_str(stanza, NULL) : NULL;
	xmlnode_free(made);
	return wire;
}

static void
test_plain_is_stopped(void)
{
	Duty *duty = duty_begin(&must_encrypt, 1);
	g_autofree char *wire = NULL;

	(void)wd_null_xmpp_sign_on(ME);
	wire = send_stanza(PLAIN);
	wd_null_purple_turn(0);
	g_assert_null(wire);
	g_assert_cmpuint(duty->drafts->len, ==, 1);
	g_assert_cmpstr(g_ptr_array_index(duty->drafts, 0), ==, ANNA "|" HELLO);
	end(duty);
}

/* Whoever was loaded first. */
static void
test_encrypted_passes(gconstpointer data)
{
	gboolean is_first = GPOINTER_TO_INT(data);
	Duty *duty;
	g_autofree char *wire = NULL;

	if (is_first)
		connect_encrypter(FALSE);
	duty = duty_begin(&must_encrypt, 1);
	if (!is_first)
		connect_encrypter(FALSE);
	wire = send_stanza(PLAIN);
	g_assert_nonnull(wire);
	g_assert_null(strstr(wire, HELLO));
	g_assert_nonnull(strstr(wire, "payload"));
	g_assert_cmpuint(duty->drafts->len, ==, 0);
	disconnect_encrypter();
	end(duty);
}

static void
test_words_beside_the_cipher(gconstpointer data)
{
	gboolean is_first = GPOINTER_TO_INT(data);
	Duty *duty;
	g_autofree char *wire = NULL;

	if (is_first)
		connect_encrypter(TRUE);
	duty = duty_begin(&must_encrypt, 1);
	if (!is_first)
		connect_encrypter(TRUE);
	wire = send_stanza(PLAIN);
	g_assert_null(wire);
	disconnect_encrypter();
	end(duty);
}

static const struct {
	const char *name;
	const char *stanza;
} passing[] = {
	{"somebody-else", "<message to='eve@new.example'><body>hello</body></message>"},
	{"receipt",
	 "<message to='" ANNA "'><received xmlns='urn:xmpp:receipts' id='1'/></message>"},
	{"is-typing",
	 "<message to='" ANNA
	 "'><composing xmlns='http://jabber.org/protocol/chatstates'/></message>"},
	{"otr", "<message to='" ANNA "'><body>?OTR:AAMDJ+MVmSfjFZcAAAAA=.</body></message>"},
	{"otr-query", "<message to='" ANNA "'><body>?OTRv23?</body></message>"},
	{"error", "<message type='error' to='" ANNA "'><body>x</body></message>"},
	{"question-to-the-server", "<iq type='get' to='corp.example'><query/></iq>"},
	{"presence", "<presence><status>hello</status></presence>"},
	{"to-the-server", "<message><body>hello</body></message>"},
};

static void
test_passes(gconstpointer data)
{
	guint i = GPOINTER_TO_UINT(data);
	Duty *duty = duty_begin(&must_encrypt, 1);
	g_autofree char *wire = send_stanza(passing[i].stanza);

	g_assert_nonnull(wire);
	end(duty);
}

static void
test_not_required(void)
{
	Duty *duty = duty_begin(NULL, 0);
	g_autofree char *wire = send_stanza(PLAIN);

	g_assert_nonnull(wire);
	end(duty);
}

/* OMEMO goes off, and nobody says so. */
static void
test_fallback(void)
{
	Duty *duty = duty_begin(NULL, 0);
	g_autofree char *encrypted = send_stanza(OMEMO);
	g_autofree char *plain = send_stanza(PLAIN);

	wd_null_purple_turn(0);
	g_assert_nonnull(encrypted);
	g_assert_null(plain);
	g_assert_cmpuint(duty->questions->len, ==, 1);
	end(duty);
}

static PurplePluginInfo lurch_info = {
	.magic = PURPLE_PLUGIN_MAGIC,
	.major_version = PURPLE_MAJOR_VERSION,
	.minor_version = PURPLE_MINOR_VERSION,
	.type = PURPLE_PLUGIN_STANDARD,
	.id = "core-riba-lurch",
	.name = "Stands in for lurch",
};

/* While a plugin is there that encrypts stanzas, the conversation's look leaves it to the wire. */
static void
test_leaves_it_to_the_wire(void)
{
	static PurplePlugin *lurch;
	PurpleAccount *account;
	Duty *duty;

	if (lurch == NULL) {
		lurch = purple_plugin_new(TRUE, NULL);
		lurch->info = &lurch_info;
	}
	duty = duty_begin(&must_encrypt, 1);
	account = wd_null_xmpp_sign_on(ME);
	g_assert_cmpint(wd_wire_encryption_expect(account), ==, WD_ENCRYPTION_NONE);
	purple_conv_im_send(
		PURPLE_CONV_IM(purple_conversation_new(PURPLE_CONV_TYPE_IM, account, ANNA)), HELLO);
	wd_null_purple_turn(0);
	g_assert_cmpuint(duty->drafts->len, ==, 1);
	g_assert_true(purple_plugin_load(lurch));
	g_assert_cmpint(wd_wire_encryption_expect(account), ==, WD_ENCRYPTION_OMEMO);
	g_assert_cmpint(wd_wire_encryption_expect(duty->account), ==, WD_ENCRYPTION_NONE);
	purple_conv_im_send(PURPLE_CONV_IM(purple_find_conversation_with_account(
				    PURPLE_CONV_TYPE_IM, ANNA, account)),
			    HELLO);
	wd_null_purple_turn(0);
	g_assert_cmpuint(duty->drafts->len, ==, 1);
	g_assert_true(purple_plugin_unload(lurch));
	end(duty);
}

static void
add_tests(void)
{
	wd_null_xmpp_register();
	g_test_add_func("/xmpp-guard/plain-is-stopped", test_plain_is_stopped);
	for (int is_first = 0; is_first < 2; is_first++) {
		const char *order = is_first ? "encrypter-first" : "warden-first";
		g_autofree char *one = g_strdup_printf("/xmpp-guard/encrypted-passes/%s", order);
		g_autofree char *two =
			g_strdup_printf("/xmpp-guard/words-beside-the-cipher/%s", order);

		g_test_add_data_func(one, GINT_TO_POINTER(is_first), test_encrypted_passes);
		g_test_add_data_func(two, GINT_TO_POINTER(is_first), test_words_beside_the_cipher);
	}
	for (guint i = 0; i < G_N_ELEMENTS(passing); i++) {
		g_autofree char *path = g_strdup_printf("/xmpp-guard/passes/%s", passing[i].name);

		g_test_add_data_func(path, GUINT_TO_POINTER(i), test_passes);
	}
	g_test_add_func("/xmpp-guard/not-required", test_not_required);
	g_test_add_func("/xmpp-guard/fallback", test_fallback);
	g_test_add_func("/xmpp-guard/leaves-it-to-the-wire", test_leaves_it_to_the_wire);
}

int
main(int argc, char **argv)
{
	return duty_run(&argc, &argv, add_tests);
}
