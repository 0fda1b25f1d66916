/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/wd-error.h"
#include "engine/wd-policy-schema.h"
#include "fakes/wd-null-purple.h"
#include "finch/wd-text-settings.h"
#include "ui/wd-setting-words.h"

enum { PART_PEOPLE, PART_FILES, PART_MINE, N_PARTS };

/* A session that writes down what is set. */
static struct {
	WdPolicy *policy;
	GString *set;
	gboolean refuses;
} session;

static const WdPolicy *
get_policy(gpointer pointer)
{
	return session.policy;
}

static gboolean
set_policy(gpointer pointer, WdPolicyKey key, const char *value, GError **error)
{
	g_string_append_printf(session.set, "%s=%s;", wd_policy_schema_get(key)->name, value);
	if (session.refuses)
		g_set_error(error, WD_ERROR, WD_ERROR_REFUSED, "the disk is full");
	return !session.refuses;
}

static const WdHost host = {.abi = WD_HOST_ABI, .get_policy = get_policy, .set_policy = set_policy};

/* The form that is open, as a client would have it. */
static struct {
	PurpleRequestFields *fields;
	PurpleRequestFieldsCb ok;
	PurpleRequestFieldsCb cancel;
	gpointer data;
} form;

static void *
keep_form(const char *title,
	  const char *primary,
	  const char *secondary,
	  PurpleRequestFields *fields,
	  const char *ok_text,
	  GCallback ok,
	  const char *cancel_text,
	  GCallback cancel,
	  PurpleAccount *account,
	  const char *who,
	  PurpleConversation *conversation,
	  void *user_data)
{
	form.fields = fields;
	form.ok = (PurpleRequestFieldsCb)ok;
	form.cancel = (PurpleRequestFieldsCb)cancel;
	form.data = user_data;
	return &form;
}

static void
close_request(PurpleRequestType type, void *handle)
{
	g_clear_pointer(&form.fields, purple_request_fields_destroy);
}

static void
begin(guint part)
{
	wd_null_purple_forget();
	session.set = g_string_new(NULL);
	session.policy = wd_policy_new_default();
	wd_text_settings_show(&host, &session, part);
	g_assert_nonnull(form.fields);
}

static void
end(const char *set)
{
	g_assert_cmpstr(session.set->str, ==, set);
	g_string_free(session.set, TRUE);
	session.refuses = FALSE;
	g_clear_pointer(&session.policy, wd_policy_unref);
	purple_request_close_with_handle(&session);
}

static PurpleRequestField *
find(const char *kind, WdPolicyKey key)
{
	g_autofree char *id = g_strdup_printf("%s-%u", kind, (guint)key);

	return purple_request_fields_exists(form.fields, id)
		       ? purple_request_fields_get_field(form.fields, id)
		       : NULL;
}

static void
choose(WdPolicyKey key, const char *word)
{
	PurpleRequestField *field = find("choice", key);
	GList *chosen = g_list_append(NULL, (gpointer)wd_setting_label_for_word(word));

	purple_request_field_list_set_selected(field, chosen);
	g_list_free(chosen);
}

/* Each of the few stands in one of the parts, with the value that is in force. */
static void
test_every_switch(void)
{
	gsize n_rows;
	const WdSettingRow *rows = wd_setting_rows(&n_rows);
	guint n_found = 0;

	for (guint part = 0; part < N_PARTS; part++) {
		begin(part);
		for (gsize i = 0; i < n_rows; i++) {
			const WdPolicySchemaRow *row = wd_policy_schema_get(rows[i].key);
			PurpleRequestField *choice = find("choice", rows[i].key);
			GList *chosen = choice != NULL
						? purple_request_field_list_get_selected(choice)
						: NULL;

			n_found += choice != NULL || find("switch", rows[i].key) != NULL;
			if (choice == NULL)
				continue;
			g_assert_cmpuint(g_list_length(chosen), ==, 1);
			g_assert_cmpstr(
				purple_request_field_list_get_data(choice, chosen->data),
				==,
				row->choices[wd_policy_get_choice(session.policy, row->key)]);
		}
		form.ok(form.data, form.fields); /* nothing was touched */
		end("");
	}
	g_assert_cmpuint(n_found, ==, n_rows);
}

static void
test_sets_what_was_changed(void)
{
	begin(PART_PEOPLE);
	choose(WD_KEY_CONTACTS_STRANGERS, "hold");
	purple_request_field_bool_set_value(find("switch", WD_KEY_SPIM_ENABLED), FALSE);
	form.ok(form.data, form.fields);
	end("Strangers=hold;Enabled=false;");
}

static void
test_cancel(void)
{
	begin(PART_PEOPLE);
	choose(WD_KEY_CONTACTS_STRANGERS, "hold");
	form.cancel(form.data, form.fields);
	end("");
}

/* A client may give back nothing, or what was never offered. */
static void
test_odd_answers(void)
{
	begin(PART_PEOPLE);
	purple_request_field_list_clear_selected(find("choice", WD_KEY_CONTACTS_STRANGERS));
	choose(WD_KEY_CONTACTS_REQUESTS, "no such word");
	form.ok(form.data, form.fields);
	end("");
}

static void
test_refused(void)
{
	begin(PART_FILES);
	session.refuses = TRUE;
	choose(WD_KEY_LINKS_ACTION, "block");
	form.ok(form.data, form.fields);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_notices(), "the disk is full"), ==, 1);
	end("Action=block;");
}

/* Their menus are as they were. */
static void
test_other_clients(void)
{
	g_assert_null(wd_text_settings_list_actions(NULL, NULL));
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *path;
		void (*run)(void);
	} tests[] = {
		{"/text-settings/every-switch", test_every_switch},
		{"/text-settings/sets-what-was-changed", test_sets_what_was_changed},
		{"/text-settings/cancel", test_cancel},
		{"/text-settings/odd-answers", test_odd_answers},
		{"/text-settings/refused", test_refused},
		{"/text-settings/other-clients", test_other_clients},
	};
	int status;

	g_test_init(&argc, &argv, NULL);
	wd_null_purple_start();
	purple_request_get_ui_ops()->request_fields = keep_form;
	purple_request_get_ui_ops()->close_request = close_request;
	for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add_func(tests[i].path, tests[i].run);
	status = g_test_run();
	wd_null_purple_stop();
	return status;
}
