/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* The mistakes of a policy as --json has them, the same for `policy lint` and `policy show`. */
void wd_problem_text_append_json(GString *json, const GPtrArray *problems);
