/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "engine/wd-file-facts.h"

/*
 * What was seen inside a held file, as a part of its row: enough for a person to decide by, and for
 * the list to show again after a restart. The text that was found in it stays out.
 */
void wd_held_facts_add(JsonObject *row, const WdFileFacts *facts);
gboolean wd_held_facts_parse(JsonObject *row, WdFileFacts **facts, GError **error);
