/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-rule.h"

#include <string.h>

#include "engine/wd-error.h"
#include "engine/wd-policy-item.h"
#include "engine/wd-policy-value.h"

#define MAX_RULE_BYTES 4096 /* of one rule: a long list belongs into [Links] or [Contacts] */

typedef struct Field Field;

/* One word before a “=”: how its value is read. */
struct Field {
	const char *name;
	gboolean (*read)(const Field *field, WdRule *rule, const char *value, GError **error);
	WdRulePattern pattern;
	int direction; /* implied by the word, or -1 */
};

typedef gboolean (*ParseWord)(const char *word, guint *bit);

static gboolean
fail(GError **error, const char *expected, const char *found)
{
	return wd_policy_reject(error, expected, found, "");
}

static gboolean
parse_kind(const char *word, guint *bit)
{
	WdEventKind kind;

	if (!wd_event_kind_parse(word, &kind))
		return FALSE;
	*bit = kind;
	return TRUE;
}

static gboolean
parse_direction(const char *word, guint *bit)
{
	WdDirection direction;

	if (!wd_direction_parse(word, &direction))
		return FALSE;
	*bit = direction;
	return TRUE;
}

static gboolean
parse_encryption(const char *word, guint *bit)
{
	WdEncryption encryption;

	if (!wd_encryption_parse(word, &encryption))
		return FALSE;
	*bit = encryption;
	return TRUE;
}

static gboolean
parse_truth(const char *word, guint *bit)
{
	*bit = g_str_equal(word, "true");
	return *bit || g_str_equal(word, "false");
}

static gboolean
read_words(const char *value, ParseWord parse, const char *expected, guint *bits, GError **error)
{
	g_auto(GStrv) words = g_strsplit(value, ",", -1);

	for (guint i = 0; words[i] != NULL; i++) {
		guint bit;

		if (!parse(g_strstrip(words[i]), &bit))
			return fail(error, expected, words[i]);
		*bits |= 1u << bit;
	}
	return *bits != 0 || fail(error, expected, value);
}

static gboolean
read_kind(const Field *field, WdRule *rule, const char *value, GError **error)
{
	return read_words(value,
			  parse_kind,
			  "a kind of event (im, chat, contact-request, chat-invite, attention, "
			  "file, link, account, status, log)",
			  &rule->kinds,
			  error);
}

static gboolean
read_direction(const Field *field, WdRule *rule, const char *value, GError **error)
{
	guint implied = rule->directions;

	rule->directions = 0;
	if (!read_words(value, parse_direction, "in or out", &rule->directions, error))
		return FALSE;
	return implied == 0 || implied == rule->directions ||
	       fail(error, "the direction that sender or recipient implies", value);
}

static gboolean
read_encryption(const Field *field, WdRule *rule, const char *value, GError **error)
{
	return read_words(value,
			  parse_encryption,
			  "a state of encryption (unknown, none, tls, otr, omemo, openpgp)",
			  &rule->encryptions,
			  error);
}

static gboolean
read_stranger(const Field *field, WdRule *rule, const char *value, GError **error)
{
	return read_words(value, parse_truth, "true or false", &rule->strangers, error);
}

static gboolean
parse_class(const char *word, guint *bit)
{
	WdFileClass file_class;

	if (!wd_file_class_parse(word, &file_class))
		return FALSE;
	*bit = file_class;
	return TRUE;
}

static gboolean
parse_content(const char *word, guint *bit)
{
	WdFileFlag flag;

	if (!wd_file_flag_parse(word, &flag))
		return FALSE;
	*bit = (guint)g_bit_nth_lsf((gulong)flag, -1);
	return TRUE;
}

static gboolean
read_class(const Field *field, WdRule *rule, const char *value, GError **error)
{
	return read_words(value,
			  parse_class,
			  "a class of file (text, image, audio, video, document, archive, program, "
			  "script, disk, data, empty, unknown)",
			  &rule->classes,
			  error);
}

static gboolean
read_content(const Field *field, WdRule *rule, const char *value, GError **error)
{
	return read_words(value,
			  parse_content,
			  "what may be in a file (encrypted, macros, program-inside, link-inside, "
			  "path-inside, disguise-inside, bomb, limit, damaged, truncated, active, "
			  "contradicts)",
			  &rule->contents,
			  error);
}

/* ">10M": the unit is a power of 1024. */
static gboolean
read_size(const Field *field, WdRule *rule, const char *value, GError **error)
{
	static const char units[] = "kMG";
	const char *unit = NULL;
	char *end = NULL;
	gint64 size;

	if (*value != '<' && *value != '>')
		return fail(error, "a size such as >10M or <500k", value);
	size = g_ascii_strtoll(value + 1, &end, 10);
	if (end == value + 1 || !g_ascii_isdigit(value[1]) || size > G_MAXINT32)
		return fail(error, "a size such as >10M or <500k", value);
	unit = *end != '\0' ? strchr(units, *end) : NULL;
	if (*end != '\0' && (unit == NULL || end[1] != '\0'))
		return fail(error, "a size such as >10M or <500k", value);
	for (gint n = unit != NULL ? (gint)(unit - units) + 1 : 0; n > 0; n--)
		size *= 1024;
	if (*value == '>')
		rule->min_size = size;
	else
		rule->max_size = size;
	return TRUE;
}

static gboolean
read_action(const Field *field, WdRule *rule, const char *value, GError **error)
{
	return wd_action_parse(value, &rule->action) ||
	       fail(error, "an action (allow, note, warn, hold, block)", value);
}

static gboolean
read_reason(const Field *field, WdRule *rule, const char *value, GError **error)
{
	rule->reason = g_strdup(value);
	return TRUE;
}

static gboolean
imply_direction(const Field *field, WdRule *rule)
{
	guint before = rule->directions;

	if (field->direction < 0)
		return TRUE;
	rule->directions = 1u << field->direction;
	return before == 0 || before == rule->directions;
}

/* “recipient” is a peer I write to, “sender” one who writes to me: the word implies the direction.
 */
static gboolean
read_pattern(const Field *field, WdRule *rule, const char *value, GError **error)
{
	g_auto(GStrv) words = g_strsplit(value, ",", -1);
	GPtrArray *patterns = NULL;

	if (rule->patterns[field->pattern] != NULL)
		return fail(error, "only one of peer, sender and recipient", value);
	patterns = g_ptr_array_new_with_free_func((GDestroyNotify)g_pattern_spec_free);
	rule->patterns[field->pattern] = patterns;
	if (!imply_direction(field, rule))
		return fail(error, "a word that agrees with direction", field->name);
	for (guint i = 0; words[i] != NULL; i++) {
		g_autofree char *folded = g_utf8_casefold(g_strstrip(words[i]), -1);

		if (*folded == '\0')
			return fail(error, "a pattern, perhaps with * and ?", value);
		g_ptr_array_add(patterns, g_pattern_spec_new(folded));
		rule->has_slash |= field->pattern == WD_RULE_PEER && strchr(folded, '/') != NULL;
	}
	return patterns->len > 0 || fail(error, "a pattern, perhaps with * and ?", value);
}

static gboolean
read_group(const Field *field, WdRule *rule, const char *value, GError **error)
{
	g_auto(GStrv) names = g_strsplit(value, ",", -1);

	for (guint i = 0; names[i] != NULL; i++) {
		if (*g_strstrip(names[i]) == '\0')
			return fail(error, "the name of a group of [Contacts] Groups", value);
	}
	rule->groups[field->pattern] = g_steal_pointer(&names);
	return TRUE;
}

static gboolean
read_time(const Field *field, WdRule *rule, const char *value, GError **error)
{
	g_auto(GStrv) words = g_strsplit(value, ",", -1);

	for (guint i = 0; words[i] != NULL; i++) {
		if (!wd_rule_time_parse_hours(&rule->when, words[i]))
			return fail(error, "hours such as 08:00-18:00, at most eight", words[i]);
	}
	return TRUE;
}

static gboolean
read_days(const Field *field, WdRule *rule, const char *value, GError **error)
{
	g_auto(GStrv) words = g_strsplit(value, ",", -1);

	for (guint i = 0; words[i] != NULL; i++) {
		if (!wd_rule_time_parse_days(&rule->when, words[i]))
			return fail(error, "days such as mon-fri or sat,sun", words[i]);
	}
	return TRUE;
}

static const Field fields[] = {
	{"kind", read_kind, WD_RULE_N_PATTERNS, -1},
	{"direction", read_direction, WD_RULE_N_PATTERNS, -1},
	{"encryption", read_encryption, WD_RULE_N_PATTERNS, -1},
	{"stranger", read_stranger, WD_RULE_N_PATTERNS, -1},
	{"protocol", read_pattern, WD_RULE_PROTOCOL, -1},
	{"account", read_pattern, WD_RULE_ACCOUNT, -1},
	{"peer", read_pattern, WD_RULE_PEER, -1},
	{"sender", read_pattern, WD_RULE_PEER, WD_DIRECTION_IN},
	{"recipient", read_pattern, WD_RULE_PEER, WD_DIRECTION_OUT},
	{"conversation", read_pattern, WD_RULE_CONVERSATION, -1},
	{"room", read_pattern, WD_RULE_ROOM, -1},
	{"domain", read_pattern, WD_RULE_DOMAIN, -1},
	{"peer-group", read_group, WD_RULE_PEER_GROUP, -1},
	{"my-group", read_group, WD_RULE_MY_GROUP, -1},
	{"time", read_time, WD_RULE_N_PATTERNS, -1},
	{"days", read_days, WD_RULE_N_PATTERNS, -1},
	{"text", read_pattern, WD_RULE_TEXT, -1},
	{"file", read_pattern, WD_RULE_FILE, -1},
	{"url", read_pattern, WD_RULE_URL, -1},
	{"group", read_pattern, WD_RULE_GROUP, -1},
	{"type", read_pattern, WD_RULE_TYPE, -1},
	{"class", read_class, WD_RULE_N_PATTERNS, -1},
	{"content", read_content, WD_RULE_N_PATTERNS, -1},
	{"size", read_size, WD_RULE_N_PATTERNS, -1},
	{"action", read_action, WD_RULE_N_PATTERNS, -1},
	{"reason", read_reason, WD_RULE_N_PATTERNS, -1},
};

static gboolean
find_field(const char *name, guint *index)
{
	for (guint i = 0; i < G_N_ELEMENTS(fields); i++) {
		if (g_str_equal(fields[i].name, name)) {
			*index = i;
			return TRUE;
		}
	}
	return FALSE;
}

static gboolean
read_part(WdRule *rule, char *part, guint *seen, GError **error)
{
	char *equals = strchr(part, '=');
	guint index;

	if (equals == NULL)
		return fail(error, "condition=value", part);
	*equals = '\0';
	if (!find_field(g_strstrip(part), &index))
		return fail(error,
			    "kind, direction, encryption, stranger, protocol, account, peer, "
			    "sender, recipient, group, peer-group, my-group, domain, conversation, "
			    "room, time, days, text, file, type, class, content, size, url, action "
			    "or reason",
			    part);
	if (*seen & 1u << index)
		return fail(error, "each condition once", part);
	*seen |= 1u << index;
	return fields[index].read(&fields[index], rule, g_strstrip(equals + 1), error);
}

static gboolean
has_action(guint seen)
{
	guint index = 0;

	return find_field("action", &index) && (seen & 1u << index) != 0;
}

/**
 * wd_rule_parse:
 * @id: the key
 * @text: the value, such as "kind=im,chat;direction=out;recipient=*@guest.example;action=block"
 * @error: return location for a #WD_ERROR that says what was expected
 *
 * Conditions are separated by “;” (“\;” stands for itself), the choices of one by “,”. Patterns
 * know * and ?, and ignore case.
 *
 * Returns: (transfer full): a rule without source and level, or NULL
 */
WdRule *
wd_rule_parse(const char *id, const char *text, GError **error)
{
	g_autoptr(WdRule) rule = g_new0(WdRule, 1);
	g_auto(GStrv) parts = NULL;
	guint seen = 0;

	rule->min_size = rule->max_size = -1;
	rule->id = g_strdup(id);
	rule->text = g_strdup(text);
	if (strlen(text) > MAX_RULE_BYTES) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_TOO_LONG,
			    "a rule of %" G_GSIZE_FORMAT " bytes; at most %d are read",
			    strlen(text),
			    MAX_RULE_BYTES);
		return NULL;
	}
	parts = wd_policy_value_split(text);
	for (guint i = 0; parts[i] != NULL; i++) {
		if (!read_part(rule, parts[i], &seen, error))
			return NULL;
	}
	if (!has_action(seen)) {
		(void)fail(error, "action=… in a rule", text);
		return NULL;
	}
	return g_steal_pointer(&rule);
}

/**
 * wd_rule_free:
 * @rule: (nullable) (transfer full): a rule
 */
void
wd_rule_free(WdRule *rule)
{
	if (rule == NULL)
		return;
	for (guint i = 0; i < WD_RULE_N_PATTERNS; i++)
		g_clear_pointer(&rule->patterns[i], g_ptr_array_unref);
	for (guint i = 0; i < WD_RULE_N_PATTERNS; i++)
		g_strfreev(rule->groups[i]);
	g_free(rule->id);
	g_free(rule->text);
	g_free(rule->source);
	g_free(rule->reason);
	g_free(rule);
}

/* The people of one group of the list; FALSE when it is not there. A group may have several items,
 * of several files. */
static gboolean
add_people(GPtrArray *patterns, const char *name, const char *const *groups)
{
	gboolean is_there = FALSE;

	for (guint i = 0; groups[i] != NULL; i++) {
		const char *equals = strchr(groups[i], '=');
		g_auto(GStrv) people = NULL;

		if (equals == NULL || strlen(name) != (gsize)(equals - groups[i]) ||
		    strncmp(groups[i], name, strlen(name)) != 0)
			continue;
		is_there = TRUE;
		people = g_strsplit(equals + 1, "|", -1);
		for (guint j = 0; people[j] != NULL; j++) {
			g_autofree char *folded = g_utf8_casefold(g_strstrip(people[j]), -1);

			g_ptr_array_add(patterns, g_pattern_spec_new(folded));
		}
	}
	return is_there;
}

/**
 * wd_rule_bind:
 * @rule: a rule
 * @groups: NULL-terminated: [Contacts] Groups, "name=pattern|pattern"
 *
 * Looks up the people of the groups that the rule names. A rule that names one that there is not
 * means everybody when it protects, and nobody when it lets pass.
 *
 * Returns: (transfer none) (nullable): the name that is unknown, until @rule is freed
 */
const char *
wd_rule_bind(WdRule *rule, const char *const *groups)
{
	const char *unknown = NULL;

	for (guint i = 0; i < WD_RULE_N_PATTERNS; i++) {
		if (rule->groups[i] == NULL)
			continue;
		g_clear_pointer(&rule->patterns[i], g_ptr_array_unref);
		rule->patterns[i] =
			g_ptr_array_new_with_free_func((GDestroyNotify)g_pattern_spec_free);
		for (guint j = 0; rule->groups[i][j] != NULL; j++) {
			if (!add_people(rule->patterns[i], rule->groups[i][j], groups))
				unknown = rule->groups[i][j];
		}
	}
	rule->is_unbound = unknown != NULL;
	return unknown;
}

static gboolean
has_bit(guint bits, guint bit)
{
	return bits == 0 || (bits & 1u << bit) != 0;
}

static gboolean
matches_any(const GPtrArray *patterns, const char *folded)
{
	for (guint i = 0; i < patterns->len; i++) {
		if (g_pattern_spec_match_string(g_ptr_array_index(patterns, i), folded))
			return TRUE;
	}
	return FALSE;
}

static gboolean
is_name(WdRulePattern pattern)
{
	return pattern == WD_RULE_PEER || pattern == WD_RULE_ACCOUNT ||
	       pattern == WD_RULE_PEER_GROUP || pattern == WD_RULE_MY_GROUP;
}

/* A name matches with or without its resource: “*@corp.example” also means a@corp.example/desk. But
 * where the rule lets pass, a nick in a room, which the peer chose, must not look like a name. */
static gboolean
matches_text(const WdRule *rule, WdRulePattern pattern, const char *text)
{
	g_autofree char *folded = NULL;
	gboolean is_sure;
	char *slash;

	if (rule->patterns[pattern] == NULL)
		return TRUE;
	if (text == NULL)
		return FALSE;
	folded = g_utf8_casefold(text, -1);
	is_sure = is_name(pattern) && pattern != WD_RULE_ACCOUNT &&
		  rule->action == WD_ACTION_ALLOW && !rule->has_slash;
	if ((!is_sure || strchr(folded, '/') == NULL) &&
	    matches_any(rule->patterns[pattern], folded))
		return TRUE;
	if (!is_name(pattern))
		return FALSE;
	slash = strchr(folded, '/');
	if (slash == NULL)
		return FALSE;
	*slash = '\0';
	return matches_any(rule->patterns[pattern], folded);
}

/* A claim counts like a measured size: whichever of them is larger. */
static gboolean
matches_size(const WdRule *rule, const WdEvent *event)
{
	gint64 size = event->file_size;

	if (rule->min_size < 0 && rule->max_size < 0)
		return TRUE;
	if (event->file_facts != NULL && event->file_facts->size > size)
		size = event->file_facts->size;
	return size >= 0 && (rule->min_size < 0 || size > rule->min_size) &&
	       (rule->max_size < 0 || size < rule->max_size);
}

static gboolean
matches_file(const WdRule *rule, const WdEvent *event, const WdContext *context)
{
	guint seen = event->file_facts != NULL ? event->file_facts->flags : 0;

	return (rule->classes == 0 || (rule->classes & context->file_classes) != 0) &&
	       (rule->contents == 0 || (rule->contents & seen) != 0) && matches_size(rule, event);
}

/* What stands behind the “@” of a name and before its resource; NULL where there is none. */
static char *
get_domain(const char *peer)
{
	gsize len = strcspn(peer, "/");
	const char *at = memchr(peer, '@', len);

	return at == NULL ? NULL : g_strndup(at + 1, len - (gsize)(at + 1 - peer));
}

static char *
get_room(const WdEvent *event)
{
	if (event->kind != WD_EVENT_CHAT && event->kind != WD_EVENT_CHAT_INVITE)
		return NULL;
	if (event->conversation != NULL && *event->conversation != '\0')
		return g_strdup(event->conversation);
	return event->kind == WD_EVENT_CHAT ? g_strndup(event->peer, strcspn(event->peer, "/"))
					    : NULL;
}

/**
 * wd_rule_matches:
 * @rule: a rule
 * @event: what happened
 * @context: what was known then
 *
 * Returns: whether every condition of @rule holds; one about something @event has not got does not
 */
gboolean
wd_rule_matches(const WdRule *rule, const WdEvent *event, const WdContext *context)
{
	g_autofree char *domain = NULL;
	g_autofree char *room = NULL;
	const char *texts[WD_RULE_N_PATTERNS] = {
		[WD_RULE_PROTOCOL] = event->protocol,
		[WD_RULE_ACCOUNT] = event->account,
		[WD_RULE_PEER] = event->peer,
		[WD_RULE_PEER_GROUP] = event->peer,
		[WD_RULE_MY_GROUP] = event->account,
		[WD_RULE_CONVERSATION] = event->conversation,
		[WD_RULE_TEXT] = event->text,
		[WD_RULE_FILE] = event->file_name,
		[WD_RULE_URL] = event->url,
		[WD_RULE_GROUP] = context->group,
		[WD_RULE_TYPE] = event->file_facts != NULL ? event->file_facts->type : NULL,
	};

	if (!has_bit(rule->kinds, event->kind) || !has_bit(rule->directions, event->direction) ||
	    !has_bit(rule->encryptions, event->encryption) ||
	    !has_bit(rule->strangers, wd_context_is_stranger(context) ? 1 : 0) ||
	    !matches_file(rule, event, context) ||
	    !wd_rule_time_matches(&rule->when, event->time_ms, context->utc_offset_s))
		return FALSE;
	if (rule->is_unbound && rule->action <= WD_ACTION_NOTE)
		return FALSE;
	if (rule->patterns[WD_RULE_DOMAIN] != NULL)
		texts[WD_RULE_DOMAIN] = domain = get_domain(event->peer);
	if (rule->patterns[WD_RULE_ROOM] != NULL)
		texts[WD_RULE_ROOM] = room = get_room(event);
	for (guint i = 0; i < WD_RULE_N_PATTERNS; i++) {
		gboolean is_everybody = rule->is_unbound && rule->groups[i] != NULL;

		if (!is_everybody && !matches_text(rule, (WdRulePattern)i, texts[i]))
			return FALSE;
	}
	return TRUE;
}

/**
 * wd_rule_find:
 * @rules: (element-type WdRule): in their order
 * @event: what happened
 * @context: what was known then
 *
 * Returns: (transfer none) (nullable): the first rule that matches
 */
const WdRule *
wd_rule_find(const GPtrArray *rules, const WdEvent *event, const WdContext *context)
{
	for (guint i = 0; i < rules->len; i++) {
		const WdRule *rule = g_ptr_array_index(rules, i);

		if (wd_rule_matches(rule, event, context))
			return rule;
	}
	return NULL;
}
