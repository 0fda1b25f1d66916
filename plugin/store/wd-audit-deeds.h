/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-deed.h"

/*
 * The trail's lines about what was warned of, held, blocked or done after all, one by one, for a
 * window about the last weeks. Unverified, as wd-audit-survey.h; no name of a person is taken out.
 */

#define WD_AUDIT_MAX_DEEDS                                                                         \
	200000 /* some 10 MB: what a month of attacks makes, and an end to it                      \
		*/

WdDeeds *
wd_audit_deeds_load(const char *folder, gint64 from_ms, const gint *is_unwanted, GError **error);
