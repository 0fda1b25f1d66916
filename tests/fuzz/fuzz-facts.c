/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "fuzz-target.h"
#include "inspect/wd-facts-codec.h"

/* Laws: what is believed of an answer is valid and bounded, can be said again, and is then
 * understood the same. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(WdFileFacts) once = wd_facts_parse((const char *)data, size, "a", NULL);
	g_autoptr(WdFileFacts) twice = NULL;
	g_autoptr(GString) raw = g_string_new(NULL);

	if (once == NULL)
		return 0;
	for (guint i = 0; i < once->n_members; i++)
		g_assert_true(g_utf8_validate(once->members[i].name, -1, NULL));
	wd_facts_format(raw, once);
	g_assert_cmpuint(raw->len, <=, WD_FACTS_MAX_BYTES);
	twice = wd_facts_parse(raw->str, raw->len, "a", NULL);
	g_assert_nonnull(twice);
	g_assert_cmphex(twice->flags, ==, once->flags);
	g_assert_cmpstr(twice->type, ==, once->type);
	g_assert_cmpstr(twice->text, ==, once->text);
	g_assert_cmpint(twice->inspection, ==, once->inspection);
	g_assert_cmpuint(twice->n_members, ==, once->n_members);
	for (guint i = 0; i < once->n_members; i++)
		g_assert_cmpstr(twice->members[i].name, ==, once->members[i].name);
	return 0;
}
