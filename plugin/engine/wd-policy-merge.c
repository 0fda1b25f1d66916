/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-policy-merge.h"

#include <string.h>

#include "engine/wd-peer-group.h"
#include "engine/wd-policy-hint.h"
#include "engine/wd-policy-item.h"
#include "engine/wd-policy-value.h"
#include "engine/wd-version.h"

/*
 * Files come in rising precedence. Of a key each file replaces what the files before it said, and a
 * list that adds up does so on its own side of the line between managed and not. Whatever a managed
 * file says wrongly ends at the strict value: first the values, one by one; then, when all files
 * are read, the keys that a mistyped name seems to mean.
 */

/* A key that a managed file probably meant, but did not name. */
typedef struct {
	const WdPolicySchemaRow *row;
	const WdPolicyFile *file;
	const WdPolicyEntry *entry;
} Guess;

typedef struct {
	WdPolicySetting settings[WD_N_KEYS];
	WdPolicySetting own_exceptions; /* the person's side of StrangersFor, behind a managed one
					 */
	guint lines[WD_N_KEYS];         /* where the file at hand set the key; 0: not yet */
	GHashTable *rules;              /* id -> WdRule * */
	GArray *guesses;
	GPtrArray *problems;
	const WdPolicyFile *file; /* at hand */
	gboolean is_newer;        /* the policy is written for a later version than this one */
} Merge;

static gboolean
is_managed_level(WdPolicyLevel level)
{
	return level >= WD_LEVEL_VENDOR_MANAGED;
}

static WdPolicySpot
spot_of(const WdPolicyFile *file, guint line, guint column)
{
	return (WdPolicySpot){file->path, line, column, is_managed_level(file->level)};
}

static void
set(WdPolicySetting *setting, const char *text, WdPolicyLevel level, const char *source)
{
	/* @text and @source may be made of what stands here already. */
	char *new_text = g_strdup(text);
	char *new_source = g_strdup(source);

	g_free(setting->text);
	g_free(setting->source);
	setting->text = new_text;
	setting->source = new_source;
	setting->level = level;
}

static void
clear(WdPolicySetting *setting)
{
	g_free(setting->text);
	g_free(setting->source);
	*setting = (WdPolicySetting){0};
}

static char *
add_items(const char *text, const char *const *items)
{
	g_auto(GStrv) old = wd_policy_value_split(text);
	g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
	g_auto(GStrv) all = NULL;

	g_strv_builder_addv(builder, (const char **)old);
	for (guint i = 0; items[i] != NULL; i++) {
		if (!g_strv_contains((const char *const *)old, items[i]))
			g_strv_builder_add(builder, items[i]);
	}
	all = g_strv_builder_end(builder);
	return wd_policy_value_join((const char *const *)all);
}

/* Lists add up among managed files, and among all others: were a person's items added to a locked
 * list, it would not be locked. */
static void
place(Merge *merge, const WdPolicySchemaRow *row, const WdPolicyEntry *entry, const char *text)
{
	WdPolicySetting *setting = &merge->settings[row->key];
	WdPolicyLevel level = merge->file->level;
	gboolean is_same_side = setting->text != NULL &&
				is_managed_level(setting->level) == is_managed_level(level);
	g_autofree char *source = g_strdup_printf("%s:%u", merge->file->path, entry->line);

	if (is_same_side && row->is_union) {
		/* What outranks stands in front where the first match counts; two lines of one
		 * file are tried in their order. */
		gboolean is_in_front = row->is_first_match && merge->lines[row->key] == 0;
		g_auto(GStrv) items = wd_policy_value_split(is_in_front ? setting->text : text);
		g_autofree char *joined =
			add_items(is_in_front ? text : setting->text, (const char *const *)items);
		g_autofree char *sources = g_strconcat(setting->source, ", ", source, NULL);

		set(setting, joined, level, sources);
		return;
	}
	if (is_same_side && merge->lines[row->key] == 0 && !g_str_equal(row->group, "Meta") &&
	    !g_str_equal(setting->text, text)) {
		WdPolicySpot spot = spot_of(merge->file, entry->line, entry->name_column);

		wd_policy_problems_add(merge->problems,
				       &spot,
				       WD_PROBLEM_NOTICE,
				       "[%s] %s=%s replaces “%s” of %s",
				       row->group,
				       row->name,
				       text,
				       setting->text,
				       setting->source);
	}
	if (row->key == WD_KEY_CONTACTS_STRANGERS_FOR && setting->text != NULL) {
		merge->own_exceptions = *setting;
		*setting = (WdPolicySetting){0};
	}
	set(setting, text, level, source);
}

static void
report_value(Merge *merge,
	     const WdPolicySchemaRow *row,
	     const WdPolicyEntry *entry,
	     gsize offset,
	     const GError *error)
{
	WdPolicySpot spot = spot_of(merge->file, entry->line, entry->value_column + (guint)offset);
	const char *effect = "; this line is ignored";
	g_autofree char *strict = NULL;

	if (is_managed_level(merge->file->level)) {
		strict = g_strdup_printf(*row->strict == '\0' ? "; what is wrong is left out"
							      : "; until it is mended “%s” holds",
					 row->strict);
		effect = strict;
	}
	wd_policy_problems_add(merge->problems,
			       &spot,
			       WD_PROBLEM_ERROR,
			       "[%s] %s: %s%s",
			       row->group,
			       row->name,
			       error->message,
			       effect);
}

/* Keeps the items that can be read. A managed list takes its strict items as well. */
static void
take_list(Merge *merge, const WdPolicySchemaRow *row, const WdPolicyEntry *entry)
{
	g_auto(GStrv) items = wd_policy_value_split(entry->value);
	g_autoptr(GStrvBuilder) good = g_strv_builder_new();
	g_auto(GStrv) kept = NULL;
	g_autofree char *text = NULL;
	gboolean is_spoilt = FALSE;

	for (guint i = 0; items[i] != NULL; i++) {
		g_autoptr(GError) error = NULL;

		if (g_str_equal(items[i], row->strict) ||
		    wd_policy_item_check(row->item, items[i], &error)) {
			g_strv_builder_add(good, items[i]);
			continue;
		}
		report_value(merge, row, entry, wd_policy_value_find_item(entry->value, i), error);
		is_spoilt = TRUE;
	}
	if (is_spoilt && is_managed_level(merge->file->level) && *row->strict != '\0')
		g_strv_builder_add(good, row->strict);
	kept = g_strv_builder_end(good);
	text = wd_policy_value_join((const char *const *)kept);
	if (!is_spoilt || kept[0] != NULL || is_managed_level(merge->file->level))
		place(merge, row, entry, text);
}

/* The first item of a list that is wrong; its beginning where something else is. */
static gsize
find_wrong_item(const WdPolicySchemaRow *row, const char *text)
{
	g_auto(GStrv) items = NULL;

	if (row->type != WD_TYPE_LIST)
		return 0;
	items = wd_policy_value_split(text);
	for (guint i = 0; items[i] != NULL; i++) {
		if (!wd_policy_item_check(row->item, items[i], NULL))
			return wd_policy_value_find_item(text, i);
	}
	return 0;
}

static void
take_value(Merge *merge, const WdPolicySchemaRow *row, const WdPolicyEntry *entry)
{
	g_auto(WdPolicyValue) value = {0};
	g_autoptr(GError) error = NULL;

	if (row->is_union) {
		take_list(merge, row, entry);
	} else if (wd_policy_value_parse(row, entry->value, &value, &error)) {
		place(merge, row, entry, entry->value);
	} else {
		report_value(merge, row, entry, find_wrong_item(row, entry->value), error);
		if (is_managed_level(merge->file->level))
			place(merge, row, entry, row->strict);
	}
}

static void
take_known(Merge *merge, const WdPolicySchemaRow *row, const WdPolicyEntry *entry)
{
	WdPolicySpot spot = spot_of(merge->file, entry->line, entry->name_column);

	if (merge->lines[row->key] != 0)
		wd_policy_problems_add(merge->problems,
				       &spot,
				       WD_PROBLEM_WARNING,
				       "[%s] %s stands in line %u already; %s",
				       row->group,
				       row->name,
				       merge->lines[row->key],
				       row->is_union ? "they add up" : "the last one counts");
	if (row->is_reserved)
		wd_policy_problems_add(merge->problems,
				       &spot,
				       WD_PROBLEM_NOTICE,
				       "[%s] %s is reserved: it has no effect yet",
				       row->group,
				       row->name);
	take_value(merge, row, entry);
	merge->lines[row->key] = entry->line;
}

/* A mistyped key in a managed file must not switch anything off: see settle_guess(). */
static void
take_unknown(Merge *merge, const WdPolicyEntry *entry, const WdPolicySchemaRow *meant)
{
	WdPolicySpot spot = spot_of(merge->file, entry->line, entry->name_column);

	if (meant == NULL) {
		wd_policy_problems_add(merge->problems,
				       &spot,
				       WD_PROBLEM_WARNING,
				       "unknown key “%s” in [%s]; it is ignored",
				       entry->name,
				       entry->group);
	} else if (is_managed_level(merge->file->level) && !merge->is_newer) {
		Guess guess = {meant, merge->file, entry};

		g_array_append_val(merge->guesses, guess);
	} else {
		wd_policy_problems_add(merge->problems,
				       &spot,
				       WD_PROBLEM_WARNING,
				       "unknown key “%s” in [%s]; did you mean [%s] %s?",
				       entry->name,
				       entry->group,
				       meant->group,
				       meant->name);
	}
}

static void
take_rule(Merge *merge, WdPolicyEntry *entry)
{
	const WdRule *old = g_hash_table_lookup(merge->rules, entry->rule->id);

	if (old != NULL) {
		WdPolicySpot spot = spot_of(merge->file, entry->line, entry->name_column);

		wd_policy_problems_add(merge->problems,
				       &spot,
				       WD_PROBLEM_NOTICE,
				       "rule “%s” replaces that of %s",
				       old->id,
				       old->source);
	}
	g_hash_table_replace(merge->rules, entry->rule->id, entry->rule);
	entry->rule = NULL;
}

static void
report_group(Merge *merge, const WdPolicyEntry *entry)
{
	WdPolicySpot spot = spot_of(merge->file, entry->group_line, 1);
	const char *meant = wd_policy_hint_group(entry->group);

	wd_policy_problems_add(merge->problems,
			       &spot,
			       WD_PROBLEM_WARNING,
			       "unknown group [%s]%s%s%s",
			       entry->group,
			       meant == NULL ? "; it is ignored" : "; did you mean [",
			       meant == NULL ? "" : meant,
			       meant == NULL ? "" : "]?");
}

static void
take_entry(Merge *merge, WdPolicyEntry *entry, guint *reported_line)
{
	const WdPolicySchemaRow *row = wd_policy_schema_find(entry->group, entry->name);

	if (row != NULL) {
		take_known(merge, row, entry);
	} else if (entry->rule != NULL) {
		take_rule(merge, entry);
	} else if (wd_policy_schema_has_group(entry->group)) {
		take_unknown(merge, entry, wd_policy_hint_key(entry->group, entry->name));
	} else {
		if (*reported_line != entry->group_line)
			report_group(merge, entry);
		*reported_line = entry->group_line;
		if (wd_policy_hint_group(entry->group) != NULL)
			take_unknown(merge, entry, wd_policy_hint_key(entry->group, entry->name));
	}
}

static void
take_file(Merge *merge, const WdPolicyFile *file)
{
	guint reported_line = 0;

	merge->file = file;
	memset(merge->lines, 0, sizeof merge->lines);
	for (guint i = 0; i < file->entries->len; i++)
		take_entry(merge, g_ptr_array_index(file->entries, i), &reported_line);
}

/* Unless another managed line names the key rightly, its strict value holds: a slip of the finger
 * must not leave to people what a company meant to lock. */
static void
settle_guess(Merge *merge, const Guess *guess)
{
	WdPolicySetting *setting = &merge->settings[guess->row->key];
	/* [Meta] only describes the policy: nothing can become weaker there. */
	gboolean is_harmless = g_str_equal(guess->row->group, "Meta") ||
			       (setting->text != NULL && is_managed_level(setting->level));
	WdPolicySpot spot = spot_of(guess->file, guess->entry->line, guess->entry->name_column);
	g_autofree char *source = g_strdup_printf("%s:%u", guess->file->path, guess->entry->line);

	wd_policy_problems_add(merge->problems,
			       &spot,
			       is_harmless ? WD_PROBLEM_WARNING : WD_PROBLEM_ERROR,
			       "unknown key “%s” in [%s]; did you mean [%s] %s? %s",
			       guess->entry->name,
			       guess->entry->group,
			       guess->row->group,
			       guess->row->name,
			       is_harmless ? "It is ignored"
					   : "Until it is mended the strict value holds");
	if (!is_harmless)
		set(setting, guess->row->strict, guess->file->level, source);
}

static void
find_min_version(Merge *merge, const WdPolicyFile *file)
{
	const WdPolicySchemaRow *row = wd_policy_schema_get(WD_KEY_META_MIN_VERSION);

	for (guint i = 0; i < file->entries->len; i++) {
		const WdPolicyEntry *entry = g_ptr_array_index(file->entries, i);
		WdPolicySpot spot = spot_of(file, entry->line, entry->value_column);

		if (!g_str_equal(entry->name, row->name) ||
		    !g_str_equal(entry->group, row->group) ||
		    wd_version_compare(entry->value, WD_VERSION) <= 0)
			continue;
		merge->is_newer = TRUE;
		wd_policy_problems_add(merge->problems,
				       &spot,
				       WD_PROBLEM_WARNING,
				       "written for version %s, this is " WD_VERSION
				       ": keys it does not know are ignored",
				       entry->value);
	}
}

static void
lay_floor(Merge *merge)
{
	for (guint i = 0; i < WD_N_KEYS; i++) {
		const WdPolicySchemaRow *row = wd_policy_schema_get((WdPolicyKey)i);

		if (!g_str_equal(row->group, "Meta"))
			set(&merge->settings[i],
			    wd_policy_schema_get_floor(row->key),
			    WD_LEVEL_IT_MANAGED,
			    WD_POLICY_FLOOR_SOURCE);
	}
}

/* What is left of a person's own exceptions: behind the managed ones, and nothing where a company
 * settled how strangers are treated, or "*=allow" would unlock that. */
static void
settle_exceptions(Merge *merge)
{
	WdPolicySetting *setting = &merge->settings[WD_KEY_CONTACTS_STRANGERS_FOR];
	WdPolicySetting *own = &merge->own_exceptions;
	gboolean is_own = setting->text != NULL && !is_managed_level(setting->level);
	g_auto(GStrv) items = NULL;
	g_autofree char *joined = NULL;
	g_autofree char *sources = NULL;

	if (is_managed_level(merge->settings[WD_KEY_CONTACTS_STRANGERS].level)) {
		WdPolicySpot spot = {is_own ? setting->source : own->source, 0, 0, FALSE};

		if (spot.path != NULL)
			wd_policy_problems_add(merge->problems,
					       &spot,
					       WD_PROBLEM_NOTICE,
					       "[Contacts] StrangersFor does not count while "
					       "Strangers is managed");
		if (is_own)
			clear(setting);
	} else if (own->text != NULL) {
		items = wd_policy_value_split(own->text);
		joined = add_items(setting->text, (const char *const *)items);
		sources = g_strconcat(setting->source, ", ", own->source, NULL);
		set(setting, joined, setting->level, sources);
	}
	clear(own);
}

/* Managed rules come first, whatever their names: the first that matches decides, and a person's
 * own “00-me=action=allow” must not stand before a company's. */
static int
compare_rules(gconstpointer a, gconstpointer b)
{
	const WdRule *x = *(const WdRule *const *)a;
	const WdRule *y = *(const WdRule *const *)b;
	gboolean is_x_managed = is_managed_level((WdPolicyLevel)x->level);
	gboolean is_y_managed = is_managed_level((WdPolicyLevel)y->level);

	if (is_x_managed != is_y_managed)
		return is_x_managed ? -1 : 1;
	return strcmp(x->id, y->id);
}

static GPtrArray *
sort_rules(GHashTable *rules)
{
	GPtrArray *sorted = g_ptr_array_new_with_free_func((GDestroyNotify)wd_rule_free);
	GHashTableIter iter;
	gpointer rule;

	g_hash_table_iter_init(&iter, rules);
	while (g_hash_table_iter_next(&iter, NULL, &rule)) {
		g_ptr_array_add(sorted, rule);
		g_hash_table_iter_steal(&iter);
	}
	g_ptr_array_sort(sorted, compare_rules);
	return sorted;
}

/* A person's own groups do not count in a company's rules: they would say whom these mean. */
static void
bind_rules(Merge *merge, const GPtrArray *rules)
{
	const WdPolicySetting *setting = &merge->settings[WD_KEY_CONTACTS_GROUPS];
	gboolean is_managed = setting->text != NULL && is_managed_level(setting->level);
	g_auto(GStrv) groups = wd_policy_value_split(setting->text != NULL ? setting->text : "");
	static const char *const none[] = {NULL};

	for (guint i = 0; i < rules->len; i++) {
		WdRule *rule = g_ptr_array_index(rules, i);
		gboolean is_company_rule = is_managed_level((WdPolicyLevel)rule->level);
		gboolean may_use = is_managed || !is_company_rule;
		const char *unknown =
			wd_rule_bind(rule, may_use ? (const char *const *)groups : none);
		WdPolicySpot spot = {rule->source, 0, 0, is_company_rule};

		if (unknown != NULL)
			wd_policy_problems_add(merge->problems,
					       &spot,
					       WD_PROBLEM_ERROR,
					       "rule “%s” names the group “%s”, which [Contacts] "
					       "Groups has not; %s",
					       rule->id,
					       unknown,
					       rule->action > WD_ACTION_NOTE ? "it means everybody"
									     : "it means nobody");
	}
}

/* The list of people that encryption is required for names groups like a rule. */
static void
check_encryption_groups(Merge *merge)
{
	const WdPolicySetting *groups = &merge->settings[WD_KEY_CONTACTS_GROUPS];
	const WdPolicySetting *people = &merge->settings[WD_KEY_ENCRYPTION_REQUIRE_END_TO_END];
	gboolean is_managed = is_managed_level(people->level);
	gboolean may_use = is_managed_level(groups->level) || !is_managed;
	g_auto(GStrv) names =
		wd_policy_value_split(may_use && groups->text != NULL ? groups->text : "");
	g_auto(GStrv) items = wd_policy_value_split(people->text != NULL ? people->text : "");
	const char *unknown =
		wd_peer_group_find_unknown((const char *const *)items, (const char *const *)names);
	WdPolicySpot spot = {people->source, 0, 0, is_managed};

	if (unknown != NULL)
		wd_policy_problems_add(merge->problems,
				       &spot,
				       WD_PROBLEM_ERROR,
				       "[Encryption] RequireEndToEnd names the group “%s”, which "
				       "[Contacts] Groups has not; it means everybody",
				       unknown);
}

static WdPolicy *
finish(Merge *merge)
{
	g_autoptr(GPtrArray) rules = sort_rules(merge->rules);
	WdPolicy *policy;

	bind_rules(merge, rules);
	check_encryption_groups(merge);
	policy = wd_policy_new(merge->settings, rules);

	for (guint i = 0; i < WD_N_KEYS; i++)
		clear(&merge->settings[i]);
	g_array_unref(merge->guesses);
	g_hash_table_unref(merge->rules);
	return policy;
}

/**
 * wd_policy_merge:
 * @files: (element-type WdPolicyFile): in rising precedence; their rules are taken out of them, and
 * files that are not readable are passed over
 * @is_floor: the managed files could not be read, and nothing earlier is left: lays the strict
 * floor over all others
 * @problems: (element-type WdPolicyProblem): what is wrong is added here
 *
 * Lays one file over the other. What a managed file says wrongly takes its strict value; what any
 * other file says wrongly is ignored.
 *
 * Returns: (transfer full): the snapshot in force
 */
WdPolicy *
wd_policy_merge(const GPtrArray *files, gboolean is_floor, GPtrArray *problems)
{
	Merge merge = {.problems = problems};

	merge.guesses = g_array_new(FALSE, FALSE, sizeof(Guess));
	merge.rules =
		g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)wd_rule_free);
	for (guint i = 0; i < files->len; i++)
		find_min_version(&merge, g_ptr_array_index(files, i));
	for (guint i = 0; i < files->len; i++) {
		const WdPolicyFile *file = g_ptr_array_index(files, i);

		if (file->is_readable)
			take_file(&merge, file);
	}
	for (guint i = 0; i < merge.guesses->len; i++)
		settle_guess(&merge, &g_array_index(merge.guesses, Guess, i));
	if (is_floor)
		lay_floor(&merge);
	settle_exceptions(&merge);
	return finish(&merge);
}
