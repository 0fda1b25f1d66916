/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-policy-schema.h"

char *wd_policy_edit(const char *text, WdPolicyKey key, const char *value, GError **error);
