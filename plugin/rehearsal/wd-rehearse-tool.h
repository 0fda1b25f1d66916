/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* A row of the review queue as wardenctl lists it. */
typedef struct {
	char *id;
	char *kind;
	char *direction;
	char *peer;
	char *state;
	char *why; /* the reasons, one sentence a line */
} WdRehearseRow;

/*
 * wardenctl on one profile: the administrator's eyes, outside the client's process. What it prints
 * is parsed like anybody's output. Each call waits for the tool to end.
 */
typedef struct {
	const char *path;
	const char *user_dir;
} WdRehearseTool;

gboolean wd_rehearse_tool_run(const WdRehearseTool *tool,
			      const char *const *arguments,
			      char **output,
			      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The review queue, by way of `queue list --json`. */
GPtrArray *wd_rehearse_tool_list_queue(const WdRehearseTool *tool, GError **error);
GPtrArray *wd_rehearse_rows_parse(const char *raw, GError **error);
const WdRehearseRow *
wd_rehearse_rows_find(const GPtrArray *rows, const char *kind, const char *peer);
