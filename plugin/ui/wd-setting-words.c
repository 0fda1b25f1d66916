/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ui/wd-setting-words.h"

#include <glib/gi18n-lib.h>

#include "engine/text/wd-utf8.h"
#include "engine/wd-policy-item.h"
#include "engine/wd-policy-schema.h"
#include "ui/wd-columns.h"
#include "ui/wd-mnemonic.h"

/* Of Finch's lists of choices; two halves and a border fit on a terminal of 80 columns. */
#define FRAME_COLUMNS 6
#define MOST_COLUMNS  38

#define MAX_ID_CHARS 60 /* of a policy's name */

static const WdSettingRow settings[] = {
	{N_("People who are not contacts"), WD_KEY_CONTACTS_STRANGERS, N_("Their _messages:")},
	{NULL, WD_KEY_CONTACTS_REQUESTS, N_("Their contact _requests:")},
	{NULL, WD_KEY_CONTACTS_INVITATIONS, N_("Their _invitations to chat rooms:")},
	{NULL, WD_KEY_CONTACTS_ATTENTION, N_("Their calls for _attention:")},
	{NULL, WD_KEY_CONTACTS_REFUSED_REQUESTS, N_("_Whoever is refused hears:")},
	{NULL, WD_KEY_SPIM_ENABLED, N_("Look for _unwanted messages")},
	{N_("Files and links"), WD_KEY_FILES_STRANGERS, N_("Dangerous files from _strangers:")},
	{NULL, WD_KEY_FILES_CONTACTS, N_("Dangerous files from c_ontacts:")},
	{NULL, WD_KEY_LINKS_ENABLED, N_("Check _links in messages, and when they are opened")},
	{NULL, WD_KEY_LINKS_ACTION, N_("Ris_ky links:")},
	{NULL, WD_KEY_WORMS_ENABLED, N_("Watch for messages that s_pread by themselves")},
	{N_("What I send and keep"),
	 WD_KEY_LEAKS_ENABLED,
	 N_("Look for card _numbers, keys and passwords before sending")},
	{NULL, WD_KEY_LEAKS_ACTION, N_("When one is _found:")},
	{NULL, WD_KEY_LOGS_MODE, N_("_Encrypted conversation logs:")},
};

/* What a label is too short for. */
static const struct {
	WdPolicyKey key;
	const char *text;
} hints[] = {
	{WD_KEY_CONTACTS_STRANGERS,
	 N_("With a question first, a message of somebody new waits in the review list, and the "
	    "sender is asked something simple. A right answer shows you what was written and lets "
	    "that sender in from then on. Advertising gets no question. Strangers can tell from "
	    "it that your client is running, except while you are invisible.")},
};

/* The schema's words for people. */
static const struct {
	const char *word;
	const char *label;
} words[] = {
	{"allow", N_("Let through")},
	{"note", N_("Let through, with a note")},
	{"warn", N_("Warn")},
	{"hold", N_("Hold for review")},
	{"block", N_("Block")},
	{"screen", N_("Hold if unwanted")},
	{"challenge", N_("Ask them a question first")},
	{"ignore", N_("Nothing")},
	{"deny", N_("A no")},
	{"plain", N_("Show as plain text")},
	{"redact", N_("Send with the secret masked")},
	{"auto", N_("If logging is on")},
	{"always", N_("Always")},
	{"never", N_("Never")},
	{"offline", N_("Stay offline")},
	{"remind", N_("Ask again next time")},
	{"hashed", N_("As pseudonyms")},
	{"clear", N_("As they are")},
	{"refuse", N_("Refuse to sign on")},
	{"false", N_("No")},
	{"keyring", N_("In the keyring")},
	{"true", N_("Yes")},
	{"any", N_("Any version")},
	{"1.0", N_("TLS 1.0 or later")},
	{"1.1", N_("TLS 1.1 or later")},
	{"1.2", N_("TLS 1.2 or later")},
	{"1.3", N_("TLS 1.3")},
};

static const char *const levels[WD_N_LEVELS] = {
	[WD_LEVEL_BUILTIN] = N_("Default"),
	[WD_LEVEL_VENDOR_RECOMMENDED] = N_("The package"),
	[WD_LEVEL_IT_RECOMMENDED] = N_("Recommended"),
	[WD_LEVEL_USER] = N_("You"),
	[WD_LEVEL_VENDOR_MANAGED] = N_("The package, locked"),
	[WD_LEVEL_IT_MANAGED] = N_("Your organisation, locked"),
};

/**
 * wd_setting_rows:
 * @n_rows: (out): how many
 *
 * Returns: (transfer none): the few switches that people look for, in the order in which they are
 * shown
 */
const WdSettingRow *
wd_setting_rows(gsize *n_rows)
{
	*n_rows = G_N_ELEMENTS(settings);
	return settings;
}

/**
 * wd_setting_is_among_the_few:
 * @key: a key
 *
 * Returns: whether wd_setting_rows() has it
 */
gboolean
wd_setting_is_among_the_few(WdPolicyKey key)
{
	for (gsize i = 0; i < G_N_ELEMENTS(settings); i++) {
		if (settings[i].key == key)
			return TRUE;
	}
	return FALSE;
}

/**
 * wd_setting_may_be_shown:
 * @key: a key
 *
 * What only describes a policy file is nobody's setting.
 *
 * Returns: whether a person may find it among their settings
 */
gboolean
wd_setting_may_be_shown(WdPolicyKey key)
{
	const WdPolicySchemaRow *row = wd_policy_schema_get(key);

	return !row->is_reserved && !g_str_equal(row->group, "Meta");
}

/**
 * wd_setting_label_for_word:
 * @word: one of a choice's words
 *
 * Returns: (transfer none): what it means, translated
 */
const char *
wd_setting_label_for_word(const char *word)
{
	for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
		if (g_str_equal(words[i].word, word))
			return _(words[i].label);
	}
	return word;
}

/**
 * wd_setting_hint:
 * @key: a key
 *
 * Returns: (transfer none) (nullable): more about it, translated
 */
const char *
wd_setting_hint(WdPolicyKey key)
{
	for (guint i = 0; i < G_N_ELEMENTS(hints); i++) {
		if (hints[i].key == key)
			return _(hints[i].text);
	}
	return NULL;
}

/**
 * wd_setting_label_for_level:
 * @level: who set something
 *
 * Returns: (transfer none): the same in words, translated
 */
const char *
wd_setting_label_for_level(WdPolicyLevel level)
{
	g_return_val_if_fail((guint)level < WD_N_LEVELS, "");
	return _(levels[level]);
}

/**
 * wd_setting_format_value:
 * @policy: the policy in force
 * @key: a key
 *
 * Returns: (transfer full): its value as people read it: a word for a switch or a choice, all else
 * as it would stand in a file
 */
char *
wd_setting_format_value(const WdPolicy *policy, WdPolicyKey key)
{
	const WdPolicySchemaRow *row = wd_policy_schema_get(key);

	if (row->type == WD_TYPE_BOOLEAN)
		return g_strdup(wd_policy_get_boolean(policy, key) ? _("On") : _("Off"));
	if (row->type == WD_TYPE_CHOICE)
		return g_strdup(
			wd_setting_label_for_word(row->choices[wd_policy_get_choice(policy, key)]));
	return wd_policy_format_value(policy, key);
}

/**
 * wd_setting_append_policy:
 * @text: gets a line more, or nothing
 * @policy: the policy in force
 *
 * Says which policy locks settings, and in which revision: what the company's IT asks for first. A
 * name in the person's own settings is none of it.
 */
void
wd_setting_append_policy(GString *text, const WdPolicy *policy)
{
	const char *raw_id = wd_policy_is_locked(policy, WD_KEY_META_POLICY_ID)
				     ? wd_policy_get_string(policy, WD_KEY_META_POLICY_ID)
				     : "";
	gint64 revision = wd_policy_is_locked(policy, WD_KEY_META_REVISION)
				  ? wd_policy_get_integer(policy, WD_KEY_META_REVISION)
				  : 0;
	g_autofree char *id = wd_utf8_show(raw_id, MAX_ID_CHARS);
	g_autoptr(GString) name = g_string_new(id);

	if (revision > 0)
		g_string_append_printf(
			name, "%sr%" G_GINT64_FORMAT, *id != '\0' ? " " : "", revision);
	if (name->len > 0)
		/* Translators: %s is the name of a company's policy and its revision:
		 * "desktops r17". */
		g_string_append_printf(text, _("\nPolicy: %s"), name->str);
}

/**
 * wd_setting_format_lock:
 * @policy: the policy in force
 * @key: a locked key
 *
 * Returns: (transfer full): who set it and where, for the person who would like to change it
 */
char *
wd_setting_format_lock(const WdPolicy *policy, WdPolicyKey key)
{
	const char *organisation = wd_policy_get_string(policy, WD_KEY_META_ORGANISATION);
	const char *contact = wd_policy_get_string(policy, WD_KEY_META_CONTACT);
	const char *source = wd_policy_get_source(policy, key);
	GString *text = g_string_new(NULL);

	if (organisation != NULL && *organisation != '\0')
		/* Translators: %s is the name of a company or school. */
		g_string_append_printf(text, _("Set by %s."), organisation);
	else
		g_string_append(text, _("Set by your organisation."));
	if (source != NULL)
		/* Translators: %s is a file and a line: where a locked setting stands. */
		g_string_append_printf(text, _("\nIt stands in %s."), source);
	wd_setting_append_policy(text, policy);
	if (contact != NULL && *contact != '\0')
		/* Translators: %s is a mail address or a telephone number. */
		g_string_append_printf(text, _("\nQuestions: %s"), contact);
	return g_string_free(text, FALSE);
}

/**
 * wd_setting_format_label:
 * @setting: one of the few
 *
 * Returns: (transfer full): what it is called, where letters are no keys
 */
char *
wd_setting_format_label(const WdSettingRow *setting)
{
	return wd_mnemonic_strip(_(setting->label));
}

/**
 * wd_setting_format_wide_label:
 * @setting: one of the few
 *
 * Finch makes a list of choices as wide as the label before it, and cuts the choices there.
 *
 * Returns: (transfer full): what it is called, with blanks behind it so that each choice can be
 * read, as far as a usual terminal has the room
 */
char *
wd_setting_format_wide_label(const WdSettingRow *setting)
{
	const WdPolicySchemaRow *row = wd_policy_schema_get(setting->key);
	g_autofree char *label = wd_setting_format_label(setting);
	guint n_columns = wd_columns_count(label);
	guint n_wanted = 0;

	for (guint i = 0; row->type == WD_TYPE_CHOICE && row->choices[i] != NULL; i++)
		n_wanted = MAX(n_wanted,
			       wd_columns_count(wd_setting_label_for_word(row->choices[i])) +
				       FRAME_COLUMNS);
	n_wanted = MIN(n_wanted, MOST_COLUMNS);
	return g_strdup_printf(
		"%s%*s", label, n_wanted > n_columns ? (int)(n_wanted - n_columns) : 0, "");
}

/**
 * wd_setting_format_locked:
 * @policy: the policy in force
 * @setting: one of the few that is locked
 *
 * Returns: (transfer full): all about it, for clients that can show no more than some lines: what
 * it is called, its value, and who set it where
 */
char *
wd_setting_format_locked(const WdPolicy *policy, const WdSettingRow *setting)
{
	g_autofree char *label = wd_setting_format_label(setting);
	g_autofree char *value = wd_setting_format_value(policy, setting->key);
	g_autofree char *lock = wd_setting_format_lock(policy, setting->key);

	/* Translators: a setting, its value, and who set it where. */
	return g_strdup_printf(_("%s %s. %s"), label, value, lock);
}

/**
 * wd_setting_explain:
 * @row: a setting
 *
 * Returns: (transfer none): what it does, in the person's language
 */
const char *
wd_setting_explain(const WdPolicySchemaRow *row)
{
	return _(row->doc);
}

/**
 * wd_setting_describe_value:
 * @row: a setting
 *
 * What wd_policy_value_describe() says in English, for files and whoever writes them. The words of
 * a choice stay as they are: they are written like that.
 *
 * Returns: (transfer full): what a value must be
 */
char *
wd_setting_describe_value(const WdPolicySchemaRow *row)
{
	g_autofree char *choices = NULL;

	switch (row->type) {
	case WD_TYPE_BOOLEAN:
		/* Translators: "true" and "false" are written like that. */
		return g_strdup(_("true or false"));
	case WD_TYPE_CHOICE:
		choices = g_strjoinv(", ", (char **)row->choices);
		/* Translators: %s is some words with commas. */
		return g_strdup_printf(_("one of %s"), choices);
	case WD_TYPE_INTEGER:
		return g_strdup_printf(
			_("a whole number from %.0f to %.0f"), row->minimum, row->maximum);
	case WD_TYPE_NUMBER:
		return g_strdup_printf(_("a number from %g to %g"), row->minimum, row->maximum);
	case WD_TYPE_LIST:
		/* Translators: %s is one of the next messages, such as "a protocol such as
		 * prpl-jabber". */
		return g_strdup_printf(_("a list separated by “;”, each %s"),
				       _(wd_policy_item_describe(row->item)));
	case WD_TYPE_DURATION:
		return g_strdup_printf(_("a duration from %.0f to %.0f seconds, such as PT30M"),
				       row->minimum / 1000,
				       row->maximum / 1000);
	case WD_TYPE_STRING:
	default:
		return g_strdup(row->item == WD_ITEM_TEXT ? _("text")
							  : _(wd_policy_item_describe(row->item)));
	}
}
