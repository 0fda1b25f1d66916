/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * A known hole in a program that signs on, one a line:
 *
 *   SUBJECT VERSIONS ADDRESS WHAT IT IS
 *   libpurple <2.14.9 https://pidgin.im/… Who answers questions for names …
 *   prpl-eionrobb-discord 0.9.0-0.9.4 - Files are shown before they are asked about.
 *
 * SUBJECT is "libpurple" or the id of a protocol. VERSIONS: "<2.14.9", "<=2.14.8", "=2.14.3",
 * "2.10.0-2.14.8" (both ends are meant, too), "*". ADDRESS: https://…, http://… or "-". An empty
 * line and one that begins with # say nothing. Pure.
 */
typedef struct {
	char *subject;
	char *lowest;  /* (nullable) the first version that is meant */
	char *highest; /* (nullable) the last one, or the first that is not */
	gboolean is_below;
	char *url; /* (nullable) */
	char *reason;
} WdAdvisory;

gboolean wd_advisory_parse(const char *line, gsize len, WdAdvisory **advisory, GError **error);
gboolean wd_advisory_matches(const WdAdvisory *advisory, const char *subject, const char *version);
const char *wd_advisories_get_shipped(void);
void wd_advisory_free(WdAdvisory *advisory);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdAdvisory, wd_advisory_free)
