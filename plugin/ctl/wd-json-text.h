/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * JSON written straight into text: a tree of objects for each of a million verdicts is too slow.
 * The caller writes the brackets and answers for them. Reading is another matter, and done with
 * json-glib.
 */
void wd_json_text_string(GString *json, const char *text);
void wd_json_text_integer(GString *json, gint64 number);
void wd_json_text_number(GString *json, double number);
void wd_json_text_key(GString *json, const char *key);
void wd_json_text_member(GString *json, const char *key, const char *text);
