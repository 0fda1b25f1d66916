/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE /* memmem() */
#include "config.h"

#include <string.h>

#include "engine/leak/wd-document-index.h"
#include "engine/wd-error.h"
#include "wd-rows.h"

static const WdHashKey key = {0x0123456789abcdef, 0xfedcba9876543210};

/* Words that are the same for the same number, and rarely for another one. */
static char *
make_text(guint seed, guint n_words)
{
	GString *text = g_string_new(NULL);
	guint32 state = seed * 2654435761u + 1;

	for (guint i = 0; i < n_words; i++) {
		state = state * 1664525u + 1013904223u;
		g_string_append_printf(text, "%sw%u", i > 0 ? " " : "", state >> 12);
	}
	return g_string_free(text, FALSE);
}

/* The bytes of an index of documents 0 to @n - 1, each of @n_words words. */
static GByteArray *
make_index(guint n, guint n_words)
{
	g_autoptr(WdDocumentBuilder) builder =
		wd_document_builder_new(&key, WD_DOCUMENT_INDEX_BYTES);

	for (guint i = 0; i < n; i++) {
		g_autofree char *text = make_text(i, n_words);

		g_assert_cmpuint(wd_document_builder_add(builder, text), >, 0);
	}
	return wd_document_builder_end(builder);
}

static void
note(guint document, gsize start, gsize end, gpointer data)
{
	GArray *found = data;

	g_assert_cmpuint(start, <, end);
	g_array_append_val(found, document);
}

static GArray *
find(const GByteArray *bytes, const char *text)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(WdDocumentIndex) index = wd_document_index_parse(bytes->data, bytes->len, &error);
	g_auto(WdLeakWords) words = {0};
	GArray *found = g_array_new(FALSE, FALSE, sizeof(guint));

	g_assert_no_error(error);
	wd_leak_words_init(&words, text);
	wd_document_index_find(index, &words, note, found);
	return found;
}

/* Words @first to @first + @n - 1 of a text, in capitals and with other signs between. */
static char *
cut(const char *text, guint first, guint n)
{
	g_auto(GStrv) words = g_strsplit(text, " ", -1);
	g_autoptr(GString) out = g_string_new(NULL);

	for (guint i = first; i < first + n; i++)
		g_string_append_printf(out, "%s,\n", words[i]);
	return g_ascii_strup(out->str, -1);
}

typedef struct {
	const char *name;
	guint n_words; /* of the passage */
	gboolean is_sure;
} PassageCase;

static const PassageCase passages[] = {
	{"sure", WD_PASSAGE_SURE, TRUE},
	{"long", 200, TRUE},
	{"too-short", WD_PASSAGE_WORDS - 1, FALSE},
};

/* Whatever passage of that length somebody copies, from wherever. */
static void
test_passage(gconstpointer data)
{
	const PassageCase *row = data;
	g_autoptr(GByteArray) bytes = make_index(20, 400);

	for (guint first = 0; first + row->n_words <= 400; first += 7) {
		g_autofree char *text = make_text(11, 400);
		g_autofree char *passage = cut(text, first, row->n_words);
		g_autoptr(GArray) found = find(bytes, passage);

		g_assert_cmpint(found->len > 0, ==, row->is_sure);
		for (guint i = 0; i < found->len; i++)
			g_assert_cmpuint(g_array_index(found, guint, i), ==, 11);
	}
}

static void
test_others_are_silent(void)
{
	g_autoptr(GByteArray) bytes = make_index(50, 300);

	for (guint seed = 1000; seed < 1050; seed++) {
		g_autofree char *text = make_text(seed, 300);
		g_autoptr(GArray) found = find(bytes, text);

		g_assert_cmpuint(found->len, ==, 0);
	}
}

/* A form that many documents share is nobody's secret. */
static void
test_common_passages(void)
{
	g_autoptr(WdDocumentBuilder) builder =
		wd_document_builder_new(&key, WD_DOCUMENT_INDEX_BYTES);
	g_autofree char *form = make_text(7777, 60);
	g_autoptr(GByteArray) bytes = NULL;
	g_autoptr(GArray) found = NULL;
	g_autoptr(GArray) own = NULL;
	g_autofree char *own_text = make_text(3, 60);

	for (guint i = 0; i < 10; i++) {
		g_autofree char *text = make_text(i, 60);
		g_autofree char *whole = g_strjoin(" ", form, text, NULL);

		(void)wd_document_builder_add(builder, whole);
	}
	bytes = wd_document_builder_end(builder);
	found = find(bytes, form);
	own = find(bytes, own_text);
	g_assert_cmpuint(found->len, ==, 0);
	g_assert_cmpuint(own->len, >, 0);
}

static void
test_short_documents(void)
{
	g_autoptr(WdDocumentBuilder) builder =
		wd_document_builder_new(&key, WD_DOCUMENT_INDEX_BYTES);
	g_autoptr(GByteArray) bytes = NULL;
	g_autoptr(GArray) found = NULL;

	g_assert_cmpuint(wd_document_builder_add(builder, "too short"), ==, 0);
	g_assert_cmpuint(wd_document_builder_add(builder, ""), ==, 0);
	g_assert_cmpuint(
		wd_document_builder_add(builder, "one two three four five six seven eight"), ==, 1);
	bytes = wd_document_builder_end(builder);
	found = find(bytes, "he said: one two three four five six seven eight, and left");
	g_assert_cmpuint(found->len, ==, 1);
	g_assert_cmpuint(g_array_index(found, guint, 0), ==, 2);
}

/* Scripts without gaps. */
static void
test_chinese(void)
{
	g_autoptr(WdDocumentBuilder) builder =
		wd_document_builder_new(&key, WD_DOCUMENT_INDEX_BYTES);
	g_autoptr(GByteArray) bytes = NULL;
	g_autoptr(GArray) found = NULL;

	(void)wd_document_builder_add(builder,
				      "本合同由甲乙双方于二零二六年签订未经许可不得向第三方披露任何"
				      "内容");
	bytes = wd_document_builder_end(builder);
	found = find(bytes,
		     "他说本合同由甲乙双方于二零二六年签订未经许可不得向第三方披露任何内容对吗");
	g_assert_cmpuint(found->len, >, 0);
}

static void
test_bound(void)
{
	g_autoptr(WdDocumentBuilder) builder = wd_document_builder_new(&key, 400 * 1024);
	g_autoptr(GByteArray) bytes = NULL;
	g_autofree char *text = make_text(5, 4000);
	g_autoptr(GArray) found = NULL;

	for (guint i = 0; i < 60; i++) {
		g_autofree char *document = make_text(i, 4000);

		(void)wd_document_builder_add(builder, document);
	}
	bytes = wd_document_builder_end(builder);
	g_assert_cmpuint(bytes->len, <=, 400 * 1024);
	found = find(bytes, text);
	g_assert_cmpuint(found->len, >, 0);
}

static void
set_32(GByteArray *bytes, gsize at, guint32 number)
{
	for (guint i = 0; i < 4; i++)
		bytes->data[at + i] = (guint8)(number >> (8 * i));
}

typedef struct {
	const char *name;
	gsize at;
	guint32 number;
	gssize longer; /* bytes more or less */
	WdError code;
} BadCase;

static const BadCase bad_cases[] = {
	{"magic", 0, 0x41414141, 0, WD_ERROR_MALFORMED},
	{"version", 8, 2, 0, WD_ERROR_UNSUPPORTED},
	{"other-words", 12, 5, 0, WD_ERROR_UNSUPPORTED},
	{"other-window", 16, 4, 0, WD_ERROR_UNSUPPORTED},
	{"too-many-documents", 20, 0xffffffff, 0, WD_ERROR_DAMAGED},
	{"too-many-entries", 24, 0xffffffff, 0, WD_ERROR_DAMAGED},
	{"cut", 8, 1, -8, WD_ERROR_DAMAGED},
	{"cut-in-the-header", 8, 1, -1000000, WD_ERROR_MALFORMED},
	{"longer", 8, 1, 8, WD_ERROR_DAMAGED},
	{"directory-backwards", 56 + 4 * 100, 0xffff, 0, WD_ERROR_DAMAGED},
	{"directory-short", 56 + 4 * 65536, 0, 0, WD_ERROR_DAMAGED},
};

static void
test_bad(gconstpointer data)
{
	const BadCase *row = data;
	g_autoptr(GByteArray) bytes = make_index(3, 100);
	g_autoptr(GError) error = NULL;
	gssize len = MAX((gssize)bytes->len + row->longer, 10);

	set_32(bytes, row->at, row->number);
	g_byte_array_set_size(bytes, (guint)len);
	g_assert_null(wd_document_index_parse(bytes->data, bytes->len, &error));
	g_assert_error(error, WD_ERROR, (gint)row->code);
}

static void
test_no_text_inside(void)
{
	g_autoptr(GByteArray) bytes = make_index(3, 100);
	g_autofree char *text = make_text(1, 100);
	g_auto(GStrv) words = g_strsplit(text, " ", -1);

	for (guint i = 0; words[i] != NULL; i++)
		g_assert_null(memmem(bytes->data, bytes->len, words[i], strlen(words[i])));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/document-index/passage/", passages, test_passage);
	g_test_add_func("/document-index/others-are-silent", test_others_are_silent);
	g_test_add_func("/document-index/common-passages", test_common_passages);
	g_test_add_func("/document-index/short-documents", test_short_documents);
	g_test_add_func("/document-index/chinese", test_chinese);
	g_test_add_func("/document-index/bound", test_bound);
	WD_ADD_ROWS("/document-index/bad/", bad_cases, test_bad);
	g_test_add_func("/document-index/no-text-inside", test_no_text_inside);
	return g_test_run();
}
