/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/link/wd-host.h"
#include "engine/link/wd-idn.h"
#include "engine/link/wd-lookalike.h"
#include "engine/link/wd-suffix.h"
#include "wd-fuzz.h"

/* Laws: a host is plain ASCII without anything that ends a host, reading it again changes nothing,
 * its registrable domain is part of it, and
 * its form for people leads back to it. The bytes need not be UTF-8. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *host =
		wd_host_parse(size == 0 ? "" : (const char *)data, (gssize)size, &error);
	g_autofree char *again = NULL;
	g_autofree char *registrable = NULL;
	g_autofree char *display = NULL;
	const char *imitated = NULL;
	WdLikeness likeness;
	g_autofree char *unicode = NULL;

	g_assert_true((host == NULL) == (error != NULL));
	if (host == NULL)
		return 0;
	g_assert_true(g_str_is_ascii(host));
	g_assert_cmpuint(strcspn(host, " #/<>?@\\^|%"), ==, strlen(host));
	again = wd_host_parse(host, -1, NULL);
	g_assert_cmpstr(again, ==, host);
	registrable = wd_suffix_get_registrable(host);
	if (registrable != NULL)
		g_assert_true(wd_suffix_is_under(host, registrable));
	likeness = wd_lookalike_judge(host, NULL, &imitated);
	g_assert_true((imitated == NULL) == (likeness == WD_LIKENESS_NONE));
	unicode = wd_host_to_unicode(host);
	g_assert_true(g_utf8_validate(unicode, -1, NULL));
	/* What is shown in its own letters is read back as the same name. */
	display = wd_idn_display(host);
	g_free(g_steal_pointer(&again));
	again = wd_host_parse(display, -1, NULL);
	g_assert_cmpstr(again, ==, host);
	return 0;
}
