/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/link/wd-link-list.h"
#include "wd-fuzz.h"

/* Laws: what a line is understood to mean is found again under that very name; and whatever bytes
 * stand behind a good head, a look reads inside them. */
static void
look_up(WdLinkEntryKind kind, const char *text, gpointer data)
{
	/* A fragment keeps what else would be trimmed from the end of a URL. */
	g_autofree char *written = g_strconcat("http://", text, "#", NULL);
	g_autoptr(WdUrl) url = wd_url_parse(written);
	guint n_slashes = 0;

	for (const char *at = text; *at != '\0'; at++)
		n_slashes += *at == '/';
	/* A path is asked for by its first twelve parts and as a whole. */
	if (url != NULL && url->host != NULL && (kind != WD_LINK_ENTRY_PREFIX || n_slashes <= 12))
		g_assert_true(wd_link_list_find(data, url, NULL, NULL));
}

static WdLinkList *
make(const uint8_t *data, size_t size)
{
	WdLinkListBuilder *builder = wd_link_list_builder_new(&(WdHashKey){3, 4});
	g_autoptr(GBytes) bytes = NULL;

	(void)wd_link_list_builder_add_line(builder, (const char *)data, size, NULL);
	bytes = wd_link_list_builder_end(builder);
	return wd_link_list_new(bytes, NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(GBytes) bytes = g_bytes_new_static(data, size);
	g_autoptr(WdLinkList) raw = wd_link_list_new(bytes, NULL);
	g_autoptr(WdUrl) url = wd_url_parse("http://a.bad.example/x/y?z");
	g_autoptr(WdLinkList) list = make(size == 0 ? (const uint8_t *)"" : data, size);

	if (raw != NULL)
		(void)wd_link_list_find(raw, url, NULL, NULL);
	g_assert_nonnull(list);
	(void)wd_link_entry_parse(size == 0 ? "" : (const char *)data, size, look_up, list, NULL);
	return 0;
}
