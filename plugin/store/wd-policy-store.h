/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-policy-problem.h"
#include "engine/wd-policy.h"
#include "store/wd-policy-places.h"

/*
 * The meeting point of policy: places, parser, merge and watch come together here, and the session
 * sees one snapshot. Runs on the main thread; reads block on a few small files, writes are a
 * thread's. A policy that broke never becomes weaker than the one before it.
 */

/* Reads the policy folders and the person's own settings into one snapshot; watches them. */
typedef struct WdPolicyStore WdPolicyStore;

typedef void (*WdPolicyChanged)(WdPolicyStore *store, gpointer data);

/* What the company's policy is worth at the moment. */
typedef enum {
	WD_POLICY_UNMANAGED, /* there is none */
	WD_POLICY_MANAGED,   /* it was read */
	WD_POLICY_LAST_GOOD, /* it could not be read: the one before it holds */
	WD_POLICY_FLOOR,     /* nor was there one before it: the strict floor holds */
} WdPolicyState;

/* Opening never fails: it falls back, and says so in the problems. */
WdPolicyStore *wd_policy_store_open(const char *base);
WdPolicyStore *wd_policy_store_open_at(const char *base, const WdPolicyPlaces *places);
WdPolicyStore *wd_policy_store_open_to_read(const char *base, const WdPolicyPlaces *places);
WdPolicyStore *wd_policy_store_open_files(
	const char *const *paths); /* --policy: managed, exempt from the ownership check */
void wd_policy_store_free(WdPolicyStore *store);
const WdPolicy *wd_policy_store_get(WdPolicyStore *store); /* (transfer none), replaced on reload */
const GPtrArray *wd_policy_store_get_problems(WdPolicyStore *store); /* of WdPolicyProblem * */
WdPolicyState wd_policy_store_get_state(WdPolicyStore *store);
gboolean wd_policy_store_is_managed(WdPolicyStore *store);
gboolean wd_policy_store_is_rolled_back(WdPolicyStore *store);
gboolean wd_policy_store_is_expired(WdPolicyStore *store);
gboolean wd_policy_store_set_user(WdPolicyStore *store,
				  WdPolicyKey key,
				  const char *value,
				  GError **error); /* NULL clears; refused when locked */
gboolean wd_policy_store_reload(WdPolicyStore *store);
void wd_policy_store_watch(WdPolicyStore *store, WdPolicyChanged changed, gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdPolicyStore, wd_policy_store_free)
