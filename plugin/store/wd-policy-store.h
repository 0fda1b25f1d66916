/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-policy.h"

/* Reads the policy folders and the person's own settings into one snapshot; watches them. */
typedef struct WdPolicyStore WdPolicyStore;

typedef void (*WdPolicyChanged)(WdPolicyStore *store, gpointer data);

/* What was wrong, for banner, audit and lint. */
typedef struct {
	char *path;
	guint line;        /* from 1; 0 the whole file */
	guint column;      /* from 1, bytes */
	gboolean is_error; /* else a warning */
	char *message;     /* what was found and what was expected */
} WdPolicyProblem;

WdPolicyStore *
wd_policy_store_open(const char *base); /* never fails: falls back, and says so in the problems */
WdPolicyStore *wd_policy_store_open_files(
	const char *const *paths); /* --policy: managed, exempt from the ownership check */
void wd_policy_store_free(WdPolicyStore *store);
const WdPolicy *wd_policy_store_get(WdPolicyStore *store); /* (transfer none), replaced on reload */
const GPtrArray *wd_policy_store_get_problems(WdPolicyStore *store); /* of WdPolicyProblem * */
gboolean wd_policy_store_is_managed(WdPolicyStore *store);
gboolean wd_policy_store_set_user(WdPolicyStore *store,
				  WdPolicyKey key,
				  const char *value,
				  GError **error); /* NULL clears; refused when locked */
void wd_policy_store_watch(WdPolicyStore *store, WdPolicyChanged changed, gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdPolicyStore, wd_policy_store_free)
