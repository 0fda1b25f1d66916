/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-policy-schema.h"

gboolean
wd_policy_reject(GError **error, const char *expected, const char *found, const char *hint);
const char *wd_policy_hint_remark(const char *text);
gboolean wd_policy_item_check(WdItemShape shape, const char *item, GError **error);
const char *wd_policy_item_describe(WdItemShape shape);
