/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "rehearsal/wd-rehearse-profile.h"

#include <purple.h>
#include <stdio.h>
#include <string.h>

#include "rehearsal/wd-rehearsal-names.h"
#include "rehearsal/wd-rehearse-prefs.h"

static WdRehearsePrefs *
load_prefs(const char *path, gboolean *is_new, GError **error)
{
	g_autofree char *content = NULL;
	gsize len = 0;

	*is_new = !g_file_test(path, G_FILE_TEST_EXISTS);
	if (*is_new)
		return wd_rehearse_prefs_new();
	if (!g_file_get_contents(path, &content, &len, error))
		return NULL;
	return wd_rehearse_prefs_parse(content, (gssize)len, error);
}

static gboolean
save_prefs(const WdRehearsePrefs *prefs, const char *path, GError **error)
{
	g_autofree char *content = wd_rehearse_prefs_format(prefs);

	return g_file_set_contents_full(
		path, content, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

/**
 * wd_rehearse_profile_prepare:
 * @user_dir: the profile's folder, which must exist
 * @client: "pidgin" or "finch", whose list of loaded plugins is meant
 * @modules: (array zero-terminated=1): absolute paths, each before those that need it
 * @pace_percent: of the script's delays; 100 is the pace of people
 * @error: return location for an error
 *
 * Has the client load @modules and asks for a rehearsal. A new profile gets logging on besides, so
 * that there is something to encrypt, and a contact list one can see; an existing one keeps its
 * own ways.
 *
 * Returns: %TRUE if prefs.xml was written
 */
gboolean
wd_rehearse_profile_prepare(const char *user_dir,
			    const char *client,
			    const char *const *modules,
			    guint pace_percent,
			    GError **error)
{
	g_autofree char *path = g_build_filename(user_dir, "prefs.xml", NULL);
	g_autofree char *pace = g_strdup_printf("%u", pace_percent);
	g_autofree char *list = g_strdup_printf("/%s/plugins/loaded", client);
	gboolean is_new;
	g_autoptr(WdRehearsePrefs) prefs = load_prefs(path, &is_new, error);

	if (prefs == NULL)
		return FALSE;
	for (guint i = 0; modules[i] != NULL; i++)
		wd_rehearse_prefs_add_item(prefs, list, modules[i]);
	wd_rehearse_prefs_set(prefs, WD_REHEARSAL_PREF, "bool", "1");
	wd_rehearse_prefs_set(prefs, WD_REHEARSAL_PACE_PREF, "int", pace);
	if (is_new) {
		wd_rehearse_prefs_set(prefs, "/purple/logging/log_ims", "bool", "1");
		wd_rehearse_prefs_set(prefs, "/purple/logging/log_chats", "bool", "1");
		wd_rehearse_prefs_set(prefs, "/pidgin/blist/list_visible", "bool", "1");
	}
	return save_prefs(prefs, path, error);
}

/**
 * wd_rehearse_profile_tidy:
 * @user_dir: the profile's folder
 * @client: "pidgin" or "finch"
 * @modules: (array zero-terminated=1): what wd_rehearse_profile_prepare() added
 * @error: return location for an error
 *
 * Takes back what was prepared, after the client has ended.
 *
 * Returns: %TRUE if prefs.xml was written
 */
gboolean
wd_rehearse_profile_tidy(const char *user_dir,
			 const char *client,
			 const char *const *modules,
			 GError **error)
{
	g_autofree char *path = g_build_filename(user_dir, "prefs.xml", NULL);
	g_autofree char *list = g_strdup_printf("/%s/plugins/loaded", client);
	gboolean is_new;
	g_autoptr(WdRehearsePrefs) prefs = load_prefs(path, &is_new, error);

	if (prefs == NULL)
		return FALSE;
	for (guint i = 0; modules[i] != NULL; i++)
		wd_rehearse_prefs_remove_item(prefs, list, modules[i]);
	wd_rehearse_prefs_set(prefs, WD_REHEARSAL_PREF, "bool", "0");
	return save_prefs(prefs, path, error);
}

/* What a log must hide: what was said, who said it, and whose log it is. */
static GPtrArray *
list_secrets(const WdRehearsalScript *script)
{
	GPtrArray *secrets = g_ptr_array_new_with_free_func(g_free);

	g_ptr_array_add(secrets, g_strdup(WD_REHEARSAL_ACCOUNT));
	for (guint i = 0; i < script->contacts->len; i++) {
		const WdRehearsalContact *contact = g_ptr_array_index(script->contacts, i);

		g_ptr_array_add(secrets, g_strdup(contact->name));
	}
	for (guint i = 0; i < script->scenes->len; i++) {
		const WdRehearsalScene *scene = g_ptr_array_index(script->scenes, i);

		if (strcmp(scene->actor, WD_REHEARSAL_ME) != 0)
			g_ptr_array_add(secrets, g_strdup(scene->actor));
		if (scene->room != NULL)
			g_ptr_array_add(secrets, g_strdup(scene->room));
		if (scene->text != NULL)
			g_ptr_array_add(secrets, purple_markup_strip_html(scene->text));
	}
	return secrets;
}

static gboolean
contains(const char *bytes, gsize len, const char *part)
{
	gsize part_len = strlen(part);

	for (gsize i = 0; part_len > 0 && i + part_len <= len; i++) {
		if (bytes[i] == part[0] && memcmp(bytes + i, part, part_len) == 0)
			return TRUE;
	}
	return FALSE;
}

static char *
search_file(const char *path, const char *relative, const GPtrArray *secrets)
{
	g_autofree char *bytes = NULL;
	gsize len = 0;

	if (!g_file_get_contents(path, &bytes, &len, NULL))
		return g_strdup_printf("%s could not be read", path);
	for (guint i = 0; i < secrets->len; i++) {
		const char *secret = g_ptr_array_index(secrets, i);

		if (contains(bytes, len, secret))
			return g_strdup_printf("\"%s\" stands in %s", secret, path);
		if (strstr(relative, secret) != NULL)
			return g_strdup_printf("\"%s\" stands in the name %s", secret, path);
	}
	return NULL;
}

static char *
search_folder(const char *path, gsize base_len, const GPtrArray *secrets)
{
	g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
	const char *name;

	while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
		g_autofree char *child = g_build_filename(path, name, NULL);
		char *found = g_file_test(child, G_FILE_TEST_IS_DIR)
				      ? search_folder(child, base_len, secrets)
				      : search_file(child, child + base_len, secrets);

		if (found != NULL)
			return found;
	}
	return NULL;
}

/**
 * wd_rehearse_profile_find_plaintext:
 * @user_dir: the profile's folder
 * @script: what was said in it, and by whom
 *
 * Searches the log folders, the client's own and Warden's, bytes and names of files, for anything
 * that was said and for every name. A file that cannot be read counts as found. Blocks.
 *
 * Returns: (transfer full) (nullable): where something lies in the clear, or NULL
 */
char *
wd_rehearse_profile_find_plaintext(const char *user_dir, const WdRehearsalScript *script)
{
	static const char *const folders[] = {"logs", "warden/logs"};
	g_autoptr(GPtrArray) secrets = list_secrets(script);

	for (guint i = 0; i < G_N_ELEMENTS(folders); i++) {
		g_autofree char *folder = g_build_filename(user_dir, folders[i], NULL);
		char *found = search_folder(folder, strlen(user_dir), secrets);

		if (found != NULL)
			return found;
	}
	return NULL;
}

/**
 * wd_rehearse_profile_remove:
 * @path: a folder made for a rehearsal
 *
 * Removes it with everything in it. Symbolic links are removed, not followed.
 */
void
wd_rehearse_profile_remove(const char *path)
{
	g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
	const char *name;

	while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
		g_autofree char *child = g_build_filename(path, name, NULL);

		if (g_file_test(child, G_FILE_TEST_IS_DIR) &&
		    !g_file_test(child, G_FILE_TEST_IS_SYMLINK))
			wd_rehearse_profile_remove(child);
		else
			(void)remove(child); /* what stays makes the folder stay, visibly */
	}
	(void)remove(path);
}
