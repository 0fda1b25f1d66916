/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-event-line.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "engine/wd-error.h"
#include "engine/wd-limits.h"

#define MAX_DEPTH 32 /* json-glib reads nested brackets on the stack */

struct WdEventLineParser {
	JsonParser *json;
};

/* Every member that has a meaning, before words become values. Borrowed from the JSON tree. */
typedef struct {
	WdEvent event;
	const char *kind;
	const char *direction;
	const char *encryption;
	const char *group;
	gboolean is_known;
	gboolean is_trusted;
	gboolean wrote_first;
	gboolean is_typed;
	guint64 present; /* bits by row of members[] */
} Raw;

typedef gboolean (*ReadNode)(JsonNode *node, gpointer to);

typedef struct {
	const char *name;
	ReadNode read;
	const char *expected;
	gsize offset; /* in Raw */
	gboolean is_required;
} Member;

static gboolean
read_string(JsonNode *node, gpointer to)
{
	if (!JSON_NODE_HOLDS_VALUE(node) || json_node_get_value_type(node) != G_TYPE_STRING)
		return FALSE;
	*(const char **)to = json_node_get_string(node);
	return TRUE;
}

static gboolean
read_boolean(JsonNode *node, gpointer to)
{
	if (!JSON_NODE_HOLDS_VALUE(node) || json_node_get_value_type(node) != G_TYPE_BOOLEAN)
		return FALSE;
	*(gboolean *)to = json_node_get_boolean(node);
	return TRUE;
}

/* Some writers have one type of number only, so 1e3 and 1000.0 are whole numbers, too. */
static gboolean
read_integer(JsonNode *node, gpointer to)
{
	double number;

	if (!JSON_NODE_HOLDS_VALUE(node))
		return FALSE;
	if (json_node_get_value_type(node) == G_TYPE_INT64) {
		*(gint64 *)to = json_node_get_int(node);
		return TRUE;
	}
	if (json_node_get_value_type(node) != G_TYPE_DOUBLE)
		return FALSE;
	number = json_node_get_double(node);
	if (!(number > -9e15 && number < 9e15) || number != (double)(gint64)number)
		return FALSE;
	*(gint64 *)to = (gint64)number;
	return TRUE;
}

#define STRING(name, field, is_required)                                                           \
	{                                                                                          \
		name, read_string, "a string", G_STRUCT_OFFSET(Raw, field), is_required            \
	}
#define BOOLEAN(name, field)                                                                       \
	{                                                                                          \
		name, read_boolean, "true or false", G_STRUCT_OFFSET(Raw, field), FALSE            \
	}
#define INTEGER(name, field, is_required)                                                          \
	{                                                                                          \
		name, read_integer, "a whole number", G_STRUCT_OFFSET(Raw, field), is_required     \
	}

enum { MEMBER_ENCRYPTION, MEMBER_WROTE_FIRST, MEMBER_TYPED };

static const Member members[] = {
	[MEMBER_ENCRYPTION] = STRING("encryption", encryption, FALSE),
	[MEMBER_WROTE_FIRST] = BOOLEAN("i_wrote_first", wrote_first),
	[MEMBER_TYPED] = BOOLEAN("typed", is_typed),
	STRING("kind", kind, TRUE),
	STRING("direction", direction, TRUE),
	STRING("protocol", event.protocol, TRUE),
	STRING("account", event.account, TRUE),
	STRING("peer", event.peer, TRUE),
	INTEGER("time_ms", event.time_ms, TRUE),
	BOOLEAN("known", is_known),
	BOOLEAN("trusted", is_trusted),
	STRING("alias", event.peer_alias, FALSE),
	STRING("group", group, FALSE),
	STRING("conversation", event.conversation, FALSE),
	STRING("text", event.text, FALSE),
	STRING("html", event.html, FALSE),
	STRING("url", event.url, FALSE),
	STRING("link_text", event.link_text, FALSE),
	STRING("client_version", event.client_version, FALSE),
};

static const Member file_members[] = {
	STRING("name", event.file_name, FALSE),
	STRING("path", event.file_path, FALSE),
	INTEGER("size", event.file_size, FALSE),
};

static gboolean
fail(GError **error, const char *name, const char *expected)
{
	g_set_error(error, WD_ERROR, WD_ERROR_MALFORMED, "“%s”: expected %s", name, expected);
	return FALSE;
}

static gboolean
read_members(JsonObject *object, const Member *table, guint n_members, Raw *raw, GError **error)
{
	for (guint i = 0; i < n_members; i++) {
		JsonNode *node = json_object_get_member(object, table[i].name);

		if (node == NULL || JSON_NODE_HOLDS_NULL(node)) {
			if (table[i].is_required)
				return fail(error, table[i].name, "it to be there");
			continue;
		}
		if (!table[i].read(node, (char *)raw + table[i].offset))
			return fail(error, table[i].name, table[i].expected);
		if (table == members)
			raw->present |= G_GUINT64_CONSTANT(1) << i;
	}
	return TRUE;
}

static gboolean
read_file(JsonObject *object, Raw *raw, GError **error)
{
	JsonNode *node = json_object_get_member(object, "file");

	raw->event.file_size = -1;
	if (node == NULL || JSON_NODE_HOLDS_NULL(node))
		return TRUE;
	if (!JSON_NODE_HOLDS_OBJECT(node))
		return fail(error, "file", "an object with name, size or path");
	return read_members(
		json_node_get_object(node), file_members, G_N_ELEMENTS(file_members), raw, error);
}

static gboolean
has(const Raw *raw, guint member)
{
	return (raw->present & G_GUINT64_CONSTANT(1) << member) != 0;
}

static gboolean
read_words(Raw *raw, GError **error)
{
	if (!wd_event_kind_parse(raw->kind, &raw->event.kind))
		return fail(error,
			    "kind",
			    "im, chat, contact-request, chat-invite, attention, file, link, "
			    "account, status or log");
	if (!wd_direction_parse(raw->direction, &raw->event.direction))
		return fail(error, "direction", "in or out");
	if (has(raw, MEMBER_ENCRYPTION) &&
	    !wd_encryption_parse(raw->encryption, &raw->event.encryption))
		return fail(error, "encryption", "none, tls, otr, omemo, openpgp or unknown");
	if (has(raw, MEMBER_TYPED))
		raw->event.typed = raw->is_typed ? WD_TYPED_YES : WD_TYPED_NO;
	return TRUE;
}

static gboolean
read_id(JsonObject *object, char **id, GError **error)
{
	JsonNode *node = json_object_get_member(object, "id");

	*id = NULL;
	if (node == NULL || JSON_NODE_HOLDS_NULL(node))
		return TRUE;
	if (!JSON_NODE_HOLDS_VALUE(node))
		return fail(error, "id", "a string or a number");
	*id = json_to_string(node, FALSE);
	return TRUE;
}

/* A client judges a long message piece by piece before it leaves. */
static char *
keep_whole(const WdEvent *raw)
{
	gboolean is_long = raw->text != NULL && raw->direction == WD_DIRECTION_OUT &&
			   strlen(raw->text) > WD_LIMIT_TEXT_BYTES;

	return is_long ? g_utf8_make_valid(raw->text, -1) : NULL;
}

static gboolean
read_object(JsonObject *object, WdEventLine *line, GError **error)
{
	Raw raw = {0};
	char *id = NULL;

	if (!read_members(object, members, G_N_ELEMENTS(members), &raw, error) ||
	    !read_file(object, &raw, error) || !read_words(&raw, error) ||
	    !read_id(object, &id, error))
		return FALSE;
	*line = (WdEventLine){
		.event = wd_event_new(&raw.event),
		.is_known = raw.is_known,
		.is_trusted = raw.is_trusted,
		.has_wrote_first = has(&raw, MEMBER_WROTE_FIRST),
		.wrote_first = raw.wrote_first,
		.group = g_strdup(raw.group),
		.whole = keep_whole(&raw.event),
		.id = id,
	};
	return TRUE;
}

/* \u0000 would end a string in the middle, and what follows it would go unjudged: it becomes the
 * replacement character, as a raw nul byte from a network does. */
static void
mend_escape(char *escape)
{
	if (strncmp(escape, "\\u0000", 6) == 0)
		memcpy(escape, "\\ufffd", 6);
}

static gboolean
check_shape(char *raw_line, gsize len, GError **error)
{
	gboolean is_string = FALSE;
	guint depth = 0;

	for (gsize i = 0; i < len; i++) {
		char character = raw_line[i];

		if (character == '\\') {
			mend_escape(raw_line + i);
			i++;
		} else if (character == '"') {
			is_string = !is_string;
		} else if (!is_string && (character == '[' || character == '{')) {
			depth++;
		} else if (!is_string && (character == ']' || character == '}')) {
			depth -= depth > 0;
		}
		if (character == '\0' || depth > MAX_DEPTH) {
			g_set_error(error,
				    WD_ERROR,
				    WD_ERROR_MALFORMED,
				    "%s at byte %" G_GSIZE_FORMAT,
				    character == '\0' ? "a nul" : "too many brackets",
				    i + 1);
			return FALSE;
		}
	}
	return TRUE;
}

/**
 * wd_event_line_parser_new:
 *
 * Returns: (transfer full): a parser
 */
WdEventLineParser *
wd_event_line_parser_new(void)
{
	WdEventLineParser *parser = g_new0(WdEventLineParser, 1);

	parser->json = json_parser_new();
	return parser;
}

/**
 * wd_event_line_parser_free:
 * @parser: (nullable) (transfer full): a parser
 */
void
wd_event_line_parser_free(WdEventLineParser *parser)
{
	if (parser == NULL)
		return;
	g_object_unref(parser->json);
	g_free(parser);
}

/**
 * wd_event_line_parse:
 * @parser: a parser
 * @raw_line: (array length=len): untrusted bytes, a nul after them; may be written to
 * @len: how many
 * @line: (out): filled on success, to be cleared with wd_event_line_clear()
 * @error: return location for a #WD_ERROR that says what was expected
 *
 * Reads one JSON object. Members it does not know are ignored, null counts as absent.
 *
 * Returns: whether the line is an event
 */
gboolean
wd_event_line_parse(
	WdEventLineParser *parser, char *raw_line, gsize len, WdEventLine *line, GError **error)
{
	g_autoptr(GError) json_error = NULL;
	JsonNode *root = NULL;

	if (!check_shape(raw_line, len, error))
		return FALSE;
	if (json_parser_load_from_data(parser->json, raw_line, (gssize)len, &json_error))
		root = json_parser_get_root(parser->json);
	if (root == NULL || !JSON_NODE_HOLDS_OBJECT(root)) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_MALFORMED,
			    "expected a JSON object%s%s",
			    json_error == NULL ? "" : ": ",
			    json_error == NULL ? "" : json_error->message);
		return FALSE;
	}
	return read_object(json_node_get_object(root), line, error);
}

/**
 * wd_event_line_clear:
 * @line: a line, or zeroes
 */
void
wd_event_line_clear(WdEventLine *line)
{
	g_clear_pointer(&line->event, wd_event_unref);
	g_clear_pointer(&line->group, g_free);
	g_clear_pointer(&line->whole, g_free);
	g_clear_pointer(&line->id, g_free);
}
