/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "inspect/wd-words.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	const char *bytes;
	gsize len; /* 0: the text's own */
	const char *words;
} Case;

static const Case xml[] = {
	{"paragraphs", "<w:p><w:t>one</w:t></w:p><w:p><w:t>two</w:t></w:p>", 0, "one\ntwo\n"},
	{"runs-join", "<w:r><w:t>41</w:t></w:r><w:r><w:t>11</w:t></w:r>", 0, "4111"},
	{"references", "a&amp;b &lt;c&gt; &#8364;&#x20ac;", 0, "a&b <c> \u20ac\u20ac"},
	{"broken-reference", "a&b; &#xzz; &", 0, "a&b; &#xzz; &"},
	{"padded-reference", "&#00000000000000000104;&#x0000000000000069;", 0, "hi"},
	{"reference-beyond", "&#99999999999;&#x110000;&#0;", 0, "\ufffd\ufffd\ufffd"},
	{"utf16-marked", "\xff\xfe<\0a\0>\0x\0", 10, "\ufeffx"},
	{"utf16-bare", "<\0a\0>\0x\0<\0/\0p\0>\0", 16, "x\n"},
	{"utf16-big", "\0<\0a\0>\0x", 8, "x"},
	{"cells", "<c><v>1</v></c><c><v>2</v></c>", 0, "1\n2\n"},
	{"tab", "a<w:tab/>b", 0, "a\nb"},
	{"attributes", "<w:p w:rsidR=\"secret\">x</w:p >", 0, "x\n"},
	{"no-end", "a<unfinished", 0, "a"},
	{"no-tags", "just words", 0, "just words"},
	{"nul", "a\0b", 3, "a b"},
};

static const Case plain[] = {
	{"utf8", "Z\u00fcrich", 0, "Z\u00fcrich"},
	{"utf16-little",
	 "\xff\xfe"
	 "4\0"
	 "1\0"
	 "\xac\x20",
	 8,
	 "41\u20ac"},
	{"utf16-big",
	 "\xfe\xff\0"
	 "4\0"
	 "1",
	 6,
	 "41"},
	{"utf16-pair", "\xff\xfe\x3d\xd8\x00\xde", 6, "\U0001f600"},
	{"utf16-half-pair", "\xff\xfe\x3d\xd8", 4, "\ufffd"},
	{"latin1", "Z\xfcrich is here", 0, "Z\u00fcrich is here"},
	{"cut-letter", "abc\xe2\x82", 0, "abc\xe2\x82"},
};

static void
check(const Case *row, void (*add)(WdWords *, const guint8 *, gsize))
{
	WdWords words;

	wd_words_init(&words, 1000);
	add(&words, (const guint8 *)row->bytes, row->len > 0 ? row->len : strlen(row->bytes));
	g_assert_cmpstr(words.text->str, ==, row->words);
	g_assert_false(words.is_full);
	wd_words_clear(&words);
}

static void
test_xml(gconstpointer data)
{
	check(data, wd_words_add_xml);
}

static void
test_plain(gconstpointer data)
{
	check(data, wd_words_add_plain);
}

static void
test_bound(void)
{
	WdWords words;

	wd_words_init(&words, 4);
	wd_words_add_plain(&words, (const guint8 *)"abcdefgh", 8);
	g_assert_cmpstr(words.text->str, ==, "abcd");
	g_assert_true(words.is_full);
	wd_words_add_xml(&words, (const guint8 *)"<a>more</a>", 11);
	g_assert_cmpuint(words.text->len, ==, 4);
	wd_words_clear(&words);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/words/xml/", xml, test_xml);
	WD_ADD_ROWS("/words/plain/", plain, test_plain);
	g_test_add_func("/words/bound", test_bound);
	return g_test_run();
}
