/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-policy.h"

/*
 * The way back from schema and snapshot to a file: the template that an administrator starts from,
 * and the managed part of a snapshot, which is saved in case the policy cannot be read tomorrow.
 */

char *wd_policy_format_template(gboolean is_strict);
char *wd_policy_format_managed(const WdPolicy *policy);
