/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

void wd_problem_text_append_json(GString *json, const GPtrArray *problems);
