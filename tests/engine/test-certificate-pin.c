/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/wd-certificate-pin.h"

/* 32 bytes of 0x11 and of 0x22. */
#define ONES "sha256/ERERERERERERERERERERERERERERERERERERERERERE="
#define TWOS "sha256/IiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiI="

typedef struct {
	const char *name;
	const char *item;
	const char *host;
	gboolean is_pin;
	gboolean is_about; /* the host */
	gboolean is_allowed;
} PinCase;

static const PinCase cases[] = {
	{"exact", "corp.example " ONES, "corp.example", TRUE, TRUE, TRUE},
	{"other-key", "corp.example " TWOS, "corp.example", TRUE, TRUE, FALSE},
	{"letters-of-any-size", "Corp.Example " ONES, "CORP.example", TRUE, TRUE, TRUE},
	{"name-in-full", "corp.example " ONES, "corp.example.", TRUE, TRUE, TRUE},
	{"two-spaces", "corp.example  " ONES, "corp.example", TRUE, TRUE, TRUE},
	{"not-below", "corp.example " ONES, "im.corp.example", TRUE, FALSE, FALSE},
	{"below", "*.corp.example " ONES, "im.corp.example", TRUE, TRUE, TRUE},
	{"two-below", "*.corp.example " ONES, "a.im.corp.example", TRUE, TRUE, TRUE},
	{"star-is-not-the-name", "*.corp.example " ONES, "corp.example", TRUE, FALSE, FALSE},
	{"star-ends-at-a-dot", "*.corp.example " ONES, "evilcorp.example", TRUE, FALSE, FALSE},
	{"longer-host", "corp.example " ONES, "corp.example.evil", TRUE, FALSE, FALSE},
	{"none", "none", "corp.example", TRUE, TRUE, FALSE},
	{"no-key", "corp.example", "corp.example", FALSE, FALSE, FALSE},
	{"no-host", " " ONES, "corp.example", FALSE, FALSE, FALSE},
	{"key-alone", ONES, "corp.example", FALSE, FALSE, FALSE},
	{"short-key", "corp.example sha256/EREREQ==", "corp.example", FALSE, FALSE, FALSE},
	{"other-algorithm",
	 "corp.example sha1/ERERERERERERERERERERERERERERERERERERERERERE=",
	 "corp.example",
	 FALSE,
	 FALSE,
	 FALSE},
	{"letters-that-are-none-of-base64",
	 "corp.example sha256/ERERERERERERERERERERERERERERERERERERERERER!=",
	 "corp.example",
	 FALSE,
	 FALSE,
	 FALSE},
	{"more-behind", "corp.example " ONES " x", "corp.example", FALSE, FALSE, FALSE},
	{"star-inside", "im.*.example " ONES, "im.corp.example", FALSE, FALSE, FALSE},
	{"port", "corp.example:5222 " ONES, "corp.example", FALSE, FALSE, FALSE},
	{"empty", "", "corp.example", FALSE, FALSE, FALSE},
};

static void
test_case(gconstpointer data)
{
	const PinCase *row = data;
	const char *pins[] = {row->item, NULL};
	guint8 hash[WD_CERTIFICATE_PIN_HASH_BYTES];
	WdCertificatePin pin;

	memset(hash, 0x11, sizeof hash);
	g_assert_cmpint(wd_certificate_pin_parse(row->item, &pin), ==, row->is_pin);
	g_assert_cmpint(wd_certificate_pins_name_host(pins, row->host), ==, row->is_about);
	g_assert_cmpint(wd_certificate_pins_allow(pins, row->host, hash), ==, row->is_allowed);
}

/* The key of today and the one of tomorrow. */
static void
test_two_pins(void)
{
	const char *const pins[] = {"corp.example " TWOS, "corp.example " ONES, NULL};
	guint8 hash[WD_CERTIFICATE_PIN_HASH_BYTES];

	memset(hash, 0x11, sizeof hash);
	g_assert_true(wd_certificate_pins_allow(pins, "corp.example", hash));
	hash[31] ^= 1;
	g_assert_false(wd_certificate_pins_allow(pins, "corp.example", hash));
}

static void
test_no_pins(void)
{
	g_assert_false(wd_certificate_pins_name_host(NULL, "corp.example"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strconcat("/certificate-pin/", cases[i].name, NULL);

		g_test_add_data_func(path, &cases[i], test_case);
	}
	g_test_add_func("/certificate-pin/two", test_two_pins);
	g_test_add_func("/certificate-pin/none-at-all", test_no_pins);
	return g_test_run();
}
