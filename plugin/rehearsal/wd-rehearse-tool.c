/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "rehearsal/wd-rehearse-tool.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "engine/wd-error.h"

#define MAX_ARGUMENTS 16 /* of one command */

static void
free_row(gpointer pointer)
{
	WdRehearseRow *row = pointer;

	g_free(row->id);
	g_free(row->kind);
	g_free(row->direction);
	g_free(row->peer);
	g_free(row->state);
	g_free(row->why);
	g_free(row);
}

/**
 * wd_rehearse_tool_run:
 * @tool: which wardenctl, on which profile
 * @arguments: (array zero-terminated=1): its command and options, without the profile
 * @output: (out) (optional): what it wrote to its standard output
 * @error: return location for a #WD_ERROR
 *
 * Runs wardenctl and waits for it. Blocks: a headless host has nothing else to do.
 *
 * Returns: %TRUE if it exited with 0
 */
gboolean
wd_rehearse_tool_run(const WdRehearseTool *tool,
		     const char *const *arguments,
		     char **output,
		     GError **error)
{
	const char *argv[MAX_ARGUMENTS + 4] = {tool->path};
	g_autofree char *out = NULL;
	g_autofree char *complaint = NULL;
	g_autoptr(GError) problem = NULL;
	guint n = 1;
	gint status;

	for (; arguments[n - 1] != NULL && n <= MAX_ARGUMENTS; n++)
		argv[n] = arguments[n - 1];
	argv[n++] = "--profile";
	argv[n] = tool->user_dir;
	if (!g_spawn_sync(NULL,
			  (char **)argv,
			  NULL,
			  G_SPAWN_DEFAULT,
			  NULL,
			  NULL,
			  &out,
			  &complaint,
			  &status,
			  &problem) ||
	    !g_spawn_check_wait_status(status, &problem)) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_IO,
			    "wardenctl %s %s: %s %s",
			    arguments[0],
			    arguments[1] != NULL ? arguments[1] : "",
			    problem->message,
			    complaint != NULL ? complaint : "");
		return FALSE;
	}
	if (output != NULL)
		*output = g_steal_pointer(&out);
	return TRUE;
}

static char *
find_string(JsonObject *object, const char *name)
{
	JsonNode *node = json_object_get_member(object, name);

	if (node != NULL && json_node_get_value_type(node) == G_TYPE_STRING)
		return json_node_dup_string(node);
	return NULL;
}

static char *
join_reasons(JsonObject *object)
{
	JsonNode *node = json_object_get_member(object, "findings");
	JsonArray *findings =
		node != NULL && JSON_NODE_HOLDS_ARRAY(node) ? json_node_get_array(node) : NULL;
	GString *why = g_string_new(NULL);

	for (guint i = 0; findings != NULL && i < json_array_get_length(findings); i++) {
		JsonNode *finding = json_array_get_element(findings, i);
		g_autofree char *sentence =
			JSON_NODE_HOLDS_OBJECT(finding)
				? find_string(json_node_get_object(finding), "why")
				: NULL;

		if (sentence != NULL)
			g_string_append_printf(why, "%s%s", why->len > 0 ? "\n" : "", sentence);
	}
	return g_string_free(why, FALSE);
}

static WdRehearseRow *
new_row(JsonObject *object)
{
	WdRehearseRow *row = g_new0(WdRehearseRow, 1);

	row->id = find_string(object, "id");
	row->kind = find_string(object, "kind");
	row->direction = find_string(object, "direction");
	row->peer = find_string(object, "peer");
	row->state = find_string(object, "state");
	row->why = join_reasons(object);
	return row;
}

/**
 * wd_rehearse_rows_parse:
 * @raw: what `wardenctl queue list --json` wrote: a list of objects
 * @error: return location for a #WD_ERROR
 *
 * Returns: (transfer full) (element-type WdRehearseRow): the rows, or NULL
 */
GPtrArray *
wd_rehearse_rows_parse(const char *raw, GError **error)
{
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(free_row);
	g_autoptr(GError) problem = NULL;
	g_autoptr(JsonNode) root = json_from_string(raw, &problem);
	JsonArray *array =
		root != NULL && JSON_NODE_HOLDS_ARRAY(root) ? json_node_get_array(root) : NULL;

	for (guint i = 0; array != NULL && i < json_array_get_length(array); i++) {
		JsonNode *element = json_array_get_element(array, i);

		if (JSON_NODE_HOLDS_OBJECT(element))
			g_ptr_array_add(rows, new_row(json_node_get_object(element)));
		else
			array = NULL;
	}
	if (array != NULL)
		return g_steal_pointer(&rows);
	g_set_error_literal(
		error, WD_ERROR, WD_ERROR_MALFORMED, "the queue's list is no list of objects");
	return NULL;
}

/**
 * wd_rehearse_tool_list_queue:
 * @tool: which wardenctl, on which profile
 * @error: return location for a #WD_ERROR
 *
 * Returns: (transfer full) (element-type WdRehearseRow): the review queue, or NULL
 */
GPtrArray *
wd_rehearse_tool_list_queue(const WdRehearseTool *tool, GError **error)
{
	static const char *const list[] = {"queue", "list", "--json", NULL};
	g_autofree char *output = NULL;

	if (!wd_rehearse_tool_run(tool, list, &output, error))
		return NULL;
	return wd_rehearse_rows_parse(output, error);
}

/**
 * wd_rehearse_rows_find:
 * @rows: (nullable) (element-type WdRehearseRow): the review queue
 * @kind: (nullable): an event's kind
 * @peer: whose
 *
 * Returns: (transfer none) (nullable): the first row of that kind and peer
 */
const WdRehearseRow *
wd_rehearse_rows_find(const GPtrArray *rows, const char *kind, const char *peer)
{
	for (guint i = 0; rows != NULL && i < rows->len; i++) {
		const WdRehearseRow *row = g_ptr_array_index(rows, i);

		if (g_strcmp0(row->kind, kind) == 0 && g_strcmp0(row->peer, peer) == 0)
			return row;
	}
	return NULL;
}
