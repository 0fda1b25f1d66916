/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-ctl-lists.h"

#include <glib/gi18n-lib.h>

#include "crypto/wd-crypto.h"
#include "ctl/wd-ctl-fingerprints.h"
#include "ctl/wd-ctl-link-lists.h"
#include "ctl/wd-ctl-settings.h"
#include "ctl/wd-json-text.h"

#define MAX_COMPLAINTS 10 /* `policy lint` has them all */

static const struct {
	WdPolicyKey key;
	gboolean is_sure; /* lets somebody pass */
	const char *name; /* in JSON; never translated */
	const char *text;
	gboolean is_of_links;
} sides[] = {
	{WD_KEY_CONTACTS_ALLOW_LISTS, TRUE, "allow", N_("allowed by"), FALSE},
	{WD_KEY_CONTACTS_DENY_LISTS, FALSE, "deny", N_("denied by"), FALSE},
	{WD_KEY_LINKS_ALLOW_LISTS, TRUE, "allow-link", N_("as a link allowed by"), TRUE},
	{WD_KEY_LINKS_DENY_LISTS, FALSE, "deny-link", N_("as a link denied by"), TRUE},
};

/* A search for one name. */
typedef struct {
	const WdCtl *ctl;
	const char *peer;
	guint side;
	gboolean is_denied;
	guint n_found;
} Query;

/**
 * wd_ctl_lists_get_places:
 * @base: the profile's Warden folder
 * @policies: (nullable): policy files of the command line
 * @folder: (out) (transfer full) (nullable): what the result points to; free it afterwards
 *
 * Files that were named count as managed whoever owns them, and so do their lists; names that are
 * no full path lie beside the first of them.
 *
 * Returns: where lists lie
 */
WdNamePlaces
wd_ctl_lists_get_places(const char *base, char **policies, char **folder)
{
	*folder = NULL;
	if (policies == NULL || policies[0] == NULL)
		return wd_name_places_get_installed(base);
	*folder = g_path_get_dirname(policies[0]);
	return (WdNamePlaces){.base = base, .managed_folder = *folder};
}

static void
complain(const WdCtl *ctl, const GPtrArray *problems)
{
	for (guint i = 0; i < MIN(problems->len, MAX_COMPLAINTS); i++) {
		g_autofree char *text = wd_policy_problem_format(g_ptr_array_index(problems, i));

		wd_ctl_complain(ctl, "%s", text);
	}
}

static WdNameResult *
load(const WdCtl *ctl, const WdNameRequest *request)
{
	WdNameResult *result = wd_name_request_read(request, NULL);

	complain(ctl, result->problems);
	return result;
}

static WdLinkResult *
load_links(const WdCtl *ctl, const WdPolicy *policy, WdPolicyKey key, const WdNamePlaces *places)
{
	g_autoptr(WdNameRequest) request = wd_name_request_new(policy, key, places);
	WdLinkResult *result = wd_link_files_read(request, NULL);

	complain(ctl, result->problems);
	return result;
}

/**
 * wd_ctl_lists_load:
 * @ctl: the command
 * @policy: the settings
 * @policies: (nullable): policy files of the command line
 * @lists: (out): to be cleared with wd_ctl_lists_clear()
 *
 * Reads what @policy names, and says what is wrong with it; the rest is used.
 *
 * Returns: FALSE when nothing random can be had, which was said
 */
gboolean
wd_ctl_lists_load(const WdCtl *ctl, const WdPolicy *policy, char **policies, WdCtlLists *lists)
{
	g_autofree char *base = wd_ctl_get_base(ctl);
	g_autofree char *folder = NULL;
	WdNamePlaces places = wd_ctl_lists_get_places(base, policies, &folder);
	g_autoptr(WdNameRequest) allow = NULL;
	g_autoptr(WdNameRequest) deny = NULL;
	g_autoptr(GError) error = NULL;

	if (!wd_crypto_start(&error)) {
		wd_ctl_complain(ctl, "%s", error->message);
		return FALSE;
	}
	allow = wd_name_request_new(policy, WD_KEY_CONTACTS_ALLOW_LISTS, &places);
	deny = wd_name_request_new(policy, WD_KEY_CONTACTS_DENY_LISTS, &places);
	lists->allow = load(ctl, allow);
	lists->deny = load(ctl, deny);
	lists->is_deny_managed = wd_name_request_is_managed(deny);
	lists->link_allow = load_links(ctl, policy, WD_KEY_LINKS_ALLOW_LISTS, &places);
	lists->link_deny = load_links(ctl, policy, WD_KEY_LINKS_DENY_LISTS, &places);
	return TRUE;
}

/**
 * wd_ctl_lists_lend:
 * @lists: lists that were loaded; must outlive the judgements
 * @knowledge: given them
 */
void
wd_ctl_lists_lend(const WdCtlLists *lists, WdKnowledge *knowledge)
{
	knowledge->allow_list = lists->allow->list;
	knowledge->deny_list = lists->deny->list;
	knowledge->is_deny_list_missing = lists->is_deny_managed && lists->deny->is_missing;
	knowledge->link_allow_lists = lists->link_allow->lists;
	knowledge->link_deny_lists = lists->link_deny->lists;
}

/**
 * wd_ctl_lists_clear:
 * @lists: lists, or zeroes
 */
void
wd_ctl_lists_clear(WdCtlLists *lists)
{
	g_clear_pointer(&lists->allow, wd_name_result_free);
	g_clear_pointer(&lists->deny, wd_name_result_free);
	g_clear_pointer(&lists->link_allow, wd_link_result_free);
	g_clear_pointer(&lists->link_deny, wd_link_result_free);
}

static void
print_found(const char *path, guint line, const char *text, gpointer data)
{
	Query *query = data;
	g_autoptr(GString) json = NULL;

	query->n_found++;
	query->is_denied = query->is_denied || !sides[query->side].is_sure;
	if (!query->ctl->is_json) {
		wd_ctl_print(query->ctl,
			     "%s: %s %s:%u: %s\n",
			     query->peer,
			     _(sides[query->side].text),
			     path,
			     line,
			     text);
		return;
	}
	json = g_string_new("{");
	wd_json_text_member(json, "name", query->peer);
	wd_json_text_member(json, "list", sides[query->side].name);
	wd_json_text_member(json, "file", path);
	wd_json_text_key(json, "line");
	g_string_append_printf(json, "%u", line);
	wd_json_text_member(json, "entry", text);
	wd_ctl_print(query->ctl, "%s}\n", json->str);
}

static void
search(Query *query, WdNameRequest *const *requests, const char *protocol)
{
	g_autofree char *valid = g_utf8_make_valid(query->peer, -1);
	g_autoptr(WdUrl) url = wd_ctl_link_lists_parse(query->peer);
	g_autoptr(WdEvent) event = wd_event_new(&(WdEvent){.protocol = protocol, .peer = valid});

	for (query->side = 0; query->side < G_N_ELEMENTS(sides); query->side++) {
		if (!sides[query->side].is_of_links)
			wd_name_request_search(requests[query->side],
					       event,
					       sides[query->side].is_sure,
					       print_found,
					       query);
		else if (url != NULL)
			wd_link_files_search(requests[query->side], url, print_found, query);
	}
	if (query->n_found == 0 && !query->ctl->is_json)
		/* Translators: %s is a name. */
		wd_ctl_print(query->ctl, _("%s: on no list\n"), query->peer);
}

static WdCtlExit
query_names(const WdCtl *ctl, const WdPolicy *policy, char **policies, const char *protocol)
{
	g_autofree char *base = wd_ctl_get_base(ctl);
	g_autofree char *folder = NULL;
	WdNamePlaces places = wd_ctl_lists_get_places(base, policies, &folder);
	WdNameRequest *requests[G_N_ELEMENTS(sides)];
	gboolean is_denied = FALSE;

	for (guint i = 0; i < G_N_ELEMENTS(sides); i++)
		requests[i] = wd_name_request_new(policy, sides[i].key, &places);
	for (guint i = 0; ctl->args[i] != NULL; i++) {
		Query query = {.ctl = ctl, .peer = ctl->args[i]};

		search(&query, requests, protocol);
		is_denied = is_denied || query.is_denied;
	}
	for (guint i = 0; i < G_N_ELEMENTS(sides); i++)
		wd_name_request_free(requests[i]);
	return is_denied ? WD_CTL_FOUND : WD_CTL_GOOD;
}

/**
 * wd_ctl_lists_query:
 * @ctl: the command; its arguments are names of people and addresses of sites
 *
 * Prints each line of the lists in force that means one of them.
 *
 * Returns: %WD_CTL_FOUND when one of them is on a deny list, %WD_CTL_CANNOT for a policy that
 * cannot be read
 */
WdCtlExit
wd_ctl_lists_query(WdCtl *ctl)
{
	g_auto(GStrv) policies = NULL;
	g_autofree char *protocol = NULL;
	g_autoptr(WdPolicyStore) store = NULL;
	g_autoptr(GError) error = NULL;
	const GOptionEntry entries[] = {
		{"policy", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &policies, NULL, NULL},
		{"protocol", 0, 0, G_OPTION_ARG_STRING, &protocol, NULL, NULL},
		G_OPTION_ENTRY_NULL,
	};

	if (!wd_ctl_parse(ctl, entries, 1, G_MAXINT))
		return WD_CTL_USAGE;
	if (!wd_crypto_start(&error)) {
		wd_ctl_complain(ctl, "%s", error->message);
		return WD_CTL_CANNOT;
	}
	store = wd_ctl_settings_open(ctl, policies);
	if (store == NULL)
		return WD_CTL_CANNOT;
	return query_names(ctl, wd_policy_store_get(store), policies, protocol);
}

/**
 * wd_ctl_lists_compile:
 * @ctl: the command
 *
 * Makes the form of a list that clients read: of documents, hashes of their passages; of text files
 * that name sites, hashes of those.
 *
 * Returns: %WD_CTL_FOUND when something was left out
 */
WdCtlExit
wd_ctl_lists_compile(WdCtl *ctl)
{
	g_autofree char *folder = NULL;
	g_autofree char *output = NULL;
	const GOptionEntry entries[] = {
		{"fingerprints", 0, 0, G_OPTION_ARG_FILENAME, &folder, NULL, NULL},
		{"output", 'o', 0, G_OPTION_ARG_FILENAME, &output, NULL, NULL},
		G_OPTION_ENTRY_NULL,
	};

	if (!wd_ctl_parse(ctl, entries, 0, G_MAXINT))
		return WD_CTL_USAGE;
	if (output == NULL || (folder != NULL) == (ctl->args[0] != NULL)) {
		wd_ctl_complain(ctl,
				_("--output, and either --fingerprints or text files are needed"));
		return WD_CTL_USAGE;
	}
	if (folder == NULL)
		return wd_ctl_link_lists_compile(ctl, output);
	return wd_ctl_fingerprints_compile(ctl, folder, output);
}
