/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-verdict.h"

/*
 * Marks risky links where they stand. The links of a message are made here, as libpurple would make
 * them, so that each can be told apart: a dangerous one loses its target, a suspicious one keeps
 * it, and behind either stands why.
 */

char *wd_link_marks_add(const char *raw_html, const WdVerdict *verdict, gboolean *is_complete);
