/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-held-facts.h"

#include "engine/wd-error.h"

#define MEMBER "facts" /* of the row's object; absent where nobody looked */

/* A flat object: the row's parser bounds how deep it may nest. */
static void
add_string(JsonObject *object, const char *name, const char *text)
{
	if (text != NULL)
		json_object_set_string_member(object, name, text);
}

static void
add_scan(JsonObject *object, const WdScanAnswer *scan)
{
	add_string(object, "scan", wd_scan_result_to_string(scan->result));
	add_string(object, "virus", scan->name);
	add_string(object, "scan_failure", scan->reason);
	add_string(object, "scanner", scan->engine);
	json_object_set_int_member(object, "signatures_ms", scan->signatures_ms);
}

/**
 * wd_held_facts_add:
 * @row: a row's object
 * @facts: (nullable): what was seen
 *
 * Adds one member, or none.
 */
void
wd_held_facts_add(JsonObject *row, const WdFileFacts *facts)
{
	g_autofree char *hash = NULL;
	JsonObject *object;

	if (facts == NULL)
		return;
	object = json_object_new();
	hash = wd_file_facts_format_hash(facts);
	json_object_set_int_member(object, "size", facts->size);
	add_string(object, "hash", hash);
	add_string(object, "inspection", wd_inspection_to_string(facts->inspection));
	add_string(object, "failure", facts->failure);
	add_string(object, "type", facts->type);
	add_string(object, "class", wd_file_class_to_string(facts->file_class));
	json_object_set_int_member(object, "flags", facts->flags);
	add_scan(object, &facts->scan);
	json_object_set_object_member(row, MEMBER, object);
}

static gboolean
fail(GError **error, const char *what)
{
	g_set_error(error, WD_ERROR, WD_ERROR_MALFORMED, "held content: %s", what);
	return FALSE;
}

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
parse_scan_result(const char *word, WdScanResult *result)
{
	for (guint i = 0; word != NULL && i < WD_SCAN_N; i++) {
		if (g_str_equal(word, wd_scan_result_to_string((WdScanResult)i))) {
			*result = (WdScanResult)i;
			return TRUE;
		}
	}
	return FALSE;
}

static gboolean
get_scan(JsonObject *object, WdScanAnswer *scan, GError **error)
{
	const char *result;

	if (!get_string(object, "scan", &result, error) ||
	    !get_string(object, "virus", &scan->name, error) ||
	    !get_string(object, "scan_failure", &scan->reason, error) ||
	    !get_string(object, "scanner", &scan->engine, error) ||
	    !get_integer(object, "signatures_ms", &scan->signatures_ms, error))
		return FALSE;
	return parse_scan_result(result, &scan->result) || fail(error, "scan");
}

static gboolean
get_words(JsonObject *object, WdFileFacts *fields, GError **error)
{
	const char *inspection;
	const char *file_class;
	gint64 flags;

	if (!get_string(object, "inspection", &inspection, error) ||
	    !get_string(object, "class", &file_class, error) ||
	    !get_integer(object, "flags", &flags, error))
		return FALSE;
	if (!wd_inspection_parse(inspection, &fields->inspection))
		return fail(error, "inspection");
	if (!wd_file_class_parse(file_class, &fields->file_class))
		return fail(error, "class");
	if (flags < 0 || flags > WD_FILE_ALL_FLAGS)
		return fail(error, "flags");
	fields->flags = (guint)flags;
	return TRUE;
}

static gboolean
get_hash(JsonObject *object, WdFileFacts *fields, GError **error)
{
	const char *hex;

	if (!get_string(object, "hash", &hex, error))
		return FALSE;
	if (hex == NULL)
		return TRUE;
	for (guint i = 0; i < WD_FILE_HASH_BYTES; i++) {
		int high = g_ascii_xdigit_value(hex[2 * i]);
		int low = high < 0 ? -1 : g_ascii_xdigit_value(hex[2 * i + 1]);

		if (low < 0)
			return fail(error, "hash");
		fields->hash[i] = (guint8)(high * 16 + low);
	}
	fields->has_hash = TRUE;
	return hex[(gsize)2 * WD_FILE_HASH_BYTES] == '\0' || fail(error, "hash");
}

/**
 * wd_held_facts_parse:
 * @row: a row's object
 * @facts: (out) (transfer full) (nullable): what was seen; NULL where nobody looked
 * @error: return location for a #WD_ERROR; %WD_ERROR_MALFORMED
 *
 * Returns: FALSE when what stands there is not what wd_held_facts_add() writes
 */
gboolean
wd_held_facts_parse(JsonObject *row, WdFileFacts **facts, GError **error)
{
	JsonNode *node = json_object_get_member(row, MEMBER);
	WdFileFacts fields = {0};
	JsonObject *object;

	*facts = NULL;
	if (node == NULL)
		return TRUE;
	if (!JSON_NODE_HOLDS_OBJECT(node))
		return fail(error, MEMBER);
	object = json_node_get_object(node);
	if (!get_integer(object, "size", &fields.size, error) ||
	    !get_words(object, &fields, error) || !get_hash(object, &fields, error) ||
	    !get_string(object, "failure", &fields.failure, error) ||
	    !get_string(object, "type", &fields.type, error) ||
	    !get_scan(object, &fields.scan, error))
		return FALSE;
	*facts = wd_file_facts_new(&fields);
	return TRUE;
}
