/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * libpurple's own xmlnode wants a running core, for D-Bus; and a running core of another client's
 * name would write the person's accounts and contacts anew.  prefs.xml knows two elements, <pref>
 * and <item>, and attributes; text between them means nothing.
 */
#include "config.h"

#include "rehearsal/wd-rehearse-prefs.h"

#include <string.h>

#include "engine/wd-error.h"

#define MAX_DEPTH 64 /* nested preferences; libpurple's own have 6 */

struct WdRehearsePrefs {
	GNode *root; /* of Element * */
};

typedef struct {
	char *name;
	GPtrArray *attributes; /* of char *: name, value, name, value ... */
} Element;

typedef struct {
	GNode *root;
	GNode *open; /* the innermost element that is not closed yet */
} Reading;

static Element *
new_element(const char *name)
{
	Element *element = g_new0(Element, 1);

	element->name = g_strdup(name);
	element->attributes = g_ptr_array_new_with_free_func(g_free);
	return element;
}

static void
free_tree(GNode *node)
{
	Element *element;

	while (node->children != NULL)
		free_tree(node->children);
	element = node->data;
	g_free(element->name);
	g_ptr_array_unref(element->attributes);
	g_free(element);
	g_node_destroy(node);
}

static const char *
find_attribute(const GNode *node, const char *name)
{
	const Element *element = node->data;

	for (guint i = 0; i + 1 < element->attributes->len; i += 2) {
		if (strcmp(g_ptr_array_index(element->attributes, i), name) == 0)
			return g_ptr_array_index(element->attributes, i + 1);
	}
	return NULL;
}

static void
set_attribute(GNode *node, const char *name, const char *value)
{
	Element *element = node->data;

	for (guint i = 0; i + 1 < element->attributes->len; i += 2) {
		if (strcmp(g_ptr_array_index(element->attributes, i), name) != 0)
			continue;
		g_free(element->attributes->pdata[i + 1]);
		element->attributes->pdata[i + 1] = g_strdup(value);
		return;
	}
	g_ptr_array_add(element->attributes, g_strdup(name));
	g_ptr_array_add(element->attributes, g_strdup(value));
}

static void
start_element(GMarkupParseContext *context,
	      const char *name,
	      const char **names,
	      const char **values,
	      gpointer data,
	      GError **error)
{
	Reading *reading = data;
	GNode *node;

	if (reading->open == NULL ? reading->root != NULL
				  : g_node_depth(reading->open) >= MAX_DEPTH) {
		g_set_error(error,
			    G_MARKUP_ERROR,
			    G_MARKUP_ERROR_INVALID_CONTENT,
			    "more than one root, or more than %d elements in each other",
			    MAX_DEPTH);
		return;
	}
	node = g_node_new(new_element(name));
	for (guint i = 0; names[i] != NULL; i++)
		set_attribute(node, names[i], values[i]);
	if (reading->open != NULL)
		g_node_append(reading->open, node);
	else
		reading->root = node;
	reading->open = node;
}

static void
end_element(GMarkupParseContext *context, const char *name, gpointer data, GError **error)
{
	Reading *reading = data;

	reading->open = reading->open->parent;
}

static const GMarkupParser parser = {.start_element = start_element, .end_element = end_element};

/**
 * wd_rehearse_prefs_new:
 *
 * Returns: (transfer full): the preferences of a new profile: none
 */
WdRehearsePrefs *
wd_rehearse_prefs_new(void)
{
	WdRehearsePrefs *prefs = g_new0(WdRehearsePrefs, 1);

	prefs->root = g_node_new(new_element("pref"));
	set_attribute(prefs->root, "version", "1");
	set_attribute(prefs->root, "name", "/");
	return prefs;
}

/**
 * wd_rehearse_prefs_parse:
 * @raw: (array length=len): a prefs.xml; need not be UTF-8
 * @len: length of @raw in bytes, or -1 if it is nul-terminated
 * @error: return location for a #WD_ERROR
 *
 * Returns: (transfer full): the preferences, or NULL
 */
WdRehearsePrefs *
wd_rehearse_prefs_parse(const char *raw, gssize len, GError **error)
{
	Reading reading = {NULL, NULL};
	g_autoptr(GMarkupParseContext) context =
		g_markup_parse_context_new(&parser, 0, &reading, NULL);
	g_autoptr(GError) problem = NULL;
	gsize size = len < 0 ? strlen(raw) : (gsize)len;
	WdRehearsePrefs *prefs;

	if (size > WD_REHEARSE_PREFS_BYTES) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_TOO_LONG,
			    "prefs.xml of %" G_GSIZE_FORMAT " bytes",
			    size);
		return NULL;
	}
	if (!g_markup_parse_context_parse(context, raw, (gssize)size, &problem) ||
	    !g_markup_parse_context_end_parse(context, &problem)) {
		g_set_error(error, WD_ERROR, WD_ERROR_MALFORMED, "prefs.xml: %s", problem->message);
		g_clear_pointer(&reading.root, free_tree);
		return NULL;
	}
	if (reading.root == NULL) {
		g_set_error_literal(
			error, WD_ERROR, WD_ERROR_MALFORMED, "prefs.xml has no element");
		return NULL;
	}
	prefs = g_new0(WdRehearsePrefs, 1);
	prefs->root = reading.root;
	return prefs;
}

static void
format_node(const GNode *node, guint depth, GString *text)
{
	const Element *element = node->data;

	g_string_append_printf(text, "%*s<%s", (int)depth, "", element->name);
	for (guint i = 0; i + 1 < element->attributes->len; i += 2) {
		g_autofree char *value =
			g_markup_escape_text(g_ptr_array_index(element->attributes, i + 1), -1);

		g_string_append_printf(
			text, " %s='%s'", (char *)g_ptr_array_index(element->attributes, i), value);
	}
	if (node->children == NULL) {
		g_string_append(text, "/>\n");
		return;
	}
	g_string_append(text, ">\n");
	for (const GNode *child = node->children; child != NULL; child = child->next)
		format_node(child, depth + 1, text);
	g_string_append_printf(text, "%*s</%s>\n", (int)depth, "", element->name);
}

/**
 * wd_rehearse_prefs_format:
 * @prefs: preferences
 *
 * Returns: (transfer full): a prefs.xml that libpurple reads
 */
char *
wd_rehearse_prefs_format(const WdRehearsePrefs *prefs)
{
	GString *text = g_string_new("<?xml version='1.0' encoding='UTF-8' ?>\n\n");

	format_node(prefs->root, 0, text);
	return g_string_free(text, FALSE);
}

/**
 * wd_rehearse_prefs_free:
 * @prefs: (nullable) (transfer full): preferences
 */
void
wd_rehearse_prefs_free(WdRehearsePrefs *prefs)
{
	if (prefs == NULL)
		return;
	free_tree(prefs->root);
	g_free(prefs);
}

static GNode *
find_child(GNode *node, const char *attribute, const char *value)
{
	for (GNode *child = node->children; child != NULL; child = child->next) {
		if (g_strcmp0(find_attribute(child, attribute), value) == 0)
			return child;
	}
	return NULL;
}

static GNode *
find_pref(WdRehearsePrefs *prefs, const char *path)
{
	g_auto(GStrv) names = g_strsplit(path, "/", -1);
	GNode *node = prefs->root;

	for (guint i = 0; names[i] != NULL; i++) {
		GNode *child = *names[i] != '\0' ? find_child(node, "name", names[i]) : node;

		if (child == NULL) {
			child = g_node_append_data(node, new_element("pref"));
			set_attribute(child, "name", names[i]);
		}
		node = child;
	}
	return node;
}

/**
 * wd_rehearse_prefs_set:
 * @prefs: preferences
 * @path: "/plugins/core/x"
 * @type: libpurple's word: "bool", "int", "string", "path"
 * @value: the value as it stands in the file
 *
 * Sets one preference, and makes it if it is missing.
 */
void
wd_rehearse_prefs_set(WdRehearsePrefs *prefs, const char *path, const char *type, const char *value)
{
	GNode *node = find_pref(prefs, path);

	set_attribute(node, "type", type);
	set_attribute(node, "value", value);
}

/**
 * wd_rehearse_prefs_add_item:
 * @prefs: preferences
 * @path: a list of paths
 * @value: what it must contain
 *
 * Appends @value unless it is there.
 */
void
wd_rehearse_prefs_add_item(WdRehearsePrefs *prefs, const char *path, const char *value)
{
	GNode *list = find_pref(prefs, path);

	set_attribute(list, "type", "pathlist");
	if (find_child(list, "value", value) == NULL)
		set_attribute(g_node_append_data(list, new_element("item")), "value", value);
}

/**
 * wd_rehearse_prefs_remove_item:
 * @prefs: preferences
 * @path: a list of paths
 * @value: what it must not contain
 *
 * Removes @value, as often as it is there.
 */
void
wd_rehearse_prefs_remove_item(WdRehearsePrefs *prefs, const char *path, const char *value)
{
	GNode *list = find_pref(prefs, path);
	GNode *item = find_child(list, "value", value);

	while (item != NULL) {
		free_tree(item);
		item = find_child(list, "value", value);
	}
}
