/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/wd-error.h"
#include "engine/wd-policy-value.h"

#define RECIPIENT "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"

/* canonical NULL: refused, and expected stands in the message */
typedef struct {
	const char *name;
	WdPolicyKey key;
	const char *text;
	const char *canonical;
	const char *expected;
} ValueCase;

static const ValueCase values[] = {
	{"boolean-true", WD_KEY_SPIM_ENABLED, "true", "true", NULL},
	{"boolean-false", WD_KEY_SPIM_ENABLED, "false", "false", NULL},
	{"boolean-1", WD_KEY_SPIM_ENABLED, "1", "true", NULL},
	{"boolean-0", WD_KEY_SPIM_ENABLED, "0", "false", NULL},
	{"boolean-yes", WD_KEY_SPIM_ENABLED, "yes", NULL, "write true"},
	{"boolean-off", WD_KEY_SPIM_ENABLED, "off", NULL, "write false"},
	{"boolean-capital", WD_KEY_SPIM_ENABLED, "True", NULL, "write true"},
	{"boolean-remark", WD_KEY_SPIM_ENABLED, "true # locked", NULL, "line of its own"},
	{"boolean-empty", WD_KEY_SPIM_ENABLED, "", NULL, "true or false"},
	{"boolean-other", WD_KEY_SPIM_ENABLED, "2", NULL, "true or false"},
	{"integer", WD_KEY_WORMS_RECIPIENTS, "12", "12", NULL},
	{"integer-low", WD_KEY_WORMS_RECIPIENTS, "1", NULL, "from 2 to 1000"},
	{"integer-high", WD_KEY_WORMS_RECIPIENTS, "1001", NULL, "from 2 to 1000"},
	{"integer-fraction", WD_KEY_WORMS_RECIPIENTS, "3.5", NULL, "whole number"},
	{"integer-words", WD_KEY_WORMS_RECIPIENTS, "three", NULL, "whole number"},
	{"integer-overflow", WD_KEY_META_REVISION, "99999999999999999999", NULL, "whole number"},
	{"number", WD_KEY_SPIM_THRESHOLD, "0.75", "0.75", NULL},
	{"number-high", WD_KEY_SPIM_THRESHOLD, "90", NULL, "from 0 to 1"},
	{"number-percent", WD_KEY_SPIM_THRESHOLD, "90%", NULL, "number such as 0.9"},
	{"number-comma", WD_KEY_SPIM_THRESHOLD, "0,9", NULL, "number such as 0.9"},
	{"number-nan", WD_KEY_SPIM_THRESHOLD, "nan", NULL, "number such as 0.9"},
	{"number-hex", WD_KEY_SPIM_THRESHOLD, "0x1", NULL, "number such as 0.9"},
	{"number-two-points", WD_KEY_SPIM_THRESHOLD, "0.9.1", NULL, "number such as 0.9"},
	{"choice", WD_KEY_LINKS_ACTION, "plain", "plain", NULL},
	{"choice-case", WD_KEY_LINKS_ACTION, "Plain", NULL, "one of warn, plain, hold, block"},
	{"choice-other", WD_KEY_LINKS_ACTION, "redact", NULL, "one of warn, plain, hold, block"},
	{"string", WD_KEY_META_CONTACT, "help@corp.example", "help@corp.example", NULL},
	{"string-escapes", WD_KEY_META_CONTACT, "a\\nb\\\\c\\s", "a\\nb\\\\c\\s", NULL},
	{"string-bad-escape", WD_KEY_META_CONTACT, "C:\\dir", NULL, "after a backslash"},
	{"string-lone-backslash", WD_KEY_META_CONTACT, "end\\", NULL, "after a backslash"},
	{"list-empty", WD_KEY_LINKS_ALLOW, "", "", NULL},
	{"list", WD_KEY_LINKS_ALLOW, "a.example; b.example;", "a.example;b.example", NULL},
	{"list-gaps", WD_KEY_LINKS_ALLOW, ";;a.example;;", "a.example", NULL},
	{"list-wildcard", WD_KEY_LINKS_ALLOW, "*.a.example", "*.a.example", NULL},
	{"list-inner-star", WD_KEY_LINKS_ALLOW, "a.*.example", NULL, "host name"},
	{"list-url", WD_KEY_LINKS_ALLOW, "https://a.example/", NULL, "host name"},
	{"list-two-dots", WD_KEY_LINKS_ALLOW, "a..example", NULL, "host name"},
	{"list-commas", WD_KEY_FILES_EXTRA_EXTENSIONS, "exe,com", NULL, "without the dot"},
	{"list-dot", WD_KEY_FILES_EXTRA_EXTENSIONS, ".exe", NULL, "without the dot"},
	{"list-peers", WD_KEY_CONTACTS_DENY, "*@bad.example;a\\;b", "*@bad.example;a\\;b", NULL},
	{"list-control", WD_KEY_CONTACTS_DENY, "a\\nb", NULL, "a name"},
	{"list-protocol", WD_KEY_ACCOUNTS_ALLOW_PROTOCOLS, "prpl-irc", "prpl-irc", NULL},
	{"list-protocol-none", WD_KEY_ACCOUNTS_ALLOW_PROTOCOLS, "none", "none", NULL},
	{"list-protocol-case", WD_KEY_ACCOUNTS_ALLOW_PROTOCOLS, "XMPP", NULL, "prpl-jabber"},
	{"list-recipient", WD_KEY_LOGS_ESCROW_RECIPIENTS, RECIPIENT, RECIPIENT, NULL},
	{"list-short-recipient", WD_KEY_LOGS_ESCROW_RECIPIENTS, "age1abc", NULL, "62 characters"},
	{"duration", WD_KEY_WORMS_WINDOW, "PT30M", "PT1800S", NULL},
	{"duration-mixed", WD_KEY_LOGS_RETENTION, "P1Y2M3W4DT5H6M7S", "P450DT18367S", NULL},
	{"duration-none", WD_KEY_LOGS_RETENTION, "P0D", "P0D", NULL},
	{"duration-bare", WD_KEY_LOGS_RETENTION, "P", NULL, "a duration such as"},
	{"duration-no-unit", WD_KEY_LOGS_RETENTION, "P3", NULL, "a duration such as"},
	{"duration-words", WD_KEY_LOGS_RETENTION, "3 years", NULL, "a duration such as"},
	{"duration-lone-t", WD_KEY_LOGS_RETENTION, "P1DT", NULL, "a duration such as"},
	{"duration-overflow", WD_KEY_LOGS_RETENTION, "P9999999999999Y", NULL, "a duration such"},
	{"duration-short", WD_KEY_WORMS_WINDOW, "PT0S", NULL, "from 1 to 86400 seconds"},
};

static void
test_value(gconstpointer data)
{
	const ValueCase *row = data;
	const WdPolicySchemaRow *schema = wd_policy_schema_get(row->key);
	g_auto(WdPolicyValue) value = {0};
	g_auto(WdPolicyValue) again = {0};
	g_autofree char *canonical = NULL;
	g_autofree char *twice = NULL;
	g_autoptr(GError) error = NULL;

	if (row->canonical == NULL) {
		g_assert_false(wd_policy_value_parse(schema, row->text, &value, &error));
		g_assert_error(error, WD_ERROR, WD_ERROR_MALFORMED);
		g_assert_nonnull(strstr(error->message, row->expected));
		return;
	}
	g_assert_true(wd_policy_value_parse(schema, row->text, &value, &error));
	g_assert_no_error(error);
	canonical = wd_policy_value_format(schema, &value);
	g_assert_cmpstr(canonical, ==, row->canonical);
	g_assert_true(wd_policy_value_parse(schema, canonical, &again, &error));
	twice = wd_policy_value_format(schema, &again);
	g_assert_cmpstr(twice, ==, canonical);
}

static void
test_leaves_value_alone_on_failure(void)
{
	WdPolicyValue value = {.integer = 7};

	g_assert_false(wd_policy_value_parse(
		wd_policy_schema_get(WD_KEY_SPIM_ENABLED), "maybe", &value, NULL));
	g_assert_cmpint(value.integer, ==, 7);
}

static void
test_shortens_what_it_shows(void)
{
	g_autofree char *text = g_strnfill(100000, 'x');
	g_autoptr(GError) error = NULL;
	g_auto(WdPolicyValue) value = {0};

	g_assert_false(wd_policy_value_parse(
		wd_policy_schema_get(WD_KEY_SPIM_ENABLED), text, &value, &error));
	g_assert_cmpuint(strlen(error->message), <, 200);
}

static void
test_split_keeps_what_join_wrote(void)
{
	const char *const items[] = {" edge ", "a;b", "back\\slash", "in ner", "\t", NULL};
	g_autofree char *text = wd_policy_value_join(items);
	g_auto(GStrv) split = wd_policy_value_split(text);

	g_assert_cmpuint(g_strv_length(split), ==, 5);
	for (guint i = 0; items[i] != NULL; i++)
		g_assert_cmpstr(split[i], ==, items[i]);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(values); i++) {
		g_autofree char *path = g_strconcat("/policy-value/", values[i].name, NULL);

		g_test_add_data_func(path, &values[i], test_value);
	}
	g_test_add_func("/policy-value/failure-changes-nothing",
			test_leaves_value_alone_on_failure);
	g_test_add_func("/policy-value/shortens-what-it-shows", test_shortens_what_it_shows);
	g_test_add_func("/policy-value/split-keeps-what-join-wrote",
			test_split_keeps_what_join_wrote);
	return g_test_run();
}
