/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/link/wd-address.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	const char *text;
	const char *address; /* NULL: refused */
} Case;

static const Case v4[] = {
	{"dotted", "192.0.2.1", "192.0.2.1"},
	{"final-dot", "192.0.2.1.", "192.0.2.1"},
	{"one-part", "3221225985", "192.0.2.1"},
	{"two-parts", "192.513", "192.0.2.1"},
	{"three-parts", "192.0.513", "192.0.2.1"},
	{"hexadecimal", "0xC0.0x0.0X2.0x1", "192.0.2.1"},
	{"octal", "0300.0.02.01", "192.0.2.1"},
	{"mixed-bases", "0xc0.02.1", "192.2.0.1"},
	{"bare-prefix-is-zero", "0x", "0.0.0.0"},
	{"largest", "4294967295", "255.255.255.255"},
	{"too-large", "4294967296", NULL},
	{"far-too-large", "99999999999999999999999999", NULL},
	{"part-too-large", "256.0.0.1", NULL},
	{"last-part-too-large", "1.2.3.256", NULL},
	{"five-parts", "1.2.3.4.5", NULL},
	{"empty-part", "1..2", NULL},
	{"not-octal", "1.2.3.08", NULL},
	{"name-before-number", "foo.1", NULL},
	{"two-final-dots", "1.2.3.4..", NULL},
};

static void
test_v4(gconstpointer data)
{
	const Case *row = data;
	g_autofree char *address = wd_address_parse_v4(row->text);

	g_assert_cmpstr(address, ==, row->address);
}

static const Case v6[] = {
	{"loopback", "::1", "[::1]"},
	{"unspecified", "::", "[::]"},
	{"full", "2001:DB8:0:0:1:0:0:1", "[2001:db8::1:0:0:1]"},
	{"leading-zeros", "2001:0db8:0000:0000:0000:0000:0000:0001", "[2001:db8::1]"},
	{"gap-at-the-end", "2001:db8::", "[2001:db8::]"},
	{"single-zero-is-not-a-gap", "1:0:2:3:4:5:6:7", "[1:0:2:3:4:5:6:7]"},
	{"dotted-end", "::ffff:192.0.2.1", "[::ffff:c000:201]"},
	{"dotted-end-in-full", "1:2:3:4:5:6:192.0.2.1", "[1:2:3:4:5:6:c000:201]"},
	{"empty", "", NULL},
	{"too-few", "1:2:3:4:5:6:7", NULL},
	{"too-many", "1:2:3:4:5:6:7:8:9", NULL},
	{"gap-for-nothing", "1:2:3:4::5:6:7:8", NULL},
	{"two-gaps", "1::2::3", NULL},
	{"three-colons", ":::1", NULL},
	{"one-colon-first", ":1:2:3:4:5:6:7:8", NULL},
	{"one-colon-last", "1:2:3:4:5:6:7:", NULL},
	{"five-digits", "12345::", NULL},
	{"not-hexadecimal", "::g", NULL},
	{"zone", "fe80::1%eth0", NULL},
	{"dotted-too-early", "1.2.3.4::", NULL},
	{"dotted-leading-zero", "::01.2.3.4", NULL},
	{"dotted-too-large", "::1.2.3.256", NULL},
	{"dotted-short", "::1.2.3", NULL},
	{"dotted-long", "::1.2.3.4.5", NULL},
	{"dotted-without-room", "1:2:3:4:5:6:7:1.2.3.4", NULL},
};

static void
test_v6(gconstpointer data)
{
	const Case *row = data;
	g_autofree char *address = wd_address_parse_v6(row->text, strlen(row->text));

	g_assert_cmpstr(address, ==, row->address);
}

typedef struct {
	const char *name;
	const char *host;
	gboolean is_number;
} NumberCase;

static const NumberCase numbers[] = {
	{"address", "1.2.3.4", TRUE},
	{"final-dot", "foo.1.", TRUE},
	{"hexadecimal", "foo.0x4", TRUE},
	{"bad-octal-is-still-a-number", "foo.09", TRUE},
	{"name", "example.com", FALSE},
	{"digits-first", "1.com", FALSE},
	{"digit-inside", "1.2.3.4a", FALSE},
	{"empty", "", FALSE},
	{"dot", ".", FALSE},
};

static void
test_number(gconstpointer data)
{
	const NumberCase *row = data;

	g_assert_cmpint(wd_address_ends_in_number(row->host), ==, row->is_number);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/address/v4/", v4, test_v4);
	WD_ADD_ROWS("/address/v6/", v6, test_v6);
	WD_ADD_ROWS("/address/number/", numbers, test_number);
	return g_test_run();
}
