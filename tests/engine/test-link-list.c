/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/link/wd-link-list.h"
#include "engine/wd-error.h"
#include "wd-rows.h"

static const WdHashKey key = {1, 2};

static const char lines[] = "# a remark\n"
			    "\n"
			    "bad.example\n"
			    "*.worse.example   # with a remark\n"
			    "0.0.0.0 host.example www.host.example\n"
			    "127.0.0.1 localhost\n"
			    "::1 v6.example\n"
			    "http://mixed.example/evil/\n"
			    "mixed.example/download.exe?id=7\n"
			    "https://front.example/\n"
			    "||blocked.example^\n"
			    "a.b.c.d.e.f.g.h.i.long.example\n"
			    "https://query.example/?id=7/8\n"
			    "||blocked-page.example/x^$all\n"
			    "b\xc3\xbc"
			    "cher.example\n"
			    "192.0.2.7\n";

static GBytes *
compile(const char *text)
{
	WdLinkListBuilder *builder = wd_link_list_builder_new(&key);
	g_auto(GStrv) each = g_strsplit(text, "\n", -1);

	for (guint i = 0; each[i] != NULL; i++) {
		g_autoptr(GError) error = NULL;

		g_assert_true(
			wd_link_list_builder_add_line(builder, each[i], strlen(each[i]), &error));
		g_assert_no_error(error);
	}
	return wd_link_list_builder_end(builder);
}

static WdLinkList *
open_list(const char *text)
{
	g_autoptr(GBytes) bytes = compile(text);
	g_autoptr(GError) error = NULL;
	WdLinkList *list = wd_link_list_new(bytes, &error);

	g_assert_no_error(error);
	return list;
}

typedef struct {
	const char *name;
	const char *url;
	const char *entry; /* NULL: not listed */
} Case;

static const Case cases[] = {
	{"domain", "https://bad.example/", "bad.example"},
	{"below-a-domain", "https://a.b.bad.example/x?y", "bad.example"},
	{"final-dot", "https://bad.example./", "bad.example"},
	{"capitals", "https://BAD.example/", "bad.example"},
	{"longer-label", "https://notbad.example/", NULL},
	{"in-front", "https://bad.example.other.test/", NULL},
	{"star", "https://x.worse.example/", "worse.example"},
	{"star-itself", "https://worse.example/", "worse.example"},
	{"host", "https://host.example/a", "host.example"},
	{"second-host", "https://www.host.example/", "www.host.example"},
	{"below-a-host", "https://mail.host.example/", NULL},
	{"host-behind-v6", "https://v6.example/", "v6.example"},
	{"what-every-hosts-file-has", "http://localhost/", NULL},
	{"prefix", "https://mixed.example/evil/x.html", "mixed.example/evil"},
	{"prefix-itself", "https://mixed.example/evil", "mixed.example/evil"},
	{"prefix-behind-a-backslash", "https://mixed.example\\evil", "mixed.example/evil"},
	{"prefix-by-a-detour", "https://mixed.example/x/../evil/y", "mixed.example/evil"},
	{"prefix-in-place", "https://mixed.example/./evil", "mixed.example/evil"},
	{"prefix-above-the-top", "https://mixed.example/../../evil", "mixed.example/evil"},
	{"prefix-left-again", "https://mixed.example/evil/..", NULL},
	{"prefix-is-whole-parts", "https://mixed.example/evilness", NULL},
	{"beside-a-prefix", "https://mixed.example/", NULL},
	{"query", "https://mixed.example/download.exe?id=7", "mixed.example/download.exe?id=7"},
	{"query-alone", "https://query.example/?id=7/8", "query.example/?id=7/8"},
	{"query-without-a-slash", "https://query.example?id=7/8", "query.example/?id=7/8"},
	{"other-query-alone", "https://query.example/?id=7/9", NULL},
	{"other-query", "https://mixed.example/download.exe?id=8", NULL},
	{"front-page-means-the-host", "https://front.example/any", "front.example"},
	{"blocker", "https://x.blocked.example/", "blocked.example"},
	{"blocker-path", "https://blocked-page.example/x/y", "blocked-page.example/x"},
	{"international", "https://b\u00fccher.example/", "xn--bcher-kva.example"},
	{"address", "http://192.0.2.7/x", "192.0.2.7"},
	{"address-otherwise-written", "http://0xc0000207/", "192.0.2.7"},
	{"another-address", "http://192.0.2.8/", NULL},
	{"many-labels", "https://a.b.c.d.e.f.g.h.i.j.k.l.m.bad.example/", "bad.example"},
	{"listed-with-many-labels",
	 "https://a.b.c.d.e.f.g.h.i.long.example/",
	 "a.b.c.d.e.f.g.h.i.long.example"},
	{"suffix-alone", "https://example/", NULL},
};

static void
test_find(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(WdLinkList) list = open_list(lines);
	g_autoptr(WdUrl) url = wd_url_parse(row->url);
	g_autofree char *entry = NULL;
	gboolean is_found = wd_link_list_find(list, url, NULL, &entry);

	g_assert_cmpint(is_found, ==, row->entry != NULL);
	g_assert_cmpstr(entry, ==, row->entry);
}

typedef struct {
	const char *name;
	const char *line;
	gsize len; /* 0: as a string */
} BrokenCase;

static const BrokenCase broken[] = {
	{"two-words", "bad example", 0},
	{"one-label", "zip", 0},
	{"no-host", "exa^mple.com", 0},
	{"scheme", "javascript://x/", 0},
	{"wildcard-inside", "bad*.example", 0},
	{"blocker-with-options", "||x.example^$third-party", 0},
	{"blocker-with-star", "||x.*^", 0},
	{"name-for-an-address", "host.example other.example", 0},
	{"mistake-in-a-hosts-line", "0.0.0.0 a.example b^.example", 0},
	{"not-utf8", "b\xff.example", 0},
	{"nul", "b\0.example", 10},
};

static void
test_broken(gconstpointer data)
{
	const BrokenCase *row = data;
	g_autoptr(WdLinkListBuilder) builder = wd_link_list_builder_new(&key);
	g_autoptr(GError) error = NULL;

	g_assert_false(wd_link_list_builder_add_line(
		builder, row->line, row->len > 0 ? row->len : strlen(row->line), &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_MALFORMED);
}

static void
test_long_line(void)
{
	g_autoptr(WdLinkListBuilder) builder = wd_link_list_builder_new(&key);
	g_autofree char *line = g_strnfill(70000, 'a');
	g_autoptr(GError) error = NULL;

	g_assert_false(wd_link_list_builder_add_line(builder, line, strlen(line), &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_MALFORMED);
}

static void
test_empty(void)
{
	g_autoptr(WdLinkList) list = open_list("");
	g_autoptr(WdUrl) url = wd_url_parse("https://bad.example/x");

	g_assert_cmpuint(wd_link_list_get_size(list), ==, 0);
	g_assert_false(wd_link_list_find(list, url, NULL, NULL));
}

/* Enough for an index, and the same name twice counts once. */
static void
test_many(void)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(WdLinkList) list = NULL;

	for (guint i = 0; i < 20000; i++)
		g_string_append_printf(text, "name%u.example\n", i / 2);
	list = open_list(text->str);
	g_assert_cmpuint(wd_link_list_get_size(list), ==, 10000);
	for (guint i = 0; i < 12000; i += 7) {
		g_autofree char *name = g_strdup_printf("https://x.name%u.example/", i);
		g_autoptr(WdUrl) url = wd_url_parse(name);

		g_assert_cmpint(wd_link_list_find(list, url, NULL, NULL), ==, i < 10000);
	}
}

/* Every shorter file, and one that is longer. */
static void
test_cut_off(void)
{
	g_autoptr(GBytes) bytes = compile(lines);
	gsize size;
	const guint8 *data = g_bytes_get_data(bytes, &size);
	g_autofree guint8 *longer = g_malloc0(size + 1);

	memcpy(longer, data, size);
	for (gsize n = 0; n <= size + 1; n++) {
		g_autoptr(GBytes) part = g_bytes_new_static(longer, n);
		g_autoptr(GError) error = NULL;
		g_autoptr(WdLinkList) list = wd_link_list_new(part, &error);

		g_assert_cmpint(list != NULL, ==, n == size);
		if (n != size)
			g_assert_error(error, WD_ERROR, WD_ERROR_MALFORMED);
	}
}

/* Any change of the head is noticed; behind it a wrong byte may hide an entry, no more. */
static void
test_damaged(void)
{
	g_autoptr(GBytes) bytes = compile(lines);
	g_autoptr(WdUrl) url = wd_url_parse("https://bad.example/");
	gsize size;
	const guint8 *data = g_bytes_get_data(bytes, &size);

	for (gsize i = 0; i < size; i++) {
		g_autofree guint8 *copy = g_memdup2(data, size);
		g_autoptr(GBytes) damaged = NULL;
		g_autoptr(WdLinkList) list = NULL;

		copy[i] ^= 0xff;
		damaged = g_bytes_new_static(copy, size);
		list = wd_link_list_new(damaged, NULL);
		if (i < 56)
			g_assert_null(list);
		else
			g_assert_nonnull(list);
		if (list != NULL)
			(void)wd_link_list_find(list, url, NULL, NULL); /* reads inside it */
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/link-list/find/", cases, test_find);
	WD_ADD_ROWS("/link-list/broken/", broken, test_broken);
	g_test_add_func("/link-list/long-line", test_long_line);
	g_test_add_func("/link-list/empty", test_empty);
	g_test_add_func("/link-list/many", test_many);
	g_test_add_func("/link-list/cut-off", test_cut_off);
	g_test_add_func("/link-list/damaged", test_damaged);
	return g_test_run();
}
