/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "rehearsal/wd-rehearsal-script.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "engine/wd-error.h"

/* Made from data/rehearsal/first-day.json when the project is built. */
static const guint8 shipped_play[] = {
#include "rehearsal/wd-rehearsal-play.h"
};

/* A string member of a scene, and the actions that cannot do without it. */
typedef struct {
	const char *name;
	gsize offset;
	guint needed_by;
} SceneField;

#define NEEDS(action) (1u << (action))
#define EVERY         (~0u)

static const SceneField scene_fields[] = {
	{"id", G_STRUCT_OFFSET(WdRehearsalScene, id), EVERY},
	{"actor", G_STRUCT_OFFSET(WdRehearsalScene, actor), EVERY},
	{"title", G_STRUCT_OFFSET(WdRehearsalScene, title), EVERY},
	{"text",
	 G_STRUCT_OFFSET(WdRehearsalScene, text),
	 NEEDS(WD_REHEARSAL_MESSAGE) | NEEDS(WD_REHEARSAL_ROOM_MESSAGE) | NEEDS(WD_REHEARSAL_SAY)},
	{"room",
	 G_STRUCT_OFFSET(WdRehearsalScene, room),
	 NEEDS(WD_REHEARSAL_JOIN) | NEEDS(WD_REHEARSAL_ROOM_MESSAGE) | NEEDS(WD_REHEARSAL_INVITE)},
	{"file", G_STRUCT_OFFSET(WdRehearsalScene, file), NEEDS(WD_REHEARSAL_FILE)},
	{"bytes", G_STRUCT_OFFSET(WdRehearsalScene, bytes), 0},
	{"to", G_STRUCT_OFFSET(WdRehearsalScene, to), NEEDS(WD_REHEARSAL_SAY)},
	{"of",
	 G_STRUCT_OFFSET(WdRehearsalScene, of),
	 NEEDS(WD_REHEARSAL_RELEASE) | NEEDS(WD_REHEARSAL_DELETE)},
};

static const char *const actions[] = {
	[WD_REHEARSAL_MESSAGE] = "message",
	[WD_REHEARSAL_JOIN] = "join",
	[WD_REHEARSAL_ROOM_MESSAGE] = "room-message",
	[WD_REHEARSAL_REQUEST] = "request",
	[WD_REHEARSAL_INVITE] = "invite",
	[WD_REHEARSAL_FILE] = "file",
	[WD_REHEARSAL_ATTENTION] = "attention",
	[WD_REHEARSAL_SAY] = "say",
	[WD_REHEARSAL_RELEASE] = "release",
	[WD_REHEARSAL_DELETE] = "delete",
};
G_STATIC_ASSERT(G_N_ELEMENTS(actions) == WD_REHEARSAL_N_ACTIONS);

static const char *const outcomes[] = {
	[WD_OUTCOME_SHOWN] = "shown",
	[WD_OUTCOME_MARKED] = "marked",
	[WD_OUTCOME_ASKED] = "asked",
	[WD_OUTCOME_HELD] = "held",
	[WD_OUTCOME_SENT] = "sent",
	[WD_OUTCOME_STOPPED] = "stopped",
	[WD_OUTCOME_DELIVERED] = "delivered",
	[WD_OUTCOME_REFUSED] = "refused",
	[WD_OUTCOME_NOTHING] = "nothing",
};
G_STATIC_ASSERT(G_N_ELEMENTS(outcomes) == WD_OUTCOME_N);

static void
free_contact(gpointer pointer)
{
	WdRehearsalContact *contact = pointer;

	g_free(contact->name);
	g_free(contact->alias);
	g_free(contact);
}

static void
free_scene(gpointer pointer)
{
	for (guint i = 0; i < G_N_ELEMENTS(scene_fields); i++)
		g_free(G_STRUCT_MEMBER(char *, pointer, scene_fields[i].offset));
	g_free(pointer);
}

/* A member of another type counts as absent: json-glib would call it a programmer's error. */
static char *
take_string(JsonObject *object, const char *name)
{
	JsonNode *node = json_object_get_member(object, name);

	if (node == NULL || json_node_get_value_type(node) != G_TYPE_STRING)
		return NULL;
	return json_node_dup_string(node);
}

static gint64
take_integer(JsonObject *object, const char *name, gint64 fallback)
{
	JsonNode *node = json_object_get_member(object, name);

	if (node == NULL || json_node_get_value_type(node) != G_TYPE_INT64)
		return fallback;
	return json_node_get_int(node);
}

static gboolean
find_word(JsonObject *object, const char *name, const char *const *words, guint n, guint *found)
{
	g_autofree char *word = take_string(object, name);

	for (guint i = 0; word != NULL && i < n; i++) {
		if (strcmp(words[i], word) == 0) {
			*found = i;
			return TRUE;
		}
	}
	return FALSE;
}

static gboolean
fill_fields(JsonObject *object, WdRehearsalScene *scene, guint n, GError **error)
{
	for (guint i = 0; i < G_N_ELEMENTS(scene_fields); i++) {
		const SceneField *field = &scene_fields[i];
		char *value = take_string(object, field->name);

		G_STRUCT_MEMBER(char *, scene, field->offset) = value;
		if (value == NULL && (field->needed_by & NEEDS(scene->action)) != 0) {
			g_set_error(error,
				    WD_ERROR,
				    WD_ERROR_MALFORMED,
				    "scene %u (%s) lacks the string \"%s\"",
				    n,
				    actions[scene->action],
				    field->name);
			return FALSE;
		}
	}
	return TRUE;
}

static gboolean
parse_scene(JsonObject *object, guint n, GPtrArray *scenes, GError **error)
{
	WdRehearsalScene *scene = g_new0(WdRehearsalScene, 1);
	guint action, expected;

	g_ptr_array_add(scenes, scene);
	if (!find_word(object, "action", actions, G_N_ELEMENTS(actions), &action) ||
	    !find_word(object, "expect", outcomes, G_N_ELEMENTS(outcomes), &expected)) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_MALFORMED,
			    "scene %u has no known \"action\" or \"expect\"",
			    n);
		return FALSE;
	}
	scene->action = action;
	scene->expected = expected;
	scene->delay_ms = (guint)CLAMP(take_integer(object, "delay_ms", 1000), 0, 600000);
	return fill_fields(object, scene, n, error);
}

static gboolean
parse_contact(JsonObject *object, guint n, GPtrArray *contacts, GError **error)
{
	WdRehearsalContact *contact = g_new0(WdRehearsalContact, 1);
	JsonNode *online = json_object_get_member(object, "online");

	g_ptr_array_add(contacts, contact);
	contact->name = take_string(object, "name");
	contact->alias = take_string(object, "alias");
	contact->is_online = online != NULL && json_node_get_value_type(online) == G_TYPE_BOOLEAN &&
			     json_node_get_boolean(online);
	if (contact->name != NULL)
		return TRUE;
	g_set_error(error, WD_ERROR, WD_ERROR_MALFORMED, "contact %u has no \"name\"", n);
	return FALSE;
}

typedef gboolean (*ParseElement)(JsonObject *object, guint n, GPtrArray *list, GError **error);

static gboolean
parse_list(JsonObject *root, const char *name, ParseElement parse, GPtrArray *list, GError **error)
{
	JsonNode *node = json_object_get_member(root, name);
	JsonArray *array =
		node != NULL && JSON_NODE_HOLDS_ARRAY(node) ? json_node_get_array(node) : NULL;
	guint n = array != NULL ? json_array_get_length(array) : 0;

	if (array == NULL || n > WD_REHEARSAL_SCENES) {
		g_set_error(error,
			    WD_ERROR,
			    array == NULL ? WD_ERROR_MALFORMED : WD_ERROR_TOO_LONG,
			    "\"%s\" is no list of at most %d",
			    name,
			    WD_REHEARSAL_SCENES);
		return FALSE;
	}
	for (guint i = 0; i < n; i++) {
		JsonNode *element = json_array_get_element(array, i);

		if (!JSON_NODE_HOLDS_OBJECT(element)) {
			g_set_error(error,
				    WD_ERROR,
				    WD_ERROR_MALFORMED,
				    "element %u of \"%s\" is no object",
				    i + 1,
				    name);
			return FALSE;
		}
		if (!parse(json_node_get_object(element), i + 1, list, error))
			return FALSE;
	}
	return TRUE;
}

static JsonParser *
load(const char *raw, gsize len, GError **error)
{
	g_autoptr(JsonParser) parser = json_parser_new_immutable();
	g_autoptr(GError) problem = NULL;
	JsonNode *root;

	if (len > WD_REHEARSAL_SCRIPT_BYTES) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_TOO_LONG,
			    "script of %" G_GSIZE_FORMAT " bytes",
			    len);
		return NULL;
	}
	if (!json_parser_load_from_data(parser, raw, (gssize)len, &problem)) {
		g_set_error_literal(error, WD_ERROR, WD_ERROR_MALFORMED, problem->message);
		return NULL;
	}
	root = json_parser_get_root(parser);
	if (root == NULL || !JSON_NODE_HOLDS_OBJECT(root)) {
		g_set_error_literal(error, WD_ERROR, WD_ERROR_MALFORMED, "script is no object");
		return NULL;
	}
	return g_steal_pointer(&parser);
}

/* The person's reviews point back: a scene that was not played yet has nothing to release. */
static gboolean
check_reviews(const WdRehearsalScript *script, GError **error)
{
	for (guint i = 0; i < script->scenes->len; i++) {
		const WdRehearsalScene *scene = g_ptr_array_index(script->scenes, i);
		const WdRehearsalScene *first = wd_rehearsal_script_find(script, scene->id);
		gboolean is_known = scene->of == NULL;

		for (guint j = 0; !is_known && j < i; j++) {
			const WdRehearsalScene *earlier = g_ptr_array_index(script->scenes, j);

			is_known = strcmp(earlier->id, scene->of) == 0;
		}
		if (is_known && first == scene)
			continue;
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_MALFORMED,
			    "scene %u repeats an \"id\" or is \"of\" no earlier scene",
			    i + 1);
		return FALSE;
	}
	return TRUE;
}

/**
 * wd_rehearsal_script_parse:
 * @raw: (array length=len): JSON text; need not be UTF-8
 * @len: length of @raw in bytes, or -1 if it is nul-terminated
 * @error: return location for a #WD_ERROR
 *
 * Reads a script strictly: an unknown action, a missing member or a review of a scene that was not
 * played yet is an error that names the scene, since a rehearsal that skips something silently
 * proves nothing.
 *
 * Returns: (transfer full): the script, or NULL
 */
WdRehearsalScript *
wd_rehearsal_script_parse(const char *raw, gssize len, GError **error)
{
	g_autoptr(JsonParser) parser = load(raw, len < 0 ? strlen(raw) : (gsize)len, error);
	g_autoptr(WdRehearsalScript) script = NULL;
	JsonObject *root;

	if (parser == NULL)
		return NULL;
	root = json_node_get_object(json_parser_get_root(parser));
	script = g_new0(WdRehearsalScript, 1);
	script->contacts = g_ptr_array_new_with_free_func(free_contact);
	script->scenes = g_ptr_array_new_with_free_func(free_scene);
	if (!parse_list(root, "contacts", parse_contact, script->contacts, error) ||
	    !parse_list(root, "scenes", parse_scene, script->scenes, error) ||
	    !check_reviews(script, error))
		return NULL;
	return g_steal_pointer(&script);
}

/**
 * wd_rehearsal_script_new_built_in:
 *
 * The script that is compiled in, so that a module alone can rehearse. The build makes it from
 * plugin/data/rehearsal/first-day.json, and a test parses it: it cannot fail here.
 *
 * Returns: (transfer full): a script
 */
WdRehearsalScript *
wd_rehearsal_script_new_built_in(void)
{
	g_autoptr(GError) error = NULL;
	WdRehearsalScript *script =
		wd_rehearsal_script_parse((const char *)shipped_play, sizeof shipped_play, &error);

	if (script == NULL)
		g_error("the built-in script: %s", error->message);
	return script;
}

/**
 * wd_rehearsal_script_free:
 * @script: (nullable) (transfer full): a script
 */
void
wd_rehearsal_script_free(WdRehearsalScript *script)
{
	if (script == NULL)
		return;
	g_ptr_array_unref(script->contacts);
	g_ptr_array_unref(script->scenes);
	g_free(script);
}

/**
 * wd_rehearsal_script_find:
 * @script: a script
 * @id: a scene's id
 *
 * Returns: (transfer none) (nullable): the first scene of that id
 */
const WdRehearsalScene *
wd_rehearsal_script_find(const WdRehearsalScript *script, const char *id)
{
	for (guint i = 0; i < script->scenes->len; i++) {
		const WdRehearsalScene *scene = g_ptr_array_index(script->scenes, i);

		if (strcmp(scene->id, id) == 0)
			return scene;
	}
	return NULL;
}

/**
 * wd_rehearsal_action_to_string:
 * @action: an action
 *
 * Returns: (transfer none): its word in a script
 */
const char *
wd_rehearsal_action_to_string(WdRehearsalAction action)
{
	g_return_val_if_fail(action < WD_REHEARSAL_N_ACTIONS, "");

	return actions[action];
}

/**
 * wd_outcome_to_string:
 * @outcome: an outcome
 *
 * Returns: (transfer none): its word in a script and in the table
 */
const char *
wd_outcome_to_string(WdOutcome outcome)
{
	g_return_val_if_fail(outcome < WD_OUTCOME_N, "");

	return outcomes[outcome];
}
