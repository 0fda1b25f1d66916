/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-event.h"
#include "engine/wd-verdict.h"

/*
 * A verdict of `judge`, for a program and for a person. The JSON is one line, as other
 * programs read it; the text is for --explain. Findings come in the engine's order.
 */
void wd_verdict_line_append_json(GString *json, const WdVerdict *verdict, const char *id);
void wd_verdict_line_append_text(GString *text, const WdVerdict *verdict, const WdEvent *event);
