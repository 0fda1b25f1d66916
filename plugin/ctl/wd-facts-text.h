/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-file-facts.h"
#include "engine/wd-verdict.h"

/*
 * A file's facts on a terminal and in JSON.
 */

void wd_facts_text_append(GString *text, const char *path, const WdFileFacts *facts);
void wd_facts_text_append_json(GString *json, const char *path, const WdFileFacts *facts);
void wd_facts_text_append_scan(GString *json, const WdScanAnswer *scan);
void wd_facts_text_append_verdict(GString *json, const WdVerdict *verdict);
