/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-policy-schema.h"

/* “Did you mean?”: what somebody who mistyped a name had in mind. */
const char *wd_policy_hint_group(const char *group);
const WdPolicySchemaRow *wd_policy_hint_key(const char *group, const char *name);
/* Counted over bytes: the names of groups and keys are ASCII. */
guint wd_edit_distance(const char *a, const char *b, guint limit);
