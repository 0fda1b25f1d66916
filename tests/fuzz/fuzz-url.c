/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/link/wd-url.h"
#include "wd-fuzz.h"

/* Laws: a web URL has a host or is refused, never both; and what a browser would write for it is
 * read alike. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = wd_fuzz_text(data, size);
	g_autoptr(WdUrl) url = wd_url_parse(text);
	g_autofree char *written = NULL;
	g_autoptr(WdUrl) again = NULL;

	if (url == NULL)
		return 0;
	g_assert_cmpuint(strlen(url->scheme), >, 0);
	g_assert_nonnull(url->path);
	if (!url->is_web) {
		g_assert_false(url->is_refused);
		return 0;
	}
	g_assert_true((url->host == NULL) == url->is_refused);
	if (url->host == NULL)
		return 0;
	written = g_strdup_printf(
		"%s://%s%s%s", url->scheme, url->host, url->path[0] == '\0' ? "/" : "", url->path);
	again = wd_url_parse(written);
	g_assert_cmpstr(again->host, ==, url->host);
	g_assert_null(again->user_info);
	return 0;
}
