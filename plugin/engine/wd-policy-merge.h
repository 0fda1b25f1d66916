/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-policy-parse.h"
#include "engine/wd-policy.h"

/*
 * Where several files become one snapshot, and the place of the rule that a mistake in a managed
 * file must never make anybody less safe. Files are given parsed and in order; which folder they
 * came from was decided before.
 */

/* The source of every value of the strict floor. */
#define WD_POLICY_FLOOR_SOURCE "strict floor"

WdPolicy *wd_policy_merge(const GPtrArray *files, gboolean is_floor, GPtrArray *problems);
