/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-log-images.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* Writes what stands in the place of a picture; FALSE: nothing, and a word takes it. */
typedef gboolean (*Replace)(GString *out, const char *tag, gsize len, gpointer data);

static const char *
find_image(const char *html)
{
	for (const char *p = strchr(html, '<'); p != NULL; p = strchr(p + 1, '<')) {
		if (g_ascii_strncasecmp(p + 1, "img", 3) == 0)
			return p;
	}
	return NULL;
}

/* Behind the tag that begins at @tag. One that never ends takes the rest with it. */
static const char *
skip_tag(const char *tag)
{
	char quote = '\0';

	for (const char *p = tag; *p != '\0'; p++) {
		if (quote != '\0')
			quote = *p == quote ? '\0' : quote;
		else if (*p == '"' || *p == '\'')
			quote = *p;
		else if (*p == '>')
			return p + 1;
	}
	return tag + strlen(tag);
}

/* (nullable): @html with every picture replaced; NULL when it has none, as nearly always. */
static char *
replace_images(const char *html, Replace replace, gpointer data)
{
	const char *image = find_image(html);
	GString *out;

	if (image == NULL)
		return NULL;
	out = g_string_new(NULL);
	while (image != NULL) {
		const char *behind = skip_tag(image);

		g_string_append_len(out, html, image - html);
		if (!replace(out, image, (gsize)(behind - image), data))
			g_string_append(out, _("[picture]"));
		html = behind;
		image = find_image(html);
	}
	g_string_append(out, html);
	return g_string_free(out, FALSE);
}

/* The value of @name in a tag, as far as it is a number behind @prefix; 0 when it is none. */
static guint
find_number(const char *tag, gsize len, const char *name, const char *prefix)
{
	g_autofree char *text = g_strndup(tag, len);
	gsize name_len = strlen(name);

	for (char *p = text; *p != '\0'; p++) {
		char *value = p + 1 + name_len;

		if (!g_ascii_isspace(*p) || g_ascii_strncasecmp(p + 1, name, name_len) != 0)
			continue;
		if (*value != '=')
			continue;
		value += strspn(value, "='\"");
		if (g_ascii_strncasecmp(value, prefix, strlen(prefix)) != 0)
			continue;
		value += strlen(prefix);
		return strspn(value, "0123456789") < 10 ? (guint)strtoul(value, NULL, 10) : 0;
	}
	return 0;
}

static gboolean
take_one(GString *out, const char *tag, gsize len, gpointer data)
{
	WdLogImages *taken = data;
	guint id = find_number(tag, len, "id", "");
	PurpleStoredImage *stored = NULL;
	WdLogImage image;

	if (id > 0 && id <= G_MAXINT)
		stored = purple_imgstore_find_by_id((int)id);
	if (stored == NULL || taken->images->len >= WD_LOG_MAX_IMAGES)
		return FALSE;
	image.bytes = purple_imgstore_get_data(stored);
	image.len = purple_imgstore_get_size(stored);
	if (image.len == 0 || taken->len + image.len > WD_LOG_IMAGES_MAX_BYTES)
		return FALSE;
	g_ptr_array_add(taken->held, purple_imgstore_ref(stored));
	g_array_append_val(taken->images, image);
	taken->len += image.len;
	g_string_append_printf(out, "<img src=\"" WD_LOG_IMAGE_SCHEME "%u\">", taken->images->len);
	return TRUE;
}

static void
release(gpointer stored)
{
	purple_imgstore_unref(stored);
}

/**
 * wd_log_images_take:
 * @html: a message; untrusted
 * @taken: (out): its pictures; for wd_log_images_clear()
 *
 * A picture with an address would be loaded when the log is read, and one that is not in the store
 * is nothing: a word takes the place of both.
 *
 * Returns: (transfer full) (nullable): @html with the pictures numbered as in @taken; NULL when it
 * has none, as nearly always
 */
char *
wd_log_images_take(const char *html, WdLogImages *taken)
{
	memset(taken, 0, sizeof *taken);
	if (find_image(html) == NULL)
		return NULL;
	taken->images = g_array_new(FALSE, FALSE, sizeof(WdLogImage));
	taken->held = g_ptr_array_new_with_free_func(release);
	return replace_images(html, take_one, taken);
}

/**
 * wd_log_images_clear:
 * @taken: pictures of a message, all zeros at least
 */
void
wd_log_images_clear(WdLogImages *taken)
{
	g_clear_pointer(&taken->images, g_array_unref);
	g_clear_pointer(&taken->held, g_ptr_array_unref);
	taken->len = 0;
}

static gboolean
keep_one(GString *out, const char *tag, gsize len, gpointer data)
{
	guint number = find_number(tag, len, "src", WD_LOG_IMAGE_SCHEME);

	if (number == 0 || number > WD_LOG_MAX_IMAGES)
		return FALSE;
	g_string_append_printf(out, "<img src=\"" WD_LOG_IMAGE_SCHEME "%u\">", number);
	return TRUE;
}

/**
 * wd_log_images_keep_ours:
 * @html: a message of a log, which may be forged
 *
 * Returns: (transfer full) (nullable): @html without any picture but those that lie beside it; NULL
 * when it has none
 */
char *
wd_log_images_keep_ours(const char *html)
{
	return replace_images(html, keep_one, NULL);
}

static void
drop(gpointer id)
{
	purple_imgstore_unref_by_id(*(int *)id);
}

/**
 * wd_log_images_new_shelf:
 *
 * Returns: (transfer full) (element-type int): a place for pictures that are being shown; freeing
 * it takes them out of libpurple's store, where no widget shows them any more
 */
GArray *
wd_log_images_new_shelf(void)
{
	GArray *shelf = g_array_new(FALSE, FALSE, sizeof(int));

	g_array_set_clear_func(shelf, drop);
	return shelf;
}

typedef struct {
	const WdLogMessage *message;
	GArray *shelf; /* (nullable) */
} Showing;

static gboolean
show_one(GString *out, const char *tag, gsize len, gpointer data)
{
	const Showing *showing = data;
	guint number = find_number(tag, len, "src", WD_LOG_IMAGE_SCHEME);
	const WdLogImage *image;
	int id;

	if (showing->shelf == NULL || number == 0 || number > showing->message->n_images)
		return FALSE;
	image = &showing->message->images[number - 1];
	id = purple_imgstore_add_with_id(g_memdup2(image->bytes, image->len), image->len, NULL);
	if (id == 0)
		return FALSE;
	g_array_append_val(showing->shelf, id);
	g_string_append_printf(out, "<img id=\"%d\">", id);
	return TRUE;
}

/**
 * wd_log_images_show:
 * @html: markup that may name the pictures of @message
 * @message: a message of a log
 * @shelf: (nullable): where the pictures go; NULL: they are not shown
 *
 * Returns: (transfer full) (nullable): @html with the pictures in libpurple's store; NULL when it
 * has none
 */
char *
wd_log_images_show(const char *html, const WdLogMessage *message, GArray *shelf)
{
	Showing showing = {message, shelf};

	return replace_images(html, show_one, &showing);
}
