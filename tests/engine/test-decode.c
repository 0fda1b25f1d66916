/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/text/wd-decode.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	const char *text;
	const char *found; /* NULL: nothing comes out */
} Case;

static const Case cases[] = {
	{"base64", "id=aG9zdD1hbm4tbGFwdG9w ok", "host=ann-laptop"},
	{"base64-padded", "aG9zdD1hbm4tbGFwdG9wMQ==", "host=ann-laptop1"},
	{"base64-without-padding", "aG9zdD1hbm4tbGFwdG9wMQ", "host=ann-laptop1"},
	{"base64-of-urls", "Pz8_Pz8_Pz8_Pz8_", "????????????"},
	{"base64-wrapped",
	 "aG9zdD1hbm4tbGFwdG9wIGlwPTE5Mi4xNjguMS4yMyB1c2VyPWFubiBwb3J0cz0y\nMiw0NzEx",
	 "ports=22,4711"},
	{"base64-of-utf-16", "aABvAHMAdAA9AGEAbgBuAA==", "host=ann"},
	{"hexadecimal", "686f73743d616e6e", "host=ann"},
	{"hexadecimal-with-spaces", "68 6f 73 74 3d 61 6e 6e", "host=ann"},
	{"hexadecimal-escaped", "\\x68\\x6f\\x73\\x74\\x3d\\x61\\x6e\\x6e", "host=ann"},
	{"hexadecimal-as-a-list", "0x68, 0x6f, 0x73, 0x74, 0x3d, 0x61", "host=a"},
	{"percent", "?h=%61nn%2Dlaptop", "?h=ann-laptop"},
	{"words", "an extraordinarily straightforward sentence", NULL},
	{"short", "YW5u", NULL},
	{"digest", "da39a3ee5e6b4b0d3255bfef95601890afd80709", NULL},
	{"percent-of-something", "100% sure, 50%off", NULL},
	{"empty", "", NULL},
	{"padding-alone", "====", NULL},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autofree char *out = wd_decode_hidden(row->text);

	if (row->found == NULL) {
		g_assert_cmpstr(out, ==, NULL);
		return;
	}
	g_assert_nonnull(out);
	g_assert_nonnull(strstr(out, row->found));
}

static void
test_bound(void)
{
	g_autofree guchar *bytes = g_malloc(3 * WD_DECODE_MAX_BYTES);
	g_autofree char *text = NULL;
	g_autofree char *out = NULL;

	memset(bytes, 'a', 3 * WD_DECODE_MAX_BYTES);
	text = g_base64_encode(bytes, 3 * WD_DECODE_MAX_BYTES);
	out = wd_decode_hidden(text);
	g_assert_true(out == NULL || strlen(out) <= WD_DECODE_MAX_BYTES);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/decode/", cases, test_case);
	g_test_add_func("/decode/bound", test_bound);
	return g_test_run();
}
