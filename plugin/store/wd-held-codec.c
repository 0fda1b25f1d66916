/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-held-codec.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "engine/wd-error.h"
#include "engine/wd-limits.h"
#include "store/wd-held-facts.h"

/*
 * What a row of the queue holds, as the JSON that is sealed. State, repeats and the time of the
 * decision are columns of the row: they change without the key. The id is inside as well, so that a
 * sealed content moved to another row is found out.
 */

#define FORMAT_VERSION 1
#define MAX_DEPTH      3  /* object, findings, finding: json-glib recurses without a bound */
#define ID_LEN         32 /* hexadecimal digits */
#define MAX_CODE_LEN   64 /* bytes; the longest code has 30 */

#define MAX_NUMBER   1e9  /* of a score or weight: a hundred findings of 10 make 1000 */
#define NUMBER_STEPS 1024 /* in one; a power of two, so that the steps are exact */
#define STEP_DIGITS  G_GUINT64_CONSTANT(9765625) /* of one, in units of ten digits */

typedef struct {
	const char *name;
	gsize offset; /* of a const char * in WdEvent */
} StringField;

static const StringField strings[] = {
	{"protocol", G_STRUCT_OFFSET(WdEvent, protocol)},
	{"account", G_STRUCT_OFFSET(WdEvent, account)},
	{"peer", G_STRUCT_OFFSET(WdEvent, peer)},
	{"conversation", G_STRUCT_OFFSET(WdEvent, conversation)},
	{"text", G_STRUCT_OFFSET(WdEvent, text)},
	{"html", G_STRUCT_OFFSET(WdEvent, html)},
	{"url", G_STRUCT_OFFSET(WdEvent, url)},
	{"link_text", G_STRUCT_OFFSET(WdEvent, link_text)},
	{"file_name", G_STRUCT_OFFSET(WdEvent, file_name)},
	{"file_replaces", G_STRUCT_OFFSET(WdEvent, file_replaces)},
	{"client_version", G_STRUCT_OFFSET(WdEvent, client_version)},
	{"server_id", G_STRUCT_OFFSET(WdEvent, server_id)},
};

/* Written by hand: a tree of json-glib's would cost each held message as much as judging it. */
static void
add_name(GString *out, const char *name)
{
	char last = out->str[out->len - 1];

	if (last != '{' && last != '[')
		g_string_append_c(out, ',');
	g_string_append_c(out, '"');
	g_string_append(out, name);
	g_string_append(out, "\":");
}

/* RFC 8259, 7: quotes, backslashes and controls are escaped. @text is valid UTF-8. */
static void
add_string(GString *out, const char *name, const char *text)
{
	if (text == NULL)
		return;
	add_name(out, name);
	g_string_append_c(out, '"');
	while (*text != '\0') {
		gsize n_plain = 0;

		while ((guchar)text[n_plain] >= 0x20 && text[n_plain] != '"' &&
		       text[n_plain] != '\\')
			n_plain++;
		g_string_append_len(out, text, (gssize)n_plain);
		text += n_plain;
		if (*text == '"' || *text == '\\')
			g_string_append_printf(out, "\\%c", *text++);
		else if (*text != '\0')
			g_string_append_printf(out, "\\u%04x", (guint)(guchar)*text++);
	}
	g_string_append_c(out, '"');
}

/* printf() would cost each number as much as a dozen strings. */
static void
append_digits(GString *out, guint64 number, guint n_digits)
{
	char digits[20]; /* of the greatest number */
	guint at = sizeof digits;

	while (number > 0 || sizeof digits - at < n_digits) {
		digits[--at] = (char)('0' + number % 10);
		number /= 10;
	}
	g_string_append_len(out, digits + at, (gssize)(sizeof digits - at));
}

static void
add_integer(GString *out, const char *name, gint64 number)
{
	add_name(out, name);
	if (number < 0)
		g_string_append_c(out, '-');
	append_digits(out, number < 0 ? -(guint64)number : (guint64)number, 1);
}

/* A step is 10 digits behind the point, exactly: what "%.17g" writes, without its exponents, which
 * json-glib 1.6 would not read back. */
static void
add_number(GString *out, const char *name, double number)
{
	double bounded = isnan(number) ? 0 : CLAMP(number, -MAX_NUMBER, MAX_NUMBER);
	gint64 n_steps = (gint64)round(bounded * NUMBER_STEPS);
	guint64 size = (guint64)ABS(n_steps);

	add_name(out, name);
	if (n_steps < 0)
		g_string_append_c(out, '-');
	append_digits(out, size / NUMBER_STEPS, 1);
	if (size % NUMBER_STEPS == 0)
		return;
	g_string_append_c(out, '.');
	append_digits(out, size % NUMBER_STEPS * STEP_DIGITS, 10);
	while (out->str[out->len - 1] == '0')
		g_string_truncate(out, out->len - 1);
}

/* Files are rare: here a tree of json-glib's will do. */
static void
add_facts(GString *out, const WdFileFacts *facts)
{
	g_autoptr(JsonNode) node = NULL;
	g_autofree char *text = NULL;
	JsonObject *object;

	if (facts == NULL)
		return;
	object = json_object_new();
	wd_held_facts_add(object, facts);
	node = json_node_new(JSON_NODE_OBJECT);
	json_node_take_object(node, object);
	text = json_to_string(node, FALSE);
	if (json_object_get_size(object) > 0)
		g_string_append_printf(out, ",%.*s", (int)strlen(text) - 2, text + 1);
}

static void
add_event(GString *out, const WdEvent *event)
{
	add_string(out, "kind", wd_event_kind_to_string(event->kind));
	add_string(out, "direction", wd_direction_to_string(event->direction));
	for (guint i = 0; i < G_N_ELEMENTS(strings); i++)
		add_string(out,
			   strings[i].name,
			   G_STRUCT_MEMBER(const char *, event, strings[i].offset));
	if (event->file_path != NULL) {
		/* A name on disk need not be UTF-8, and JSON must be. */
		g_autofree char *encoded =
			g_base64_encode((const guchar *)event->file_path, strlen(event->file_path));

		add_string(out, "file_path", encoded);
	}
	add_integer(out, "file_size", event->file_size);
	add_facts(out, event->file_facts);
	add_string(out, "encryption", wd_encryption_to_string(event->encryption));
	add_integer(out, "typed", event->typed);
	add_integer(out, "time_ms", event->time_ms);
}

static void
add_finding(GString *out, const WdFinding *finding)
{
	add_string(out, "code", finding->code);
	add_string(out, "action", wd_action_to_string(finding->action));
	add_number(out, "weight", finding->weight);
	add_integer(out, "start", (gint64)finding->start);
	add_integer(out, "end", (gint64)finding->end);
	if (finding->detail != NULL) {
		g_autofree char *detail = g_utf8_make_valid(finding->detail, -1);

		add_string(out, "detail", detail);
	}
}

static void
add_findings(GString *out, const GPtrArray *findings)
{
	add_name(out, "findings");
	g_string_append_c(out, '[');
	for (guint i = 0; i < findings->len; i++) {
		g_string_append(out, i == 0 ? "{" : ",{");
		add_finding(out, g_ptr_array_index(findings, i));
		g_string_append_c(out, '}');
	}
	g_string_append_c(out, ']');
}

/**
 * wd_held_codec_format:
 * @held: a row
 *
 * Writes what is sealed: everything but the state, the repeats and the time of the decision.
 *
 * Returns: (transfer full): one JSON object in UTF-8
 */
GBytes *
wd_held_codec_format(const WdHeld *held)
{
	GString *out = g_string_sized_new(1024);
	gsize len;

	g_string_append_c(out, '{');
	add_integer(out, "v", FORMAT_VERSION);
	add_string(out, "id", held->id);
	add_event(out, held->event);
	add_string(out, "action", wd_action_to_string(held->action));
	add_number(out, "score", held->score);
	add_findings(out, held->findings);
	add_integer(out, "held_ms", held->held_ms);
	g_string_append_c(out, '}');
	len = out->len;
	return g_bytes_new_take(g_string_free(out, FALSE), len);
}

static gboolean
fail(GError **error, const char *what)
{
	g_set_error(error, WD_ERROR, WD_ERROR_MALFORMED, "held content: %s", what);
	return FALSE;
}

/*
 * Nesting is counted before json-glib sees the bytes: its parser would exhaust the stack. It also
 * takes comments and single quotes, which would hide brackets from the count: we write neither.
 */
static gboolean
is_shallow(const guint8 *raw, gsize len)
{
	guint depth = 0;
	gboolean in_string = FALSE;

	for (gsize i = 0; i < len; i++) {
		if (in_string && raw[i] == '\\')
			i++;
		else if (raw[i] == '"')
			in_string = !in_string;
		else if (!in_string && (raw[i] == '{' || raw[i] == '['))
			depth++;
		else if (!in_string && (raw[i] == '}' || raw[i] == ']') && depth > 0)
			depth--;
		else if (!in_string && (raw[i] == '\'' || raw[i] == '/'))
			return FALSE;
		if (depth > MAX_DEPTH)
			return FALSE;
	}
	return TRUE;
}

/* NULL with @error unset: the member is absent. */
static gboolean
get_string(JsonObject *object, const char *name, const char **text, GError **error)
{
	JsonNode *node = json_object_get_member(object, name);

	*text = NULL;
	if (node == NULL)
		return TRUE;
	if (!JSON_NODE_HOLDS_VALUE(node) || json_node_get_value_type(node) != G_TYPE_STRING)
		return fail(error, name);
	*text = json_node_get_string(node);
	return TRUE;
}

static gboolean
get_integer(JsonObject *object, const char *name, gint64 *number, GError **error)
{
	JsonNode *node = json_object_get_member(object, name);

	if (node == NULL || !JSON_NODE_HOLDS_VALUE(node) ||
	    json_node_get_value_type(node) != G_TYPE_INT64)
		return fail(error, name);
	*number = json_node_get_int(node);
	return TRUE;
}

static gboolean
get_number(JsonObject *object, const char *name, double *number, GError **error)
{
	JsonNode *node = json_object_get_member(object, name);
	GType type = node != NULL && JSON_NODE_HOLDS_VALUE(node) ? json_node_get_value_type(node)
								 : G_TYPE_NONE;

	if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
		return fail(error, name);
	*number = json_node_get_double(node);
	return fabs(*number) <= MAX_NUMBER || fail(error, name);
}

static gboolean
get_action(JsonObject *object, WdAction *action, GError **error)
{
	const char *word;

	if (!get_string(object, "action", &word, error))
		return FALSE;
	return wd_action_parse(word, action) || fail(error, "action");
}

static gboolean
get_words(JsonObject *object, WdEvent *fields, GError **error)
{
	const char *kind;
	const char *direction;
	const char *encryption;
	gint64 typed;

	if (!get_string(object, "kind", &kind, error) ||
	    !get_string(object, "direction", &direction, error) ||
	    !get_string(object, "encryption", &encryption, error) ||
	    !get_integer(object, "typed", &typed, error))
		return FALSE;
	if (!wd_event_kind_parse(kind, &fields->kind))
		return fail(error, "kind");
	if (!wd_direction_parse(direction, &fields->direction))
		return fail(error, "direction");
	if (!wd_encryption_parse(encryption, &fields->encryption))
		return fail(error, "encryption");
	if (typed < WD_TYPED_UNKNOWN || typed > WD_TYPED_YES)
		return fail(error, "typed");
	fields->typed = (WdTyped)typed;
	return TRUE;
}

static gboolean
get_path(JsonObject *object, char **path, GError **error)
{
	const char *encoded;
	gsize len;

	if (!get_string(object, "file_path", &encoded, error))
		return FALSE;
	if (encoded == NULL)
		return TRUE;
	*path = (char *)g_base64_decode(encoded, &len);
	return memchr(*path, '\0', len) == NULL || fail(error, "file_path");
}

static WdEvent *
parse_event(JsonObject *object, GError **error)
{
	WdEvent fields = {0};
	g_autofree char *path = NULL;
	g_autoptr(WdFileFacts) facts = NULL;

	if (!get_words(object, &fields, error) || !wd_held_facts_parse(object, &facts, error) ||
	    !get_path(object, &path, error) ||
	    !get_integer(object, "file_size", &fields.file_size, error) ||
	    !get_integer(object, "time_ms", &fields.time_ms, error))
		return NULL;
	for (guint i = 0; i < G_N_ELEMENTS(strings); i++) {
		if (!get_string(object,
				strings[i].name,
				&G_STRUCT_MEMBER(const char *, &fields, strings[i].offset),
				error))
			return NULL;
	}
	fields.file_path = path;
	fields.file_facts = facts;
	return wd_event_new(&fields);
}

static gboolean
is_code(const char *code)
{
	gsize len = code == NULL ? 0 : strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789.-");

	return len > 0 && len <= MAX_CODE_LEN && code[len] == '\0';
}

static WdFinding *
parse_finding(JsonNode *node, GError **error)
{
	JsonObject *object = JSON_NODE_HOLDS_OBJECT(node) ? json_node_get_object(node) : NULL;
	const char *code;
	const char *detail;
	g_autofree char *valid_detail = NULL; /* an escaped lone surrogate is no UTF-8 */
	WdAction action;
	double weight;
	gint64 start;
	gint64 end;

	if (object == NULL) {
		(void)fail(error, "findings"); /* the result is NULL below */
		return NULL;
	}
	if (!get_string(object, "code", &code, error) ||
	    !get_string(object, "detail", &detail, error) || !get_action(object, &action, error) ||
	    !get_number(object, "weight", &weight, error) ||
	    !get_integer(object, "start", &start, error) ||
	    !get_integer(object, "end", &end, error))
		return NULL;
	if (!is_code(code) || start < 0 || end < start) {
		(void)fail(error, "a finding's code or range"); /* as above */
		return NULL;
	}
	if (detail != NULL)
		valid_detail = g_utf8_make_valid(detail, -1);
	/* Findings keep their code's pointer, so it must outlive them: interned, never freed. */
	return wd_finding_new(
		g_intern_string(code), action, weight, (gsize)start, (gsize)end, valid_detail);
}

static GPtrArray *
parse_findings(JsonObject *object, GError **error)
{
	JsonNode *node = json_object_get_member(object, "findings");
	g_autoptr(GPtrArray) findings =
		g_ptr_array_new_with_free_func((GDestroyNotify)wd_finding_free);
	JsonArray *array =
		node != NULL && JSON_NODE_HOLDS_ARRAY(node) ? json_node_get_array(node) : NULL;

	if (array == NULL || json_array_get_length(array) > WD_LIMIT_FINDINGS) {
		(void)fail(error, "findings"); /* the result is NULL below */
		return NULL;
	}
	for (guint i = 0; i < json_array_get_length(array); i++) {
		WdFinding *finding = parse_finding(json_array_get_element(array, i), error);

		if (finding == NULL)
			return NULL;
		g_ptr_array_add(findings, finding);
	}
	return g_steal_pointer(&findings);
}

static gboolean
check_id(JsonObject *object, const char **id, GError **error)
{
	if (!get_string(object, "id", id, error))
		return FALSE;
	return (*id != NULL && strlen(*id) == ID_LEN &&
		strspn(*id, "0123456789abcdef") == ID_LEN) ||
	       fail(error, "id");
}

static WdHeld *
parse_object(JsonObject *object, GError **error)
{
	g_autoptr(WdVerdict) verdict = wd_verdict_new();
	g_autoptr(WdEvent) event = NULL;
	g_autoptr(GPtrArray) findings = NULL;
	const char *id;
	gint64 version;
	gint64 held_ms;

	if (!get_integer(object, "v", &version, error))
		return NULL;
	if (version != FORMAT_VERSION) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_UNSUPPORTED,
			    "held content of format %" G_GINT64_FORMAT,
			    version);
		return NULL;
	}
	if (!check_id(object, &id, error) || !get_action(object, &verdict->action, error) ||
	    !get_number(object, "score", &verdict->score, error) ||
	    !get_integer(object, "held_ms", &held_ms, error))
		return NULL;
	findings = parse_findings(object, error);
	event = findings == NULL ? NULL : parse_event(object, error);
	if (event == NULL)
		return NULL;
	g_ptr_array_unref(verdict->findings);
	verdict->findings = g_steal_pointer(&findings);
	return wd_held_new(id, event, verdict, held_ms);
}

/**
 * wd_held_codec_parse:
 * @raw: (array length=len): what was unsealed; untrusted all the same, since anybody can seal
 * @len: length of @raw in bytes
 * @error: return location for a #WD_ERROR
 *
 * Reads what wd_held_codec_format() wrote. Unknown members are ignored; a missing or wrong one is
 * %WD_ERROR_MALFORMED, another format %WD_ERROR_UNSUPPORTED, more than %WD_HELD_CODEC_MAX_BYTES
 * %WD_ERROR_TOO_LONG.
 *
 * Returns: (transfer full): a waiting row without repeats, or NULL
 */
WdHeld *
wd_held_codec_parse(const guint8 *raw, gsize len, GError **error)
{
	g_autoptr(JsonParser) parser = json_parser_new();
	JsonNode *root;

	if (len > WD_HELD_CODEC_MAX_BYTES) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_TOO_LONG,
			    "held content of %" G_GSIZE_FORMAT " bytes",
			    len);
		return NULL;
	}
	if (!g_utf8_validate((const char *)raw, (gssize)len, NULL) || !is_shallow(raw, len) ||
	    !json_parser_load_from_data(parser, (const char *)raw, (gssize)len, NULL)) {
		(void)fail(error, "not a JSON object"); /* the result is NULL below */
		return NULL;
	}
	root = json_parser_get_root(parser);
	if (root == NULL || !JSON_NODE_HOLDS_OBJECT(root)) {
		(void)fail(error, "not a JSON object"); /* as above */
		return NULL;
	}
	return parse_object(json_node_get_object(root), error);
}
