/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-file-facts.h"
#include "engine/wd-policy.h"

/*
 * The one thing that shells call about a file's bytes: looks into it and has it scanned, at the
 * same time, as policy says, and hands back facts for the event that wd_judge() gets. Same manners
 * as wd-inspect.h, on which it stands.
 */

typedef struct WdExaminer WdExaminer;

/* Commands ask for one half. */
typedef enum {
	WD_EXAMINE_INSPECT = 1 << 0,
	WD_EXAMINE_SCAN = 1 << 1,
} WdExamineParts;

/* One file that is being examined; gone once its facts have come or it was cancelled. */
typedef struct WdExamination WdExamination;

/* @facts are never NULL; ref them to keep them. */
typedef void (*WdExamined)(const WdFileFacts *facts, gpointer data);

WdExaminer *wd_examiner_new(const WdPolicy *policy);
void wd_examiner_free(WdExaminer *examiner);
void wd_examiner_set_parts(WdExaminer *examiner, guint parts);
void wd_examiner_set_policy(WdExaminer *examiner, const WdPolicy *policy);
WdExamination *
wd_examiner_examine(WdExaminer *examiner, int fd, const char *name, WdExamined done, gpointer data);
void wd_examination_cancel(WdExamination *examination);
/* Opens what a path names without following a link, if it is a regular file. */
int wd_examiner_open(const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdExaminer, wd_examiner_free)
