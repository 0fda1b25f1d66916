/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-policy-schema.h"

/*
 * Changes the person's own settings file the way a careful person would: one line, and nothing else
 * of the file. Text in, text out; reading and saving are the store's.
 */

char *wd_policy_edit(const char *text, WdPolicyKey key, const char *value, GError **error);
