/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/leak/wd-leak-scan.h"
#include "wd-rows.h"

/* Through the scan, which knows where the words are. */
typedef struct {
	const char *name;
	const char *text;
	const char *value; /* NULL: nothing */
} Case;

static const Case cases[] = {
	{"is", "my password is hunter2", "hunter2"},
	{"colon", "password: hunter22!", "hunter22"},
	{"equals", "pwd=Winter2025!", "Winter2025"},
	{"quoted", "root password is \"k9$Lm2pQ\"", "k9$Lm2pQ"},
	{"words-between", "the password for the guest wifi is Tr0ub4dor&3", "Tr0ub4dor&3"},
	{"german", "das Passwort lautet Sommer!2024", "Sommer!2024"},
	{"french", "le mot de passe est Lapin42", "Lapin42"},
	{"spanish", "la contraseña es gato9876", "gato9876"},
	{"russian", "пароль: kot12345", "kot12345"},
	{"chinese", "密码是 abc12345", "abc12345"},
	{"chinese-without-a-gap", "我的密码是hunter22", "hunter22"},
	{"japanese", "パスワードはhunter22です", "hunter22です"},
	{"name-to-log-in-with", "login: bob123", NULL},
	{"chinese-gap", "密码 是 abc12345", "abc12345"},
	{"polish", "hasło to: kot12345x", "kot12345x"},
	{"without-a-verb", "login admin / pass S3cure#99", "S3cure#99"},
	{"user-and-password", "user: bob password: qW8-zzT1", "qW8-zzT1"},
	{"in-settings", "DB_PASSWORD='s3cr3t99'", "s3cr3t99"},
	{"pin", "my pin code is 4821 for the card", "4821"},
	{"pin-colon", "PIN: 123456", "123456"},
	{"symbols", "password is p@ssword", "p@ssword"},
	{"digits", "passcode is 839201", "839201"},
	{"will-be", "the new password will be Autumn-2025", "Autumn-2025"},
	{"wifi-key", "wifi key: hG7kLm29", "hG7kLm29"},
	{"wlan", "der WLAN-Schlüssel lautet 83kd92lq", "83kd92lq"},
	{"will-be-sent", "the password will be sent tomorrow", NULL},
	{"wifi-key-of-none", "the wifi key is on the router", NULL},
	{"wrong", "the password is wrong", NULL},
	{"required", "password is required!", NULL},
	{"question", "is the password the same as before?", NULL},
	{"forgot", "I forgot my password, how do I reset it?", NULL},
	{"length", "the password is 8 characters long", NULL},
	{"hash", "the password is md5 hashed", NULL},
	{"prompt", "it asks for a password: what now?", NULL},
	{"place-to-fill-in", "password: <your password>", NULL},
	{"variable", "PASSWORD=$DB_PASSWORD", NULL},
	{"link", "password: https://example.com/reset1", NULL},
	{"mail", "password for it is bob1@example.com", NULL},
	{"stars", "password: ********", NULL},
	{"option", "use --password 12345678", NULL},
	{"pinning", "Pin-Priority: 1001", NULL},
	{"passing", "the tests pass: all 1234567 of them", NULL},
	{"login-talk", "login is slow2day", NULL},
	{"other-word", "passwordless is the4uture", NULL},
	{"version", "the password manager is version2.1 now", NULL},
	{"at-the-end", "my password is", NULL},
	{"bare", "password", NULL},
	{"hostile", "password is \xf0\x9f\x98\x80\xf0\x9f\x98\x80", NULL},
};

static void
test_read(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(WdLeakHit));
	g_auto(WdLeakText) view = {0};
	const WdLeakHit *hit;
	g_autofree char *value = NULL;

	wd_leak_text_init(&view, row->text);
	(void)wd_leak_scan(&view, WD_LEAK_BIT(WD_LEAK_PASSWORD), hits);
	g_assert_cmpuint(hits->len, ==, row->value != NULL);
	if (row->value == NULL)
		return;
	hit = &g_array_index(hits, WdLeakHit, 0);
	value = g_strndup(row->text + hit->start, hit->end - hit->start);
	g_assert_cmpstr(value, ==, row->value);
}

/* Words for password without end. */
static void
test_is_linear(void)
{
	static const char *const pieces[] = {"password ", "password.", "password: \"", "pass='"};

	for (guint i = 0; i < G_N_ELEMENTS(pieces); i++) {
		g_autoptr(GString) text = g_string_new(NULL);
		g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(WdLeakHit));
		g_auto(WdLeakText) view = {0};
		gint64 began_us = g_get_monotonic_time();

		while (text->len < 256 * 1024)
			g_string_append(text, pieces[i]);
		wd_leak_text_init(&view, text->str);
		(void)wd_leak_scan(&view, WD_LEAK_BIT(WD_LEAK_PASSWORD), hits);
		g_assert_cmpint(g_get_monotonic_time() - began_us, <, 5 * G_USEC_PER_SEC);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/password/", cases, test_read);
	g_test_add_func("/password/is-linear", test_is_linear);
	return g_test_run();
}
