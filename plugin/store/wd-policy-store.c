/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-policy-store.h"

#include <string.h>

#include "engine/wd-error.h"
#include "engine/wd-policy-edit.h"
#include "engine/wd-policy-format.h"
#include "engine/wd-policy-merge.h"
#include "store/wd-file-saver.h"
#include "store/wd-paths.h"
#include "store/wd-policy-watch.h"

struct WdPolicyStore {
	char *base;            /* (nullable) no person's settings, nothing is saved */
	WdPolicyPlaces places; /* unused when files are named */
	char **paths;          /* (nullable) files named by --policy */
	WdPolicy *policy;
	GPtrArray *problems;
	WdPolicyState state;
	gboolean is_rolled_back; /* the revision is lower than the last one */
	gboolean is_expired;
	gint64 last_revision;    /* the highest of this process and of the snapshot saved before */
	char *user_text;         /* (nullable) the person's settings, newer than the disk's */
	WdFileSaver *user_saver; /* (nullable) */
	WdFileSaver *last_saver; /* (nullable) */
	WdPolicyChanged changed; /* (nullable) */
	gpointer changed_data;
	WdPolicyWatch *watch; /* (nullable) */
};

static gboolean
are_readable(const GPtrArray *files)
{
	for (guint i = 0; i < files->len; i++) {
		const WdPolicyFile *file = g_ptr_array_index(files, i);

		if (!file->is_readable)
			return FALSE;
	}
	return TRUE;
}

static GPtrArray *
new_files(void)
{
	return g_ptr_array_new_with_free_func((GDestroyNotify)wd_policy_file_free);
}

static void
move_files(GPtrArray *to, GPtrArray *from)
{
	g_ptr_array_extend_and_steal(to, g_ptr_array_ref(from));
}

static GPtrArray *
load_managed(WdPolicyStore *store, GPtrArray *problems)
{
	GPtrArray *files = new_files();

	if (store->paths == NULL) {
		wd_policy_places_load(&store->places, TRUE, files, problems);
		return files;
	}
	for (guint i = 0; store->paths[i] != NULL; i++)
		g_ptr_array_add(
			files,
			wd_policy_place_load(store->paths[i], WD_LEVEL_IT_MANAGED, problems));
	return files;
}

/* What could not be read replaces nothing that could: the snapshot saved last takes its place. */
static void
fall_back(WdPolicyStore *store, GPtrArray *files)
{
	g_autofree char *path = NULL;
	g_autoptr(GPtrArray) ignored = wd_policy_problems_new();
	g_autoptr(WdPolicyFile) last = NULL;

	g_ptr_array_set_size(files, 0);
	store->state = WD_POLICY_FLOOR;
	if (store->base == NULL)
		return;
	path = wd_path_get(store->base, WD_PATH_LAST_POLICY);
	last = wd_policy_place_load(path, WD_LEVEL_IT_MANAGED, ignored);
	if (!last->is_readable || last->entries->len == 0)
		return;
	store->state = WD_POLICY_LAST_GOOD;
	g_ptr_array_add(files, g_steal_pointer(&last));
}

/* Once it is on disk the disk counts again: people edit that file by hand, too. */
static void
forget_saved_text(WdPolicyStore *store)
{
	if (store->user_saver != NULL && wd_file_saver_is_done(store->user_saver))
		g_clear_pointer(&store->user_text, g_free);
}

static void
load_user(WdPolicyStore *store, GPtrArray *files, GPtrArray *problems)
{
	g_autofree char *path = NULL;
	g_autoptr(WdPolicyFile) file = NULL;

	if (store->base == NULL)
		return;
	path = wd_path_get(store->base, WD_PATH_USER_POLICY);
	forget_saved_text(store);
	if (store->user_text != NULL)
		file = wd_policy_file_parse(
			path, WD_LEVEL_USER, store->user_text, strlen(store->user_text), problems);
	else if (g_file_test(path, G_FILE_TEST_EXISTS))
		file = wd_policy_place_load(path, WD_LEVEL_USER, problems);
	if (file != NULL)
		g_ptr_array_add(files, g_steal_pointer(&file));
}

static void
save_last(WdPolicyStore *store, const WdPolicy *policy)
{
	g_autofree char *text = NULL;
	g_autofree char *path = NULL;
	g_autofree char *old = NULL;

	if (store->last_saver == NULL)
		return;
	text = store->state == WD_POLICY_MANAGED ? wd_policy_format_managed(policy) : g_strdup("");
	path = wd_path_get(store->base, WD_PATH_LAST_POLICY);
	if (!g_file_get_contents(path, &old, NULL, NULL))
		old = g_strdup("");
	if (!g_str_equal(old, text))
		wd_file_saver_save(store->last_saver, text);
}

static void
note_rollback(WdPolicyStore *store, const WdPolicy *policy, GPtrArray *problems)
{
	gint64 revision = wd_policy_get_integer(policy, WD_KEY_META_REVISION);
	WdPolicySpot spot = {wd_policy_get_source(policy, WD_KEY_META_REVISION), 0, 0, TRUE};

	store->is_rolled_back = spot.path != NULL && revision < store->last_revision;
	if (!store->is_rolled_back)
		return;
	wd_policy_problems_add(problems,
			       &spot,
			       WD_PROBLEM_WARNING,
			       "revision %" G_GINT64_FORMAT
			       " is older than revision %" G_GINT64_FORMAT " before it",
			       revision,
			       store->last_revision);
}

static void
note_expiry(WdPolicyStore *store, const WdPolicy *policy, GPtrArray *problems)
{
	const char *expires = wd_policy_get_string(policy, WD_KEY_META_EXPIRES);
	WdPolicySpot spot = {wd_policy_get_source(policy, WD_KEY_META_EXPIRES), 0, 0, TRUE};
	g_autoptr(GDateTime) now = g_date_time_new_now_local();
	g_autofree char *today = g_date_time_format(now, "%Y-%m-%d");

	/* Dates of this shape compare like text. */
	store->is_expired = *expires != '\0' && strcmp(today, expires) > 0;
	if (!store->is_expired)
		return;
	wd_policy_problems_add(problems,
			       &spot,
			       WD_PROBLEM_WARNING,
			       "this policy was to be renewed by %s; it stays in force",
			       expires);
}

/* Reads everything; changes nothing but state. */
static WdPolicy *
load(WdPolicyStore *store, GPtrArray *problems)
{
	g_autoptr(GPtrArray) files = new_files();
	g_autoptr(GPtrArray) managed = load_managed(store, problems);
	WdPolicy *policy = NULL;

	store->state = managed->len > 0 ? WD_POLICY_MANAGED : WD_POLICY_UNMANAGED;
	if (!are_readable(managed))
		fall_back(store, managed);
	if (store->paths == NULL)
		wd_policy_places_load(&store->places, FALSE, files, problems);
	load_user(store, files, problems);
	move_files(files, managed);
	policy = wd_policy_merge(files, store->state == WD_POLICY_FLOOR, problems);
	note_rollback(store, policy, problems);
	note_expiry(store, policy, problems);
	return policy;
}

static gboolean
are_same_problems(const GPtrArray *a, const GPtrArray *b)
{
	if (a == NULL || a->len != b->len)
		return FALSE;
	for (guint i = 0; i < a->len; i++) {
		g_autofree char *x = wd_policy_problem_format(g_ptr_array_index(a, i));
		g_autofree char *y = wd_policy_problem_format(g_ptr_array_index(b, i));

		if (!g_str_equal(x, y))
			return FALSE;
	}
	return TRUE;
}

/* The same values may have become locked, or come from another line. */
static gboolean
are_same_sources(const WdPolicy *a, const WdPolicy *b)
{
	for (guint i = 0; i < WD_N_KEYS; i++) {
		WdPolicyKey key = (WdPolicyKey)i;

		if (wd_policy_get_level(a, key) != wd_policy_get_level(b, key) ||
		    g_strcmp0(wd_policy_get_source(a, key), wd_policy_get_source(b, key)) != 0)
			return FALSE;
	}
	return TRUE;
}

/**
 * wd_policy_store_reload:
 * @store: a store
 *
 * Reads everything again and puts a new snapshot in force. Whoever watches is not called. Blocks
 * on a few small files.
 *
 * Returns: whether anything changed: a value, a rule, or what is wrong
 */
gboolean
wd_policy_store_reload(WdPolicyStore *store)
{
	g_autoptr(GPtrArray) problems = wd_policy_problems_new();
	WdPolicyState old_state = store->state;
	g_autoptr(WdPolicy) policy = load(store, problems);
	gint64 revision = wd_policy_get_integer(policy, WD_KEY_META_REVISION);
	gboolean is_same =
		store->policy != NULL && old_state == store->state &&
		g_str_equal(wd_policy_get_digest(policy), wd_policy_get_digest(store->policy)) &&
		are_same_sources(policy, store->policy) &&
		are_same_problems(store->problems, problems);

	if (is_same)
		return FALSE;
	if (store->state <= WD_POLICY_MANAGED)
		save_last(store, policy);
	store->last_revision = MAX(store->last_revision, revision);
	wd_policy_unref(store->policy);
	store->policy = g_steal_pointer(&policy);
	g_clear_pointer(&store->problems, g_ptr_array_unref);
	store->problems = g_steal_pointer(&problems);
	return TRUE;
}

static void
read_last_revision(WdPolicyStore *store)
{
	g_autofree char *path = wd_path_get(store->base, WD_PATH_LAST_POLICY);
	g_autoptr(GPtrArray) ignored = wd_policy_problems_new();
	g_autoptr(WdPolicyFile) file = wd_policy_place_load(path, WD_LEVEL_IT_MANAGED, ignored);
	const WdPolicySchemaRow *row = wd_policy_schema_get(WD_KEY_META_REVISION);

	for (guint i = 0; i < file->entries->len; i++) {
		const WdPolicyEntry *entry = g_ptr_array_index(file->entries, i);

		if (g_str_equal(entry->group, row->group) && g_str_equal(entry->name, row->name))
			store->last_revision = g_ascii_strtoll(entry->value, NULL, 10);
	}
}

static WdPolicyStore *
new_store(const char *base, const WdPolicyPlaces *places)
{
	WdPolicyStore *store = g_new0(WdPolicyStore, 1);

	store->base = g_strdup(base);
	store->places = *places;
	if (base != NULL)
		read_last_revision(store);
	return store;
}

/**
 * wd_policy_store_open_to_read:
 * @base: (nullable): the plugin's folder; NULL: no person's settings
 * @places: the policy folders; what it points to must outlive the store
 *
 * For a tool that shows what holds: nothing is written, and nothing can be set.
 *
 * Returns: (transfer full): a store with a snapshot in force
 */
WdPolicyStore *
wd_policy_store_open_to_read(const char *base, const WdPolicyPlaces *places)
{
	WdPolicyStore *store = new_store(base, places);

	(void)wd_policy_store_reload(store); /* the first one always changes something */
	return store;
}

/**
 * wd_policy_store_open_at:
 * @base: (nullable): the plugin's folder; NULL: no person's settings, and nothing is written
 * @places: the policy folders; what it points to must outlive the store
 *
 * As wd_policy_store_open(), for folders of the caller's choice.
 *
 * Returns: (transfer full): a store with a snapshot in force
 */
WdPolicyStore *
wd_policy_store_open_at(const char *base, const WdPolicyPlaces *places)
{
	WdPolicyStore *store = new_store(base, places);

	if (base != NULL) {
		g_autofree char *user = wd_path_get(base, WD_PATH_USER_POLICY);
		g_autofree char *last = wd_path_get(base, WD_PATH_LAST_POLICY);

		store->user_saver = wd_file_saver_new(user);
		store->last_saver = wd_file_saver_new(last);
	}
	(void)wd_policy_store_reload(store); /* the first one always changes something */
	return store;
}

/**
 * wd_policy_store_open:
 * @base: (nullable): the plugin's folder; NULL: no person's settings, and nothing is written
 *
 * Reads this machine's policy. Never fails: what cannot be read falls back to what protects, and
 * the problems say so. Blocks on a few small files.
 *
 * Returns: (transfer full): a store with a snapshot in force
 */
WdPolicyStore *
wd_policy_store_open(const char *base)
{
	return wd_policy_store_open_at(base, wd_policy_places_get_installed());
}

/**
 * wd_policy_store_open_files:
 * @paths: NULL-terminated: files that count as managed, whoever owns them, in rising precedence
 *
 * For trying a policy out: neither this machine's policy nor a person's settings are read. No
 * file at all leaves the built-in values.
 *
 * Returns: (transfer full): a store with a snapshot in force
 */
WdPolicyStore *
wd_policy_store_open_files(const char *const *paths)
{
	WdPolicyStore *store = g_new0(WdPolicyStore, 1);

	store->paths = g_strdupv((char **)paths);
	(void)wd_policy_store_reload(store); /* the first one always changes something */
	return store;
}

/**
 * wd_policy_store_free:
 * @store: (nullable) (transfer full): a store
 *
 * Waits for settings that are still being written.
 */
void
wd_policy_store_free(WdPolicyStore *store)
{
	if (store == NULL)
		return;
	wd_policy_watch_free(store->watch);
	wd_file_saver_free(store->user_saver);
	wd_file_saver_free(store->last_saver);
	wd_policy_unref(store->policy);
	g_ptr_array_unref(store->problems);
	g_strfreev(store->paths);
	g_free(store->user_text);
	g_free(store->base);
	g_free(store);
}

/**
 * wd_policy_store_get:
 * @store: a store
 *
 * Returns: (transfer none): the snapshot in force; another one after a reload, so take a reference
 * to keep it
 */
const WdPolicy *
wd_policy_store_get(WdPolicyStore *store)
{
	return store->policy;
}

/**
 * wd_policy_store_get_problems:
 * @store: a store
 *
 * Returns: (transfer none) (element-type WdPolicyProblem): what is wrong, until the next reload
 */
const GPtrArray *
wd_policy_store_get_problems(WdPolicyStore *store)
{
	return store->problems;
}

/**
 * wd_policy_store_get_state:
 * @store: a store
 *
 * Returns: what the company's policy is worth at the moment
 */
WdPolicyState
wd_policy_store_get_state(WdPolicyStore *store)
{
	return store->state;
}

/**
 * wd_policy_store_is_managed:
 * @store: a store
 *
 * Returns: whether a company set anything here, be it readable or not
 */
gboolean
wd_policy_store_is_managed(WdPolicyStore *store)
{
	return store->state != WD_POLICY_UNMANAGED;
}

/**
 * wd_policy_store_is_rolled_back:
 * @store: a store
 *
 * Returns: whether the policy in force has a lower revision than the one before this process. It
 * holds all the same: an old rule is better than none
 */
gboolean
wd_policy_store_is_rolled_back(WdPolicyStore *store)
{
	return store->is_rolled_back;
}

/**
 * wd_policy_store_is_expired:
 * @store: a store
 *
 * Returns: whether the policy in force was to be renewed before today. It holds all the same
 */
gboolean
wd_policy_store_is_expired(WdPolicyStore *store)
{
	return store->is_expired;
}

/* The whole file is written anew, so what cannot be read must not be taken for nothing: that would
 * be the end of all other settings. */
static char *
read_user_text(WdPolicyStore *store, GError **error)
{
	g_autofree char *path = NULL;
	g_autoptr(GError) failure = NULL;
	char *text = NULL;

	forget_saved_text(store);
	if (store->user_text != NULL)
		return g_strdup(store->user_text);
	path = wd_path_get(store->base, WD_PATH_USER_POLICY);
	if (g_file_get_contents(path, &text, NULL, &failure))
		return text;
	if (g_error_matches(failure, G_FILE_ERROR, G_FILE_ERROR_NOENT))
		return g_strdup("");
	g_set_error(error, WD_ERROR, WD_ERROR_IO, "%s", failure->message);
	return NULL;
}

static gboolean
may_set(const WdPolicyStore *store, WdPolicyKey key, GError **error)
{
	const WdPolicySchemaRow *row = wd_policy_schema_get(key);

	if (store->user_saver == NULL) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_UNSUPPORTED,
			    "[%s] %s cannot be set without a profile",
			    row->group,
			    row->name);
		return FALSE;
	}
	if (wd_policy_is_locked(store->policy, key)) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_REFUSED,
			    "[%s] %s is set by %s",
			    row->group,
			    row->name,
			    wd_policy_get_source(store->policy, key));
		return FALSE;
	}
	return wd_file_saver_check(store->user_saver, error);
}

/**
 * wd_policy_store_set_user:
 * @store: a store with a base
 * @key: a key
 * @value: (nullable): the person's choice, as it would stand in a file; NULL: no choice
 * @error: return location for a #WD_ERROR: %WD_ERROR_REFUSED for a locked key,
 *   %WD_ERROR_MALFORMED for a wrong value, %WD_ERROR_IO when the write before this one failed or
 *   the settings that are there cannot be read
 *
 * In force at once; the disk follows in a thread. Whoever watches is called.
 *
 * Returns: whether the value was taken
 */
gboolean
wd_policy_store_set_user(WdPolicyStore *store, WdPolicyKey key, const char *value, GError **error)
{
	g_autofree char *text = NULL;
	char *edited = NULL;

	if (!may_set(store, key, error))
		return FALSE;
	text = read_user_text(store, error);
	if (text == NULL)
		return FALSE;
	edited = wd_policy_edit(text, key, value, error);
	if (edited == NULL)
		return FALSE;
	g_free(store->user_text);
	store->user_text = edited;
	wd_file_saver_save(store->user_saver, edited);
	if (wd_policy_store_reload(store) && store->changed != NULL)
		store->changed(store, store->changed_data);
	return TRUE;
}

static void
reload_and_tell(gpointer data)
{
	WdPolicyStore *store = data;

	if (wd_policy_store_reload(store) && store->changed != NULL)
		store->changed(store, store->changed_data);
}

/**
 * wd_policy_store_watch:
 * @store: a store
 * @changed: called in the main loop after a new snapshot is in force
 * @data: for @changed
 *
 * Watches the policy folders, those that are not there yet included. One watcher at a time.
 */
void
wd_policy_store_watch(WdPolicyStore *store, WdPolicyChanged changed, gpointer data)
{
	const char *const folders[] = {store->places.it, store->places.run, store->places.vendor};

	g_clear_pointer(&store->watch, wd_policy_watch_free);
	store->changed = changed;
	store->changed_data = data;
	if (store->paths == NULL)
		store->watch =
			wd_policy_watch_new(folders, G_N_ELEMENTS(folders), reload_and_tell, store);
}
