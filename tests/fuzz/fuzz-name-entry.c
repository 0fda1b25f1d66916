/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/names/wd-name-entry.h"
#include "engine/names/wd-name-keys.h"
#include "engine/names/wd-name-list.h"
#include "wd-fuzz.h"

/* Whoever stands in a list by name is found there by that name. */
static void
check_is_found(const char *line, gsize len, const WdNameEntry *entry)
{
	const WdHashKey key = {1, 2};
	WdNameListBuilder *builder = wd_name_list_builder_new(&key);
	g_autoptr(WdNameList) list = NULL;
	g_autoptr(WdEvent) event =
		wd_event_new(&(WdEvent){.protocol = entry->protocol, .peer = entry->text});

	wd_name_list_builder_begin_file(builder, "l");
	g_assert_true(wd_name_list_builder_add_line(builder, line, len, NULL));
	list = wd_name_list_builder_end(builder);
	if (entry->kind == WD_NAME_ENTRY_KEY && entry->text[0] != '@' && entry->text[0] != '.')
		g_assert_nonnull(wd_name_list_find(list, event, FALSE));
}

/* Laws: a wrong line says why; a key is folded; its keys lie within the name. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *line = size == 0 ? "" : (const char *)data;
	g_auto(WdNameEntry) entry = {0};
	g_autoptr(GError) error = NULL;
	g_autofree char *text = wd_fuzz_text(data, size);
	WdNameKeys keys;

	if (wd_name_entry_parse(line, size, &entry, &error)) {
		g_assert_true((entry.kind == WD_NAME_ENTRY_NONE) == (entry.text == NULL));
		if (entry.text != NULL && strlen(entry.text) < 1000)
			check_is_found(line, size, &entry);
	} else {
		g_assert_nonnull(error);
	}
	wd_name_keys_fill(&keys, text);
	for (guint i = 0; i < keys.n_keys; i++)
		g_assert_cmpuint(keys.keys[i].start + keys.keys[i].len, <=, strlen(keys.text));
	return 0;
}
