/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/judge/wd-registry.h"
#include "engine/wd-policy-format.h"
#include "engine/wd-policy-schema.h"
#include "finch/wd-text-ui.h"
#include "pseudo/wd-pseudo.h"
#include "purple/duty-fixture.h"
#include "purple/wd-purple-host.h"
#include "purple/wd-session-review.h"
#include "ui/wd-fact-text.h"
#include "ui/wd-phrases.h"
#include "ui/wd-setting-words.h"

/*
 * A session on the real core with the text UI, which is what Finch shows: all that libpurple is
 * given to show is read.
 */

#define SPIM                                                                                       \
	"CONGRATULATIONS!!! You have WON a $1,000,000 cash prize! Act now, claim your free money " \
	"today: http://claim-prize.example/win?id=7731 or call +1-900-555-0134"
#define CARD      "my card is 4111 1111 1111 1111"
#define UNUSUAL   "https://www.bank.example@files.example.org/a"
#define MARKED    "look: <a href=\"http://192.0.2.77/login\">https://www.example.org/watch</a>"
#define MAX_TURNS 200 /* of 50 ms: until a thread has looked at the disk */

typedef struct {
	Duty *duty;
	WdHost *host;
	WdTextUi *ui;
} Fixture;

static void *(*record_fields)(const char *,
			      const char *,
			      const char *,
			      PurpleRequestFields *,
			      const char *,
			      GCallback,
			      const char *,
			      GCallback,
			      PurpleAccount *,
			      const char *,
			      PurpleConversation *,
			      void *);

static void
expect_field(PurpleRequestField *field)
{
	wd_pseudo_expect("form", purple_request_field_get_label(field));
	if (purple_request_field_get_type(field) != PURPLE_REQUEST_FIELD_LIST)
		return;
	for (GList *l = purple_request_field_list_get_items(field); l != NULL; l = l->next)
		wd_pseudo_expect("form", l->data);
}

static void *
read_fields(const char *title,
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
	for (GList *l = purple_request_fields_get_groups(fields); l != NULL; l = l->next) {
		wd_pseudo_expect("form", purple_request_field_group_get_title(l->data));
		for (GList *m = purple_request_field_group_get_fields(l->data); m != NULL;
		     m = m->next)
			expect_field(m->data);
	}
	return record_fields(title,
			     primary,
			     secondary,
			     fields,
			     ok_text,
			     ok,
			     cancel_text,
			     cancel,
			     account,
			     who,
			     conversation,
			     user_data);
}

static void
set_up(Fixture *fixture, const DutySetting *settings, gsize n_settings)
{
	PurpleRequestUiOps *ops = purple_request_get_ui_ops();

	record_fields = ops->request_fields;
	ops->request_fields = read_fields;
	fixture->duty = duty_begin(settings, n_settings);
	fixture->host = wd_purple_host_new(fixture->duty->session);
	fixture->ui = wd_text_ui_new(fixture->host, wd_session_get_plugin(fixture->duty->session));
	wd_session_set_ui(fixture->duty->session, wd_text_ui_get_ops(), fixture->ui);
}

static void
tear_down(Fixture *fixture)
{
	wd_session_set_ui(fixture->duty->session, NULL, NULL);
	wd_text_ui_free(fixture->ui);
	duty_end(fixture->duty);
	wd_purple_host_free(fixture->host);
	purple_request_get_ui_ops()->request_fields = record_fields;
}

static void
expect_markup(const char *where, const char *html)
{
	g_autofree char *text = purple_markup_strip_html(html);

	wd_pseudo_expect(where, text);
}

static void
expect_request(const WdNullRequest *request)
{
	wd_pseudo_expect("question", request->title);
	wd_pseudo_expect("question", request->primary);
	wd_pseudo_expect("question", request->secondary);
	for (guint i = 0; i < request->labels->len; i++)
		wd_pseudo_expect("button", g_ptr_array_index(request->labels, i));
}

/* Everything that the client was given to show since the last look. */
static void
expect_all(void)
{
	wd_null_purple_turn(0);
	for (guint i = 0; i < wd_null_purple_shown()->len; i++) {
		const char *line = g_ptr_array_index(wd_null_purple_shown(), i);

		expect_markup("conversation", strchr(strchr(line, '|') + 1, '|') + 1);
	}
	for (guint i = 0; i < wd_null_purple_notices()->len; i++) {
		const char *line = g_ptr_array_index(wd_null_purple_notices(), i);

		if (g_str_has_prefix(line, "formatted|"))
			expect_markup("page", line + strlen("formatted"));
		else if (!g_str_has_prefix(line, "uri|"))
			wd_pseudo_expect("notice", line);
	}
	for (guint i = 0; i < wd_null_purple_requests()->len; i++)
		expect_request(g_ptr_array_index(wd_null_purple_requests(), i));
	wd_null_purple_forget();
}

static void
receive(const Fixture *fixture, const char *sender, const char *text)
{
	serv_got_im(duty_connection(fixture->duty), sender, text, PURPLE_MESSAGE_RECV, 1000000000);
}

static PurpleConversation *
talk(const Fixture *fixture, const char *name)
{
	PurpleConversation *conversation = purple_find_conversation_with_account(
		PURPLE_CONV_TYPE_IM, name, fixture->duty->account);

	return conversation != NULL
		       ? conversation
		       : purple_conversation_new(PURPLE_CONV_TYPE_IM, fixture->duty->account, name);
}

static void
command(const Fixture *fixture, const char *line)
{
	char *error = NULL;

	(void)purple_cmd_do_command(
		talk(fixture, "anna"), line, line, &error); /* the words count */
	wd_pseudo_expect(line, error);
	g_free(error);
}

static void
test_phrases(void)
{
	const WdDetector *const *detectors = wd_registry_get_detectors();

	for (guint i = 0; detectors[i] != NULL; i++) {
		for (const char *const *code = detectors[i]->codes; *code != NULL; code++) {
			g_autoptr(WdFinding) finding =
				wd_finding_new(*code, WD_ACTION_WARN, 1, 0, 0, "17");
			g_autofree char *sentence = wd_phrase_for_finding(finding);

			wd_pseudo_expect(*code, sentence);
			wd_pseudo_expect(*code, wd_phrase_short(*code));
		}
	}
	for (guint i = 0; i < WD_EVENT_N_KINDS; i++)
		wd_pseudo_expect("kind", wd_phrase_for_kind(i));
	for (WdFactLevel level = WD_FACT_GOOD; level <= WD_FACT_BAD; level++)
		wd_pseudo_expect("level", wd_fact_text_for_level(level));
}

static void
test_messages(void)
{
	Fixture fixture;

	set_up(&fixture, NULL, 0);
	receive(&fixture, "emil", "17");
	receive(&fixture, "anna", MARKED);
	receive(&fixture, "bot", SPIM);
	expect_all();
	tear_down(&fixture);
}

static void
test_commands(void)
{
	static const char *const lines[] = {"warden",
					    "warden list",
					    "warden status",
					    "warden nonsense",
					    "warden release",
					    "warden delete zzz",
					    "warden spim",
					    "warden notspim",
					    "warden undo",
					    "warden undo",
					    "warden review"};
	Fixture fixture;

	g_autoptr(GPtrArray) rows = NULL;
	g_autofree char *id = NULL;

	set_up(&fixture, NULL, 0);
	receive(&fixture, "bot", SPIM);
	rows = duty_rows(fixture.duty);
	g_assert_cmpuint(rows->len, ==, 1);
	id = g_strndup(((const WdHeld *)g_ptr_array_index(rows, 0))->id, 6); /* as listed */
	wd_pseudo_allow(id);
	for (gsize i = 0; i < G_N_ELEMENTS(lines); i++)
		command(&fixture, lines[i]);
	expect_all();
	tear_down(&fixture);
}

static void
test_stopped_before_it_leaves(void)
{
	static const DutySetting settings[] = {{WD_KEY_LEAKS_ACTION, "block"}};

	for (gsize n_settings = 0; n_settings <= G_N_ELEMENTS(settings); n_settings++) {
		Fixture fixture;

		set_up(&fixture, settings, n_settings);
		purple_conv_im_send(PURPLE_CONV_IM(talk(&fixture, "anna")), CARD);
		wd_null_purple_turn(0);
		expect_all();
		tear_down(&fixture);
	}
}

static void
test_links(void)
{
	Fixture fixture;

	set_up(&fixture, NULL, 0);
	purple_notify_uri(NULL, UNUSUAL);
	purple_notify_uri(NULL, "file:///17");
	expect_all();
	tear_down(&fixture);
}

static void
test_report(void)
{
	static const DutySetting settings[] = {{WD_KEY_CONTACTS_REPORT_TO, "abuse@corp.example"}};
	Fixture fixture;
	g_autoptr(GPtrArray) rows = NULL;
	const WdHeld *held;

	set_up(&fixture, settings, G_N_ELEMENTS(settings));
	receive(&fixture, "bot", SPIM);
	rows = duty_rows(fixture.duty);
	g_assert_cmpuint(rows->len, ==, 1);
	held = g_ptr_array_index(rows, 0);
	g_assert_true(wd_session_decide(fixture.duty->session, held->id, WD_DECISION_REPORT, NULL));
	wd_null_purple_turn(0);
	expect_all();
	tear_down(&fixture);
}

/* The key is made anew in each run. */
static void
allow_public_key(void)
{
	for (guint i = 0; i < wd_null_purple_notices()->len; i++) {
		const char *key = strstr(g_ptr_array_index(wd_null_purple_notices(), i), "age1");
		g_autofree char *word =
			key != NULL ? g_strndup(key,
						strspn(key, "abcdefghijklmnopqrstuvwxyz0123456789"))
				    : NULL;

		if (word != NULL)
			wd_pseudo_allow(word);
	}
}

/* Whatever libpurple of this machine comes with. */
static void
allow_plugins(void)
{
	for (GList *l = purple_plugins_get_all(); l != NULL; l = l->next) {
		const PurplePlugin *plugin = l->data;
		g_autofree char *file =
			plugin->path != NULL ? g_path_get_basename(plugin->path) : NULL;

		if (plugin->info != NULL && plugin->info->id != NULL)
			wd_pseudo_allow(plugin->info->id);
		if (file != NULL && strchr(file, '.') != NULL) {
			*strchr(file, '.') = '\0';
			wd_pseudo_allow(file);
		}
	}
}

/* Settings are written as they stand in a file, in every language. */
static void
allow_settings(const WdPolicy *policy)
{
	for (WdPolicyKey key = 0; key < WD_N_KEYS; key++) {
		const WdPolicySchemaRow *row = wd_policy_schema_get(key);
		g_autofree char *name = g_strdup_printf("%s.%s", row->group, row->name);
		g_autofree char *value = wd_policy_format_value(policy, key);

		wd_pseudo_allow(name);
		if (*value != '\0')
			wd_pseudo_allow(value);
	}
}

/* What each setting is for, and what may be written there. */
static void
test_settings(void)
{
	Fixture fixture;

	set_up(&fixture, NULL, 0);
	for (WdPolicyKey key = 0; key < WD_N_KEYS; key++) {
		const WdPolicySchemaRow *row = wd_policy_schema_get(key);
		g_autofree char *kind = wd_setting_describe_value(row);

		if (row->type == WD_TYPE_CHOICE)
			continue; /* "one of" and then words of the file */
		wd_pseudo_expect(row->name, wd_setting_explain(row));
		wd_pseudo_expect(row->name, kind);
	}
	tear_down(&fixture);
}

static void
test_pages(void)
{
	for (WdPage page = WD_PAGE_REVIEW; page < WD_N_PAGES; page++) {
		Fixture fixture;

		set_up(&fixture, NULL, 0);
		receive(&fixture, "bot", SPIM);
		wd_null_purple_turn(0);
		wd_null_purple_forget();
		wd_pseudo_allow(wd_null_purple_get_user_dir());
		allow_settings(wd_session_get_policy(fixture.duty->session));
		g_assert_true(wd_session_show_page(fixture.duty->session, page, NULL));
		for (guint i = 0; i < MAX_TURNS && wd_null_purple_notices()->len == 0 &&
				  wd_null_purple_requests()->len == 0;
		     i++)
			wd_null_purple_turn(50);
		allow_public_key();
		allow_plugins();
		expect_all();
		tear_down(&fixture);
	}
}

static const char *const data_of_tests[] = {
	SPIM,
	"CONGRATULATIONS!!! You have WON a $1,000,000 cash prize! Act", /* lines of lists */
	"CONGRATULATIONS!!! You h",
	CARD,
	MARKED,
	UNUSUAL,
	"look: https://www.example.org/watch",
	"http://192.0.2.77/login",
	"abuse@corp.example",
	"files.example.org",
	"example.org",
	/* made so that nothing can be clicked on */
	"look: https:\u2060//w\u2060ww.example.org/watch",
	"http:\u2060//192.0.2.77/login",
	"Purple Warden",
	"anna",
	"emil",
	"bot",
	"prpl-fake",
	"file:",
	"/warden/audit",
};

static const struct {
	const char *name;
	void (*test)(void);
} tests[] = {
	{"phrases", test_phrases},
	{"messages", test_messages},
	{"commands", test_commands},
	{"stopped-before-it-leaves", test_stopped_before_it_leaves},
	{"links", test_links},
	{"report", test_report},
	{"settings", test_settings},
	{"pages", test_pages},
};

static void
run(gconstpointer data)
{
	tests[GPOINTER_TO_UINT(data)].test();
	wd_pseudo_report();
}

static void
add_tests(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(tests); i++) {
		g_autofree char *path = g_strconcat("/pseudo/core/", tests[i].name, NULL);

		g_test_add_data_func(path, GUINT_TO_POINTER(i), run);
	}
}

int
main(int argc, char **argv)
{
	wd_pseudo_begin();
	for (gsize i = 0; i < G_N_ELEMENTS(data_of_tests); i++)
		wd_pseudo_allow(data_of_tests[i]);
	return duty_run(&argc, &argv, add_tests);
}
