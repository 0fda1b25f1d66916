/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-policy-parse.h"
#include "engine/wd-policy.h"

/* The source of every value of the strict floor. */
#define WD_POLICY_FLOOR_SOURCE "strict floor"

WdPolicy *wd_policy_merge(const GPtrArray *files, gboolean is_floor, GPtrArray *problems);
int wd_version_compare(const char *a, const char *b);
