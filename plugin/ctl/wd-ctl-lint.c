/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-ctl-lint.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "crypto/wd-age.h"
#include "crypto/wd-crypto.h"
#include "ctl/wd-ctl-lists.h"
#include "ctl/wd-problem-text.h"
#include "store/wd-advisory-files.h"
#include "store/wd-policy-store.h"
#include "store/wd-policy-strays.h"

typedef struct {
	WdCtl *ctl;
	GPtrArray *problems;
	GPtrArray *files; /* of char *: named one by one, linted together */
} Lint;

/* The engine knows what a recipient looks like; whether its checksum holds only age can say. */
static void
check_recipients(Lint *lint, const WdPolicy *policy, WdPolicyKey key)
{
	const WdPolicySchemaRow *row = wd_policy_schema_get(key);
	const char *const *recipients = wd_policy_get_list(policy, key);

	for (guint i = 0; recipients[i] != NULL; i++) {
		WdPolicySpot spot = {wd_policy_get_source(policy, key), 0, 0, TRUE};
		g_autoptr(GError) error = NULL;

		/* The strict word was put there for a mistake that is named already. */
		if (!g_str_equal(recipients[i], row->strict) &&
		    !wd_recipient_check(recipients[i], &error))
			wd_policy_problems_add(lint->problems,
					       &spot,
					       WD_PROBLEM_ERROR,
					       "[%s] %s: “%s” is no recipient: %s",
					       row->group,
					       row->name,
					       recipients[i],
					       error->message);
	}
}

/* Lists that are named in a file on the command line belong to whoever may lint it. */
static void
check_lists(Lint *lint, const WdPolicy *policy, char **named)
{
	static const WdPolicyKey keys[] = {WD_KEY_CONTACTS_ALLOW_LISTS, WD_KEY_CONTACTS_DENY_LISTS};
	static const WdPolicyKey link_keys[] = {WD_KEY_LINKS_ALLOW_LISTS, WD_KEY_LINKS_DENY_LISTS};
	g_autofree char *folder = NULL;
	WdNamePlaces places = wd_ctl_lists_get_places(NULL, named, &folder);
	g_autoptr(WdAdvisoryResult) holes = NULL;

	for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
		g_autoptr(WdNameRequest) request = wd_name_request_new(policy, keys[i], &places);
		g_autoptr(WdNameResult) result = wd_name_request_read(request, NULL);

		wd_policy_problems_append(lint->problems, result->problems);
	}
	for (guint i = 0; i < G_N_ELEMENTS(link_keys); i++) {
		g_autoptr(WdNameRequest) request =
			wd_name_request_new(policy, link_keys[i], &places);
		g_autoptr(WdLinkResult) result = wd_link_files_read(request, NULL);

		wd_policy_problems_append(lint->problems, result->problems);
	}
	holes = wd_advisory_files_read(policy, &places);
	wd_policy_problems_append(lint->problems, holes->problems);
}

static void
lint_store(Lint *lint, WdPolicyStore *opened, char **named)
{
	g_autoptr(WdPolicyStore) store = opened;
	const GPtrArray *problems = wd_policy_store_get_problems(store);
	const WdPolicy *policy = wd_policy_store_get(store);

	wd_policy_problems_append(lint->problems, problems);
	check_recipients(lint, policy, WD_KEY_LOGS_ESCROW_RECIPIENTS);
	check_recipients(lint, policy, WD_KEY_AUDIT_RECIPIENTS);
	check_lists(lint, policy, named);
}

/* As a client does with a managed file: see wd_policy_places_load(). */
static void
doubt_empty(Lint *lint, const char *path)
{
	WdPolicySpot spot = {path, 1, 1, TRUE};
	GStatBuf status;

	if (g_stat(path, &status) == 0 && S_ISREG(status.st_mode) && status.st_size == 0)
		wd_policy_problems_add(
			lint->problems,
			&spot,
			WD_PROBLEM_ERROR,
			"an empty file: was it cut? One that shall say nothing needs a "
			"remark, such as # nothing");
}

static gboolean
has_folder(const char *folder, const char *part)
{
	g_autofree char *path = g_build_filename(folder, part, NULL);

	return g_file_test(path, G_FILE_TEST_IS_DIR);
}

static int
compare_strings(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static gboolean
add_folder(Lint *lint, const char *folder, GError **error)
{
	g_autoptr(GPtrArray) paths = g_ptr_array_new();
	g_autoptr(GDir) dir = NULL;
	const char *name;

	if (has_folder(folder, "managed.d") || has_folder(folder, "recommended.d")) {
		WdPolicyPlaces places = {.it = folder, .owner = WD_POLICY_ANY_OWNER};

		char *named[] = {(char *)folder, NULL};

		lint_store(lint, wd_policy_store_open_to_read(NULL, &places), named);
		wd_policy_strays_find(&places, lint->problems);
		return TRUE;
	}
	dir = g_dir_open(folder, 0, error);
	if (dir == NULL)
		return FALSE;
	while ((name = g_dir_read_name(dir)) != NULL) {
		if (g_str_has_suffix(name, ".conf"))
			g_ptr_array_add(paths, g_build_filename(folder, name, NULL));
	}
	g_ptr_array_sort(paths, compare_strings);
	for (guint i = 0; i < paths->len; i++)
		doubt_empty(lint, g_ptr_array_index(paths, i));
	g_ptr_array_extend_and_steal(lint->files, g_steal_pointer(&paths));
	return TRUE;
}

static gboolean
add_argument(Lint *lint, const char *path)
{
	g_autoptr(GError) error = NULL;

	if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
		/* Translators: a file name. */
		wd_ctl_complain(lint->ctl, _("“%s” does not exist"), path);
		return FALSE;
	}
	if (!g_file_test(path, G_FILE_TEST_IS_DIR)) {
		doubt_empty(lint, path);
		g_ptr_array_add(lint->files, g_strdup(path));
		return TRUE;
	}
	if (add_folder(lint, path, &error))
		return TRUE;
	wd_ctl_complain(lint->ctl, "%s", error->message);
	return FALSE;
}

static void
print_text(const Lint *lint)
{
	for (guint i = 0; i < lint->problems->len; i++) {
		g_autofree char *text =
			wd_policy_problem_format(g_ptr_array_index(lint->problems, i));

		wd_ctl_print(lint->ctl, "%s\n", text);
	}
	if (wd_policy_problems_count(lint->problems, WD_PROBLEM_WARNING) == 0)
		wd_ctl_print(lint->ctl, "%s\n", _("No mistakes found."));
}

static void
print_json(const Lint *lint)
{
	g_autoptr(GString) json = g_string_new("{");
	guint n_errors = wd_policy_problems_count(lint->problems, WD_PROBLEM_ERROR);
	guint n_both = wd_policy_problems_count(lint->problems, WD_PROBLEM_WARNING);

	wd_problem_text_append_json(json, lint->problems);
	g_string_append_printf(
		json, ",\"errors\":%u,\"warnings\":%u}\n", n_errors, n_both - n_errors);
	wd_ctl_print(lint->ctl, "%s", json->str);
}

static void
lint_installed(Lint *lint)
{
	const WdPolicyPlaces *places = wd_policy_places_get_installed();

	lint_store(lint, wd_policy_store_open_to_read(NULL, places), NULL);
	wd_policy_strays_find(places, lint->problems);
}

static WdCtlExit
run(Lint *lint)
{
	char **args = lint->ctl->args;

	if (args[0] == NULL)
		lint_installed(lint);
	for (guint i = 0; args[i] != NULL; i++) {
		if (!add_argument(lint, args[i]))
			return WD_CTL_USAGE;
	}
	if (lint->files->len > 0) {
		g_ptr_array_add(lint->files, NULL);
		lint_store(lint,
			   wd_policy_store_open_files((const char *const *)lint->files->pdata),
			   (char **)lint->files->pdata);
	}
	wd_policy_problems_sort(lint->problems);
	if (lint->ctl->is_json)
		print_json(lint);
	else
		print_text(lint);
	return wd_policy_problems_count(lint->problems, WD_PROBLEM_WARNING) > 0 ? WD_CTL_FOUND
										: WD_CTL_GOOD;
}

/**
 * wd_ctl_policy_lint:
 * @ctl: the command; its arguments are files, or folders with *.conf files or with managed.d and
 *   recommended.d in them; none means this machine's
 *
 * Names every mistake with file, line and column. A notice is no mistake.
 *
 * Returns: %WD_CTL_FOUND when there is a mistake, %WD_CTL_USAGE when there is no such file,
 * %WD_CTL_CANNOT when keys cannot be checked on this computer
 */
WdCtlExit
wd_ctl_policy_lint(WdCtl *ctl)
{
	g_autoptr(GPtrArray) problems = wd_policy_problems_new();
	g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GError) error = NULL;
	Lint lint = {ctl, problems, files};

	if (!wd_ctl_parse(ctl, NULL, 0, G_MAXINT))
		return WD_CTL_USAGE;
	if (!wd_crypto_start(&error)) { /* recipients and lists cannot be looked at without */
		wd_ctl_complain(ctl, "%s", error->message);
		return WD_CTL_CANNOT;
	}
	return run(&lint);
}
