/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/wd-advisory.h"
#include "engine/wd-version.h"
#include "wd-fuzz.h"

static int
sign(int order)
{
	return order < 0 ? -1 : order > 0;
}

/* Laws: a wrong line says why and leaves nothing; a line that is understood matches its own end,
 * and not what comes before its beginning; versions compare the same both ways. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *line = size == 0 ? "" : (const char *)data;
	g_autoptr(WdAdvisory) advisory = NULL;
	g_autoptr(GError) error = NULL;
	g_autofree char *text = wd_fuzz_text(data, size);

	g_assert_cmpint(sign(wd_version_compare(text, "2.14.9")),
			==,
			-sign(wd_version_compare("2.14.9", text)));
	if (!wd_advisory_parse(line, size, &advisory, &error)) {
		g_assert_nonnull(error);
		g_assert_null(advisory);
		return 0;
	}
	if (advisory == NULL)
		return 0;
	g_assert_true(*advisory->reason != '\0');
	if (advisory->highest != NULL)
		g_assert_cmpint(wd_advisory_matches(advisory, advisory->subject, advisory->highest),
				==,
				!advisory->is_below);
	return 0;
}
