/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/leak/wd-document-index.h"
#include "wd-fuzz.h"

static void
note(guint document, gsize start, gsize end, gpointer data)
{
	const WdLeakWords *words = data;

	g_assert_cmpuint(start, <, end);
	g_assert_cmpuint(end, <=, words->len);
}

/* Laws: whatever the bytes say, a search stays inside them, and finds passages inside the text; and
 * a text that was compiled is found in its own index. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const WdHashKey key = {1, 2};
	g_autofree char *text = wd_fuzz_text(data, size);
	g_autoptr(WdDocumentIndex) index = wd_document_index_parse(data, size, NULL);
	g_autoptr(WdDocumentBuilder) builder =
		wd_document_builder_new(&key, WD_DOCUMENT_INDEX_BYTES);
	g_auto(WdLeakWords) words = {0};
	g_autoptr(GArray) passages = NULL;
	guint n_all;

	wd_leak_words_init(&words, text);
	if (index != NULL)
		wd_document_index_find(index, &words, note, &words);
	passages = wd_passages_hash(&key, &words);
	n_all = passages->len;
	wd_passages_winnow(passages);
	g_assert_cmpint(passages->len > 0, ==, n_all > 0);
	g_assert_cmpuint(passages->len, <=, n_all);
	for (guint i = 1; i < passages->len; i++)
		g_assert_cmpuint(g_array_index(passages, WdPassage, i).start,
				 >,
				 g_array_index(passages, WdPassage, i - 1).start);
	(void)wd_document_builder_add(builder, text);
	return 0;
}
