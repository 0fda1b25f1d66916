/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "store/wd-audit.h"
#include "store/wd-forward.h"
#include "store/wd-keys.h"
#include "store/wd-policy-store.h"
#include "store/wd-queue.h"
#include "store/wd-spim-store.h"
#include "store/wd-trust.h"

/*
 * Everything on disk that a session needs, opened in the order of need: queue, trust and
 * audit trail need the keys, and trust lives in the queue's database. What could
 * not be opened is NULL, and whoever uses it fails closed. One struct, so that the session has one
 * place to open and close, and the order stands in one file.
 */
typedef struct {
	WdPolicyStore *policy; /* never NULL */
	WdKeys *keys;
	WdQueue *queue;
	WdTrust *trust;
	WdSpimStore *spim;  /* NULL: the shipped model */
	WdAudit *audit;     /* NULL also when policy switched it off */
	WdForward *forward; /* NULL: the trail goes nowhere else */
	char *base;
	gboolean is_audit_missed; /* it should be there, and could not be opened yet */
	gint64 audit_tried_ms;
	guint n_missed_lines; /* until then: told in the trail when it is there */
} WdStores;

/* Told once for each thing that does not work: @id for a banner, @text translated. */
typedef void (*WdStoresProblem)(const char *id, const char *text, gpointer data);

void wd_stores_open(
	WdStores *stores, const char *base, gint64 now_ms, WdStoresProblem problem, gpointer data);
WdAudit *wd_stores_find_audit(WdStores *stores, gint64 now_ms);
void wd_stores_apply_policy(WdStores *stores, WdStoresProblem problem, gpointer data);
const WdSpimModel *wd_stores_get_spim_model(const WdStores *stores);
void wd_stores_close(WdStores *stores, gint64 now_ms);
