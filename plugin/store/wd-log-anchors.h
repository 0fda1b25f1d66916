/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "store/wd-log-reader.h"

/*
 * What the audit trail says of the logs: which there were, how many records each had when it was
 * last noted down, and which were deleted. A log that ends before that was cut, however sound it
 * looks. Says nothing about the trail itself: wd-audit-verify.h does.
 */
typedef struct {
	WdLogAnchor newest; /* count 0: the trail has no head of it */
	gboolean is_closed; /* the newest head is that of log.close: the file has FINAL besides */
	gboolean is_deleted;
} WdLogTraces;

typedef struct WdLogAnchors WdLogAnchors;

WdLogAnchors *wd_log_anchors_load(const char *base);
WdLogTraces *wd_log_anchors_find(const WdLogAnchors *anchors, const char *id);
GPtrArray *wd_log_anchors_list_missing(const WdLogAnchors *anchors, GHashTable *present);
void wd_log_anchors_free(WdLogAnchors *anchors);

gboolean wd_log_head_parse(const char *head, char **id, WdLogAnchor *anchor);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdLogAnchors, wd_log_anchors_free)
