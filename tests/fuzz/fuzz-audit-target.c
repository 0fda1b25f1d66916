/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/wd-audit-target.h"
#include "fuzz-target.h"

/* A target has a host and a port, or a path, and never both; and no socket that would misread it.
 */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	g_autofree char *text = g_strndup((const char *)bytes, len);
	g_autoptr(WdAuditTarget) target = NULL;

	if (!g_utf8_validate(text, -1, NULL))
		return 0;
	target = wd_audit_target_parse(text);
	if (target == NULL)
		return 0;
	g_assert_cmpstr(target->text, ==, text);
	g_assert_true((target->host == NULL) != (target->path == NULL));
	g_assert_true((target->port != 0) == (target->host != NULL));
	if (target->kind == WD_TARGET_UNIX) {
		g_assert_true(target->path[0] == '/');
		g_assert_cmpstr(target->path, !=, "/dev/log");
	}
	if (target->host != NULL)
		g_assert_null(strpbrk(target->host, " /@[]"));
	return 0;
}
