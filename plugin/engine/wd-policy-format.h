/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-policy.h"

char *wd_policy_format_template(gboolean is_strict);
char *wd_policy_format_managed(const WdPolicy *policy);
