/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>
#include <sys/stat.h>

#include "engine/wd-fact.h"
#include "store/wd-checkup.h"

/*
 * What the client itself leaves on the disk in the clear. Its files are XML that the person, or a
 * program of theirs, may have written: they are read by GLib's parser, bounded, and no value of
 * theirs is repeated.
 */

#define MAX_XML_BYTES (4 * 1024 * 1024)
#define MAX_FILES     100000 /* of plain logs; more are not counted */
#define MAX_DEPTH     6      /* PROTOCOL/ACCOUNT/PEER/FILE, and some to spare */

/* Modules that answer, send or keep before Warden has looked, by the name of their file. */
static const struct {
	const char *file;
	const char *code;
} interfering[] = {
	{"autoaccept", "module.accepts-files"},
	{"slashexec", "module.runs-programs"},
	{"pidgin-slashexec", "module.runs-programs"},
	{"gevolution", "module.copies-contacts"},
	{"log_reader", "module.reads-logs"},
	{"bot-sentry", "module.filters"},
	{"pidgin-privacy-please", "module.filters"},
	{"privacy-please", "module.filters"},
	{"lurch", "module.encrypts-below"},
	{"autoreply", "module.answers"},
	{"offlinemsg", "module.keeps-messages"},
	{"remote", "module.remote-control"},
	{"dbus-example", "module.remote-control"},
};

/* What loads them is there in every client; who has none of them has nothing to look at. */
static const char *const script_suffixes[] = {".pl", ".tcl"};

/**
 * wd_checkup_plugin:
 * @file_name: of a module that is loaded, with or without its folder
 * @facts: (element-type WdFact): added to
 *
 * Names it when it is known to come between Warden and what it watches.
 */
void
wd_checkup_plugin(const char *file_name, GPtrArray *facts)
{
	g_autofree char *name = g_path_get_basename(file_name);

	for (guint i = 0; i < G_N_ELEMENTS(script_suffixes); i++) {
		if (g_str_has_suffix(name, script_suffixes[i]))
			wd_facts_add(facts, "module.is-script", WD_FACT_WARNING, name);
	}
	if (g_str_has_suffix(name, ".so"))
		name[strlen(name) - 3] = '\0';
	for (guint i = 0; i < G_N_ELEMENTS(interfering); i++) {
		if (g_str_equal(name, interfering[i].file))
			wd_facts_add(facts, interfering[i].code, WD_FACT_WARNING, name);
	}
}

/* NULL: it is not there, or no client wrote it. */
static char *
load_xml(const char *folder, const char *name, gsize *len)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);
	struct stat status;
	char *text = NULL;

	if (stat(path, &status) != 0 || !S_ISREG(status.st_mode) ||
	    status.st_size > MAX_XML_BYTES || !g_file_get_contents(path, &text, len, NULL))
		return NULL;
	return text;
}

typedef struct {
	guint n_passwords;
	gboolean is_in_password;
	gboolean has_text;
} Accounts;

static void
start_account(GMarkupParseContext *context,
	      const char *element,
	      const char **names,
	      const char **values,
	      gpointer data,
	      GError **error)
{
	Accounts *accounts = data;

	accounts->is_in_password = g_str_equal(element, "password");
	accounts->has_text = FALSE;
}

static void
end_account(GMarkupParseContext *context, const char *element, gpointer data, GError **error)
{
	Accounts *accounts = data;

	if (accounts->is_in_password && accounts->has_text && g_str_equal(element, "password"))
		accounts->n_passwords++;
	accounts->is_in_password = FALSE;
}

static void
text_of_account(
	GMarkupParseContext *context, const char *text, gsize len, gpointer data, GError **error)
{
	Accounts *accounts = data;

	accounts->has_text = accounts->has_text || len > 0;
}

static void
look_at_accounts(const char *user_folder, GPtrArray *facts)
{
	static const GMarkupParser parser = {.start_element = start_account,
					     .end_element = end_account,
					     .text = text_of_account};
	Accounts accounts = {0};
	g_autoptr(GMarkupParseContext) context =
		g_markup_parse_context_new(&parser, 0, &accounts, NULL);
	gsize len;
	g_autofree char *text = load_xml(user_folder, "accounts.xml", &len);

	if (text == NULL)
		return;
	if (!g_markup_parse_context_parse(context, text, (gssize)len, NULL))
		wd_facts_add(facts, "plain.accounts-unreadable", WD_FACT_NOTE, user_folder);
	memset(text, 0, len); /* passwords are in it */
	if (accounts.n_passwords > 0)
		wd_facts_add_count(facts,
				   "plain.passwords",
				   WD_FACT_WARNING,
				   user_folder,
				   accounts.n_passwords);
	else
		wd_facts_add(facts, "plain.no-passwords", WD_FACT_GOOD, NULL);
}

/* Counts what a plain logger wrote. Links are not followed. */
static guint64
count_logs(const char *folder, guint depth, guint64 n_files)
{
	g_autoptr(GDir) dir = depth > MAX_DEPTH ? NULL : g_dir_open(folder, 0, NULL);
	const char *name;

	while (dir != NULL && n_files < MAX_FILES && (name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *path = g_build_filename(folder, name, NULL);
		struct stat status;

		if (lstat(path, &status) != 0)
			continue;
		if (S_ISDIR(status.st_mode))
			n_files = count_logs(path, depth + 1, n_files);
		else if (S_ISREG(status.st_mode) &&
			 (g_str_has_suffix(name, ".html") || g_str_has_suffix(name, ".txt")))
			n_files++;
	}
	return n_files;
}

static const struct {
	const char *name;
	const char *code;
} plain_files[] = {
	{"status.xml", "plain.status-texts"},
	{"pounces.xml", "plain.pounces"},
};

/**
 * wd_checkup_profile:
 * @user_folder: of the client, such as ~/.purple
 * @facts: (element-type WdFact): added to
 *
 * Passwords and conversations that lie there in the clear.
 */
void
wd_checkup_profile(const char *user_folder, GPtrArray *facts)
{
	g_autofree char *logs = g_build_filename(user_folder, "logs", NULL);
	guint64 n_logs = count_logs(logs, 0, 0);
	struct stat status;

	look_at_accounts(user_folder, facts);
	if (n_logs > 0)
		wd_facts_add_count(facts, "plain.logs", WD_FACT_WARNING, logs, n_logs);
	else
		wd_facts_add(facts, "plain.no-logs", WD_FACT_GOOD, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(plain_files); i++) {
		g_autofree char *path = g_build_filename(user_folder, plain_files[i].name, NULL);

		if (stat(path, &status) == 0)
			wd_facts_add(facts, plain_files[i].code, WD_FACT_NOTE, path);
	}
	if (stat(user_folder, &status) == 0 && (status.st_mode & 0077) != 0)
		wd_facts_add(facts, "plain.open-folder", WD_FACT_WARNING, user_folder);
}

/* Where the parser stands in prefs.xml: names of nested <pref>s. */
typedef struct {
	GPtrArray *path; /* of char * */
	GPtrArray *facts;
	gboolean has_warden;
	gboolean has_list; /* of loaded plugins */
	guint n_plain_logging;
} Prefs;

static const char *
find_value(const char **names, const char **values, const char *wanted)
{
	for (guint i = 0; names[i] != NULL; i++) {
		if (g_str_equal(names[i], wanted))
			return values[i];
	}
	return NULL;
}

static gboolean
is_at(const Prefs *prefs, guint depth, const char *name)
{
	return prefs->path->len > depth &&
	       g_strcmp0(g_ptr_array_index(prefs->path, depth), name) == 0;
}

static void
take_item(Prefs *prefs, const char *value)
{
	guint n = prefs->path->len;

	if (value == NULL || n < 2 || !is_at(prefs, n - 1, "loaded") ||
	    !is_at(prefs, n - 2, "plugins"))
		return;
	prefs->has_list = TRUE;
	prefs->has_warden = prefs->has_warden || g_str_has_suffix(value, "/warden.so") ||
			    g_str_has_suffix(value, "/warden-pidgin.so");
	wd_checkup_plugin(value, prefs->facts);
}

static void
start_pref(GMarkupParseContext *context,
	   const char *element,
	   const char **names,
	   const char **values,
	   gpointer data,
	   GError **error)
{
	static const char *const plain[] = {"log_ims", "log_chats", "log_system", NULL};
	Prefs *prefs = data;
	const char *name = find_value(names, values, "name");
	const char *value = find_value(names, values, "value");

	if (g_str_equal(element, "item")) {
		take_item(prefs, value);
		return;
	}
	if (!g_str_equal(element, "pref"))
		return;
	if (name != NULL && is_at(prefs, prefs->path->len - 1, "logging") &&
	    g_strv_contains(plain, name) && g_strcmp0(value, "1") == 0)
		prefs->n_plain_logging++;
	g_ptr_array_add(prefs->path, g_strdup(name));
}

static void
end_pref(GMarkupParseContext *context, const char *element, gpointer data, GError **error)
{
	Prefs *prefs = data;

	if (g_str_equal(element, "pref") && prefs->path->len > 0)
		g_ptr_array_set_size(prefs->path, (gint)prefs->path->len - 1);
}

/**
 * wd_checkup_prefs:
 * @user_folder: of the client, such as ~/.purple
 * @facts: (element-type WdFact): added to
 *
 * Whether the next start of a client loads Warden, and what besides; as far as its settings tell.
 */
void
wd_checkup_prefs(const char *user_folder, GPtrArray *facts)
{
	static const GMarkupParser parser = {.start_element = start_pref, .end_element = end_pref};
	g_autoptr(GPtrArray) path = g_ptr_array_new_with_free_func(g_free);
	Prefs prefs = {.path = path, .facts = facts};
	g_autoptr(GMarkupParseContext) context =
		g_markup_parse_context_new(&parser, 0, &prefs, NULL);
	gsize len;
	g_autofree char *text = load_xml(user_folder, "prefs.xml", &len);

	if (text == NULL) {
		wd_facts_add(facts, "profile.none", WD_FACT_NOTE, user_folder);
		return;
	}
	if (!g_markup_parse_context_parse(context, text, (gssize)len, NULL)) {
		wd_facts_add(facts, "profile.unreadable", WD_FACT_WARNING, user_folder);
		return;
	}
	wd_facts_add(facts,
		     prefs.has_warden ? "profile.loads-warden" : "profile.without-warden",
		     prefs.has_warden ? WD_FACT_GOOD : WD_FACT_WARNING,
		     user_folder);
	if (prefs.n_plain_logging > 0)
		wd_facts_add(facts, "plain.logging-on", WD_FACT_WARNING, user_folder);
}

/**
 * wd_checkup_home:
 * @home: the person's home folder
 * @facts: (element-type WdFact): added to
 *
 * Debug logs that somebody saved where the clients propose it: all messages are in them.
 */
void
wd_checkup_home(const char *home, GPtrArray *facts)
{
	static const char *const folders[] = {"", "Desktop", "Documents", "Downloads"};

	for (guint i = 0; i < G_N_ELEMENTS(folders); i++) {
		g_autofree char *folder = g_build_filename(home, folders[i], NULL);
		g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
		const char *name;

		while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
			g_autofree char *path = g_build_filename(folder, name, NULL);

			if (g_str_has_prefix(name, "purple-debug") ||
			    g_str_has_prefix(name, "pidgin-debug"))
				wd_facts_add(facts, "plain.debug-log", WD_FACT_WARNING, path);
		}
	}
}
