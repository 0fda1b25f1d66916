/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-policy-problem.h"
#include "engine/wd-policy.h"

/* One "Key=value" as it stands in a file. */
typedef struct {
	char *group;
	char *name;
	char *value; /* without surrounding space; escapes not resolved */
	guint line;
	guint group_line;
	guint name_column;
	guint value_column;
	WdRule *rule; /* (nullable) in [Rules] */
} WdPolicyEntry;

typedef struct {
	char *path;
	WdPolicyLevel level;
	gboolean is_readable; /* FALSE: some line is no line of such a file; trust nothing in it */
	GPtrArray *entries;   /* of WdPolicyEntry * */
} WdPolicyFile;

WdPolicyFile *wd_policy_file_parse(const char *path,
				   WdPolicyLevel level,
				   const char *raw_bytes,
				   gsize len,
				   GPtrArray *problems);
WdPolicyFile *wd_policy_file_new_unreadable(const char *path, WdPolicyLevel level);
void wd_policy_file_free(WdPolicyFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdPolicyFile, wd_policy_file_free)
