/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "inspect/wd-office.h"

#include <string.h>

#include "inspect/wd-words.h"

static gboolean
is_name_letter(char c)
{
	return g_ascii_isalnum(c) || c == '_' || c == '-' || c == '.' || c == ':';
}

/* "Target = 'x'": white space and either quote, as XML allows. References are undone: "&#104;ttp"
 * is a scheme, too. */
static char *
find_attribute(const char *element, const char *name)
{
	gsize len = strlen(name);

	for (const char *at = strstr(element, name); at != NULL; at = strstr(at + 1, name)) {
		const char *value = at + len;
		const char *end;

		if (at > element && is_name_letter(at[-1]))
			continue;
		value += strspn(value, " \t\r\n");
		if (*value != '=')
			continue;
		value += 1 + strspn(value + 1, " \t\r\n");
		end = *value == '"' || *value == '\'' ? strchr(value + 1, *value) : NULL;
		if (end != NULL)
			return wd_words_undo_references(value + 1, (gsize)(end - value - 1));
	}
	return NULL;
}

static gboolean
is_far(const char *target)
{
	static const char *const far[] = {"http", "ftp", "mhtml:", "file:", "\\\\"};

	target += strspn(target, " \t\r\n");
	for (guint i = 0; i < G_N_ELEMENTS(far); i++) {
		if (g_ascii_strncasecmp(target, far[i], strlen(far[i])) == 0)
			return TRUE;
	}
	return FALSE;
}

/* What a document fetches from elsewhere when it is opened, and follows. */
static gboolean
is_followed(const char *element)
{
	static const char *const types[] = {"/attachedTemplate", "/oleObject", "/frame"};
	g_autofree char *type = find_attribute(element, "Type");
	g_autofree char *mode = find_attribute(element, "TargetMode");
	g_autofree char *target = find_attribute(element, "Target");
	gboolean is_type = FALSE;

	if (type == NULL || mode == NULL || target == NULL)
		return FALSE;
	for (guint i = 0; i < G_N_ELEMENTS(types); i++)
		is_type |= strstr(type, types[i]) != NULL;
	return is_type && strstr(mode, "External") != NULL && is_far(target);
}

/**
 * wd_office_follows:
 * @bytes: (array length=len): a part of relations: XML in any encoding that Office reads
 * @len: length of @bytes
 *
 * No parser: what is not well-formed hides nothing. Linear in @len.
 *
 * Returns: whether opening the document fetches something from elsewhere that it then obeys: a
 * template, an object, a frame
 */
gboolean
wd_office_follows(const guint8 *bytes, gsize len)
{
	g_autofree char *text = wd_words_read_xml(bytes, len);
	g_auto(GStrv) elements = g_strsplit(text, "<", -1);

	for (guint i = 0; elements[i] != NULL; i++) {
		if (is_followed(elements[i]))
			return TRUE;
	}
	return FALSE;
}

/**
 * wd_office_names_macros:
 * @bytes: (array length=len): the part that says what the others are
 * @len: length of @bytes
 *
 * A part's name is free, its type is what Office goes by.
 *
 * Returns: whether there is a sheet of Excel 4 macros or a project of Visual Basic among them
 */
gboolean
wd_office_names_macros(const guint8 *bytes, gsize len)
{
	/* ECMA-376 part 1, 15; [MS-XLSX] 2.1; "intl" is for macros in other languages */
	static const char *const types[] = {"macrosheet+xml", "ms-office.vbaProject"};
	g_autofree char *text = wd_words_read_xml(bytes, len);
	g_autofree char *plain = wd_words_undo_references(text, strlen(text));

	for (guint i = 0; i < G_N_ELEMENTS(types); i++) {
		if (strstr(plain, types[i]) != NULL)
			return TRUE;
	}
	return FALSE;
}
