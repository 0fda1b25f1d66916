/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-policy-schema.h"

/*
 * What single words of a policy look like, apart from wd-policy-value.h, which knows types and
 * lists. Messages are made here in one form, since an administrator reads them far from the code:
 * what was expected, what was found, how to mend it.
 */

gboolean
wd_policy_reject(GError **error, const char *expected, const char *found, const char *hint);
const char *wd_policy_hint_remark(const char *text);
gboolean wd_policy_item_check(WdItemShape shape, const char *item, GError **error);
const char *wd_policy_item_describe(WdItemShape shape);
