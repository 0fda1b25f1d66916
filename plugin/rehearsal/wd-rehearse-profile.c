/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "rehearsal/wd-rehearse-profile.h"

#include <purple.h>
#include <stdio.h>
#include <string.h>

#include "engine/wd-error.h"
#include "rehearsal/wd-rehearsal-names.h"

/* Finds the preference @name below @parent, or makes it. */
static xmlnode *
descend(xmlnode *parent, const char *name)
{
	xmlnode *child = xmlnode_get_child(parent, "pref");

	while (child != NULL && g_strcmp0(xmlnode_get_attrib(child, "name"), name) != 0)
		child = xmlnode_get_next_twin(child);
	if (child == NULL) {
		child = xmlnode_new_child(parent, "pref");
		xmlnode_set_attrib(child, "name", name);
	}
	return child;
}

static xmlnode *
find_pref(xmlnode *root, const char *path)
{
	g_auto(GStrv) names = g_strsplit(path, "/", -1);

	for (guint i = 0; names[i] != NULL; i++) {
		if (*names[i] != '\0')
			root = descend(root, names[i]);
	}
	return root;
}

static void
set_pref(xmlnode *root, const char *path, const char *type, const char *value)
{
	xmlnode *pref = find_pref(root, path);

	xmlnode_set_attrib(pref, "type", type);
	xmlnode_set_attrib(pref, "value", value);
}

static void
add_item(xmlnode *root, const char *path, const char *value)
{
	xmlnode *pref = find_pref(root, path);
	xmlnode *item = xmlnode_get_child(pref, "item");

	xmlnode_set_attrib(pref, "type", "pathlist");
	while (item != NULL && g_strcmp0(xmlnode_get_attrib(item, "value"), value) != 0)
		item = xmlnode_get_next_twin(item);
	if (item == NULL)
		xmlnode_set_attrib(xmlnode_new_child(pref, "item"), "value", value);
}

static void
remove_item(xmlnode *root, const char *path, const char *value)
{
	xmlnode *item = xmlnode_get_child(find_pref(root, path), "item");

	while (item != NULL) {
		xmlnode *next = xmlnode_get_next_twin(item);

		if (g_strcmp0(xmlnode_get_attrib(item, "value"), value) == 0)
			xmlnode_free(item);
		item = next;
	}
}

static xmlnode *
load_prefs(const char *path, gboolean *is_new, GError **error)
{
	g_autofree char *content = NULL;
	xmlnode *root = NULL;
	gsize len = 0;

	*is_new = !g_file_test(path, G_FILE_TEST_EXISTS);
	if (*is_new) {
		root = xmlnode_new("pref");
		xmlnode_set_attrib(root, "version", "1");
		xmlnode_set_attrib(root, "name", "/");
		return root;
	}
	if (g_file_get_contents(path, &content, &len, error))
		root = xmlnode_from_str(content, (gssize)len);
	if (root == NULL && content != NULL)
		g_set_error(error, WD_ERROR, WD_ERROR_MALFORMED, "%s is no XML", path);
	return root;
}

static gboolean
save_prefs(xmlnode *root, const char *path, GError **error)
{
	g_autofree char *content = xmlnode_to_formatted_str(root, NULL);

	return g_file_set_contents_full(
		path, content, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

/**
 * wd_rehearse_profile_prepare:
 * @user_dir: the profile's folder
 * @client: "pidgin" or "finch", whose list of loaded plugins is meant
 * @modules: (array zero-terminated=1): absolute paths, each before those that need it
 * @error: return location for an error
 *
 * Has the client load @modules and asks for a rehearsal. Works on prefs.xml as text, without a
 * libpurple core: a core of another name would write the person's other files anew. A new profile
 * gets logging on besides, so that there is something to encrypt; an existing one keeps its own.
 *
 * Returns: %TRUE if prefs.xml was written
 */
gboolean
wd_rehearse_profile_prepare(const char *user_dir,
			    const char *client,
			    const char *const *modules,
			    GError **error)
{
	g_autofree char *path = g_build_filename(user_dir, "prefs.xml", NULL);
	g_autofree char *list = g_strdup_printf("/%s/plugins/loaded", client);
	gboolean is_new, is_saved;
	xmlnode *root;

	root = load_prefs(path, &is_new, error);
	if (root == NULL)
		return FALSE;
	for (guint i = 0; modules[i] != NULL; i++)
		add_item(root, list, modules[i]);
	set_pref(root, WD_REHEARSAL_PREF, "bool", "1");
	if (is_new) {
		set_pref(root, "/purple/logging/log_ims", "bool", "1");
		set_pref(root, "/purple/logging/log_chats", "bool", "1");
	}
	is_saved = g_mkdir_with_parents(user_dir, 0700) == 0 && save_prefs(root, path, error);
	xmlnode_free(root);
	return is_saved;
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
	gboolean is_new, is_saved;
	xmlnode *root;

	root = load_prefs(path, &is_new, error);
	if (root == NULL)
		return FALSE;
	for (guint i = 0; modules[i] != NULL; i++)
		remove_item(root, list, modules[i]);
	set_pref(root, WD_REHEARSAL_PREF, "bool", "0");
	is_saved = save_prefs(root, path, error);
	xmlnode_free(root);
	return is_saved;
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
