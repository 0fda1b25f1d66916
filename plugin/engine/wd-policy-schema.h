/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-policy-keys.h"

const WdPolicySchemaRow *wd_policy_schema_get(WdPolicyKey key);
const WdPolicySchemaRow *wd_policy_schema_find(const char *group, const char *name);
gboolean wd_policy_schema_has_group(const char *group);
/* The value of the strict floor: for a managed layer of which nothing can be read. */
const char *wd_policy_schema_get_floor(WdPolicyKey key);
