/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* The facts of wardenctl doctor for a person who looks at all of them together. */
GPtrArray *wd_status_sort(const GPtrArray *facts);      /* of WdFact *, the worst first */
char *wd_status_format_summary(const GPtrArray *facts); /* one sentence */
char *wd_status_format_all(const GPtrArray *facts);     /* one a line, to be handed on */
