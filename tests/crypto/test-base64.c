/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "crypto/wd-base64.h"

typedef struct {
	const char *text;
	const char *bytes; /* NULL: refused */
} Base64Case;

/* RFC 4648, 10, without padding; then second spellings of the same. */
static const Base64Case cases[] = {
	{"", ""},
	{"Zg", "f"},
	{"Zm8", "fo"},
	{"Zm9v", "foo"},
	{"Zm9vYg", "foob"},
	{"Zm9vYmE", "fooba"},
	{"Zm9vYmFy", "foobar"},
	{"Zh", NULL},
	{"Zm9", NULL},
	{"Zg==", NULL},
	{"Zg=", NULL},
	{"Z", NULL},
	{"Zm9vY", NULL},
	{"Zm 8", NULL},
	{"Zm8\n", NULL},
	{"Zm-_", NULL},
	{"Zm\xc3\xa9", NULL},
};

static void
test_case(gconstpointer data)
{
	const Base64Case *row = data;
	gsize len = 77;
	g_autofree guint8 *bytes = wd_base64_parse(row->text, strlen(row->text), &len);
	g_autofree char *text = NULL;

	if (row->bytes == NULL) {
		g_assert_null(bytes);
		g_assert_cmpuint(len, ==, 77);
		return;
	}
	g_assert_cmpmem(bytes, len, row->bytes, strlen(row->bytes));
	text = wd_base64_format(bytes, len);
	g_assert_cmpstr(text, ==, row->text);
}

static void
test_nul_is_foreign(void)
{
	gsize len;

	g_assert_null(wd_base64_parse("Zm\0v", 4, &len));
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *name = g_strdup_printf(
			"/base64/%zu-%s", i, cases[i].bytes != NULL ? cases[i].bytes : "refused");

		g_test_add_data_func(name, &cases[i], test_case);
	}
	g_test_add_func("/base64/nul-is-foreign", test_nul_is_foreign);
	return g_test_run();
}
