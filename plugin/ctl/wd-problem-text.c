/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-problem-text.h"

#include "ctl/wd-json-text.h"
#include "engine/wd-policy-problem.h"

/**
 * wd_problem_text_append_json:
 * @json: text so far
 * @problems: (element-type WdPolicyProblem): what is wrong
 *
 * Appends the member "problems".
 */
void
wd_problem_text_append_json(GString *json, const GPtrArray *problems)
{
	wd_json_text_key(json, "problems");
	g_string_append_c(json, '[');
	for (guint i = 0; i < problems->len; i++) {
		const WdPolicyProblem *problem = g_ptr_array_index(problems, i);

		g_string_append(json, i > 0 ? ",{" : "{");
		wd_json_text_member(json, "path", problem->path);
		wd_json_text_key(json, "line");
		g_string_append_printf(json, "%u", problem->line);
		wd_json_text_key(json, "column");
		g_string_append_printf(json, "%u", problem->column);
		wd_json_text_member(json, "level", wd_problem_level_to_string(problem->level));
		wd_json_text_member(json, "message", problem->message);
		g_string_append_c(json, '}');
	}
	g_string_append_c(json, ']');
}
