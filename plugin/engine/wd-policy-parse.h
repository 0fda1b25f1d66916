/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-policy-problem.h"
#include "engine/wd-policy.h"

/*
 * Lines of a file, before anybody asks what they mean. The parser is our own, because GLib's stops
 * at the first fault and tells no columns, which lint has to name. Nothing in the bytes is trusted,
 * not even that they are text.
 */

/* One "Key=value" as it stands in a file. */
typedef struct {
	char *group;
	char *name;
	char *value; /* without surrounding space; escapes not resolved */
	/* positions count from 1, columns in bytes, as editors count them */
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

/* A file always comes back, also one that cannot be used: merging must know that it was there. */
WdPolicyFile *wd_policy_file_parse(const char *path,
				   WdPolicyLevel level,
				   const char *raw_bytes,
				   gsize len,
				   GPtrArray *problems);
WdPolicyFile *wd_policy_file_new_unreadable(const char *path, WdPolicyLevel level);
void wd_policy_file_free(WdPolicyFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdPolicyFile, wd_policy_file_free)
