/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/wd-policy-schema.h"
#include "engine/wd-policy-value.h"

static void
test_rows_stand_at_their_key(void)
{
	for (guint i = 0; i < WD_N_KEYS; i++) {
		const WdPolicySchemaRow *row = wd_policy_schema_get((WdPolicyKey)i);

		g_assert_cmpuint(row->key, ==, i);
		g_assert_true(wd_policy_schema_find(row->group, row->name) == row);
		g_assert_true(wd_policy_schema_has_group(row->group));
	}
}

/* Lint, template, man page and the settings window have nothing else to say. */
static void
test_rows_are_documented(void)
{
	for (guint i = 0; i < WD_N_KEYS; i++) {
		const WdPolicySchemaRow *row = wd_policy_schema_get((WdPolicyKey)i);

		g_assert_nonnull(row->since);
		g_assert_cmpuint(strlen(row->doc), >, 20);
		g_assert_true(g_str_has_suffix(row->doc, "."));
		g_assert_true((row->type == WD_TYPE_CHOICE) == (row->choices != NULL));
		g_assert_true(row->type == WD_TYPE_LIST || !row->is_union);
	}
}

static void
test_values_of_rows_parse(void)
{
	for (guint i = 0; i < WD_N_KEYS; i++) {
		const WdPolicySchemaRow *row = wd_policy_schema_get((WdPolicyKey)i);
		const char *const texts[] = {
			row->fallback, row->strict, wd_policy_schema_get_floor(row->key)};

		for (guint j = 0; j < G_N_ELEMENTS(texts); j++) {
			g_auto(WdPolicyValue) value = {0};
			g_autoptr(GError) error = NULL;

			g_assert_true(wd_policy_value_parse(row, texts[j], &value, &error));
			g_assert_no_error(error);
		}
	}
}

/* The floor keeps people able to work: it names nobody, and every switch protects. */
static void
test_floor(void)
{
	g_assert_cmpstr(wd_policy_schema_get_floor(WD_KEY_ACCOUNTS_ALLOW_PROTOCOLS), ==, "");
	g_assert_cmpstr(wd_policy_schema_get_floor(WD_KEY_ENCRYPTION_REQUIRE_END_TO_END), ==, "");
	g_assert_cmpstr(wd_policy_schema_get_floor(WD_KEY_ACCOUNTS_REQUIRE_TLS), ==, "true");
	g_assert_cmpstr(wd_policy_schema_get_floor(WD_KEY_CONTACTS_STRANGERS), ==, "hold");
	g_assert_cmpstr(wd_policy_schema_get_floor(WD_KEY_LOGS_REQUIRE_ESCROW), ==, "true");
}

static void
test_names_are_exact(void)
{
	g_assert_null(wd_policy_schema_find("spim", "Enabled"));
	g_assert_null(wd_policy_schema_find("Spim", "enabled"));
	g_assert_null(wd_policy_schema_find("Spim", "Cards"));
	g_assert_true(wd_policy_schema_has_group("Rules"));
	g_assert_false(wd_policy_schema_has_group("rules"));
	g_assert_false(wd_policy_schema_has_group(""));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/policy-schema/rows-stand-at-their-key", test_rows_stand_at_their_key);
	g_test_add_func("/policy-schema/rows-are-documented", test_rows_are_documented);
	g_test_add_func("/policy-schema/values-of-rows-parse", test_values_of_rows_parse);
	g_test_add_func("/policy-schema/floor", test_floor);
	g_test_add_func("/policy-schema/names-are-exact", test_names_are_exact);
	return g_test_run();
}
